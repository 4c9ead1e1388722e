namespace WildixPbx.Tests.Hosting;

/// <summary>Where things are in the repository that the tests were built from.</summary>
static class Repository
{
    public static string Root { get; } = Find();

    public static string Manifest { get; } = Path.Combine(Root, "output", "WildixPbx", "WildixPbx.psd1");

    static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "WildixPbx.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
    }
}
