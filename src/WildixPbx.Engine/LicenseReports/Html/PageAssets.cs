using System.Text;

namespace WildixPbx.Engine.LicenseReports.Html;

/// <summary>The style and the script of the page, from files of their own, and the policy that lets nothing else run.</summary>
static class PageAssets
{
    static readonly Lazy<(string Style, string Script, string Policy)> Loaded = new(Load);

    /// <summary>The style sheets.</summary>
    public static string Style => Loaded.Value.Style;

    /// <summary>The script.</summary>
    public static string Script => Loaded.Value.Script;

    /// <summary>The content security policy: this style and this script by their hashes, and nothing from anywhere.</summary>
    public static string Policy => Loaded.Value.Policy;

    static (string, string, string) Load()
    {
        var style = "\n" + Read("report.css") + Read("table.css") + Read("narrow.css");
        var script = "\n" + Read("table.js");
        return (style, script, $"default-src 'none'; style-src 'sha256-{Fingerprint.Of(style)}'; script-src 'sha256-{Fingerprint.Of(script)}'; base-uri 'none'; form-action 'none'");
    }

    static string Read(string name)
    {
        using var reader = new StreamReader(typeof(PageAssets).Assembly.GetManifestResourceStream("WildixPbx.Engine.LicenseReports.Html." + name)!, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n"); // as a browser reads it, and so as it is hashed there
    }
}
