namespace WildixPbx.Shell;

/// <summary>Finds the built module: the path in WILDIXPBX_MODULE, or output/WildixPbx of the repository this program was built in.</summary>
static class ModuleLocator
{
    public const string Variable = "WILDIXPBX_MODULE";

    static readonly string Manifest = Path.Combine("output", "WildixPbx", "WildixPbx.psd1");

    /// <returns>The manifest's path, or null with the reason to show.</returns>
    public static string? Find(out string reason)
    {
        reason = "";
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            if (File.Exists(given))
                return Path.GetFullPath(given);

            reason = $"{Variable} names no file: {given}. Build the module with `dotnet build`, or name the manifest of a built one.";
            return null;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var manifest = Path.Combine(folder.FullName, Manifest);
            if (File.Exists(manifest))
                return manifest;
        }

        reason = $"The module is not built: no {Manifest} at or above {AppContext.BaseDirectory}. Run `dotnet build` in the repository, or name a manifest in {Variable}.";
        return null;
    }
}
