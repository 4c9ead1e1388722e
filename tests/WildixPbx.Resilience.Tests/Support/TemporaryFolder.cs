namespace WildixPbx.Tests.Support;

/// <summary>A folder of one test's own.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("wildix-resilience-").FullName;

    /// <returns>The path of a file with this text.</returns>
    public string Write(string name, string text)
    {
        var path = In(name);
        File.WriteAllText(path, text);
        return path;
    }

    public string In(string name) => Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
