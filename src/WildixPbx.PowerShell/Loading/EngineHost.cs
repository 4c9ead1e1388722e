using System.Reflection;
using WildixPbx.Portal;

namespace WildixPbx.Loading;

/// <summary>
/// Loads the engine with its packages from <c>Dependencies/</c> at the first call. On .NET they live in a load context
/// of their own, so that a RestSharp that the session has already is never met; Core is shared, and through it
/// <see cref="IEngine"/> is one type on both sides.
/// </summary>
static class EngineHost
{
    const string EngineAssembly = "WildixPbx.Engine";
    const string FactoryType = "WildixPbx.Engine.EngineFactory";

    static readonly string Folder = Path.GetDirectoryName(typeof(EngineHost).Assembly.Location)!;
    static readonly string Dependencies = Path.Combine(Folder, "Dependencies");
    static readonly Lazy<IEngine> Loaded = new(Load);

    /// <summary>The engine.</summary>
    public static IEngine Engine => Loaded.Value;

    /// <summary>The folder of the sandbox's program, beside the folders of the frameworks.</summary>
    public static string SandboxProgram => Path.Combine(Path.GetDirectoryName(Folder)!, "sandbox");

    static IEngine Load()
    {
        var factory = LoadEngine().GetType(FactoryType, throwOnError: true)!;
        return (IEngine)Activator.CreateInstance(factory)!;
    }

    static string PathOf(AssemblyName name) => Path.Combine(Dependencies, name.Name + ".dll");

#if NETSTANDARD
    static Assembly LoadEngine()
    {
        // Windows PowerShell has no load contexts: dependencies are found by simple name, for our own assemblies only.
        AppDomain.CurrentDomain.AssemblyResolve += (_, request) =>
            request.RequestingAssembly is { } asking
                && Path.GetDirectoryName(asking.Location) is { } folder
                && (folder == Folder || folder == Dependencies)
                && PathOf(new AssemblyName(request.Name)) is var path
                && File.Exists(path)
            ? Assembly.LoadFrom(path)
            : null;
        return Assembly.LoadFrom(PathOf(new AssemblyName(EngineAssembly)));
    }
#else
    static Assembly LoadEngine() => new Context().LoadFromAssemblyName(new AssemblyName(EngineAssembly));

    sealed class Context() : System.Runtime.Loader.AssemblyLoadContext("WildixPbx")
    {
        protected override Assembly? Load(AssemblyName assemblyName)
            => PathOf(assemblyName) is var path && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
#endif
}
