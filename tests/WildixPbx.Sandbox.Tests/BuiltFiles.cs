using System.Reflection;

namespace WildixPbx.Sandbox.Tests;

/// <summary>Where the build put things.</summary>
static class BuiltFiles
{
    public static string Sandbox { get; } = Metadata("SandboxPath");

    public static string Root { get; } = Metadata("RepositoryRoot");

    static string Metadata(string key)
        => typeof(BuiltFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == key).Value!;
}
