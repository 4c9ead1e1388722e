namespace WildixPbx.Tests.Support;

/// <summary>The files of the repository that the tests read, found from where the test assembly lies.</summary>
static class RepositoryFolder
{
    const string RootMarker = "WildixPbx.sln";

    public static string Root { get; } = FindRoot();

    /// <summary>A file or folder below the root.</summary>
    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A file of the specification, which lies beside the repository for those who work on it; none elsewhere.</summary>
    public static string? Specification(string name)
    {
        var path = Path.GetFullPath(At("..", "shared", "spec", name));
        return File.Exists(path) ? path : null;
    }

    /// <summary>The source files below a folder of the root, without what the build puts there.</summary>
    public static IReadOnlyList<string> Sources(string folder) => !Directory.Exists(At(folder)) ? [] :
    [
        .. Directory.EnumerateFiles(At(folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !Path.GetRelativePath(Root, path).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            .Order(StringComparer.Ordinal),
    ];

    static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, RootMarker))) return folder.FullName;

        throw new InvalidOperationException($"No {RootMarker} in any folder above {AppContext.BaseDirectory}.");
    }
}
