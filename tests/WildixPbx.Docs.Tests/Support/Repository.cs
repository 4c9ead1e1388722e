using System.Text.RegularExpressions;

namespace WildixPbx.Tests.Support;

/// <summary>Where things are in the repository that the tests were built from.</summary>
static partial class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The manifest of the laid out module.</summary>
    public static string BuiltManifest => Path.Combine(Root, "output", "WildixPbx", "WildixPbx.psd1");

    public static string Docs => Path.Combine(Root, "docs");

    public static string HelpFolder => Path.Combine(Root, "module", "en-US");

    /// <summary>The cmdlets that the manifest in the sources exports.</summary>
    public static IReadOnlyList<string> Exported { get; } = [.. CmdletNames().Matches(ExportList()).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal)];

    public static string Relative(string path) => Path.GetRelativePath(Root, path);

    static string ExportList()
        => Exports().Match(File.ReadAllText(Path.Combine(Root, "module", "WildixPbx.psd1"))) is { Success: true } found
            ? found.Value : throw new InvalidDataException("The manifest has no CmdletsToExport.");

    static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "WildixPbx.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
    }

    [GeneratedRegex(@"CmdletsToExport\s*=\s*@\([^)]*\)")]
    private static partial Regex Exports();

    [GeneratedRegex(@"'(\w+-\w+)'")]
    private static partial Regex CmdletNames();
}
