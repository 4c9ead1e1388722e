namespace WildixPbx.Benchmarks;

/// <summary>Where things are in the repository that this was built from.</summary>
static class Repository
{
    public static string Root { get; } = Find();

    public static string Manifest { get; } = Path.Combine(Root, "output", "WildixPbx", "WildixPbx.psd1");

    static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "WildixPbx.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("This runs outside the repository.");
    }
}
