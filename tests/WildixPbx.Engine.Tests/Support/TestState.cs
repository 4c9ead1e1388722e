using System.Reflection;
using WildixPbx.Portal;

namespace WildixPbx.Tests.Support;

/// <summary>A state folder for the time of a test.</summary>
sealed class TestState : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("wildixpbx-test-").FullName;

    /// <summary>The folder of the real sandbox's program.</summary>
    public static string Program { get; } = typeof(TestState).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "SandboxProgram").Value!;

    public SandboxSettings Settings(string name = "test") => new() { ProgramPath = Program, StatePath = Path, Name = name };

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
