using System.Text.Json.Nodes;

namespace WildixPbx.Tests.Support;

/// <summary>axe-core: what a page does wrong to people who can't see it well, or use the keyboard alone.</summary>
static class Axe
{
    const string Resource = "Deque.AxeCore.Commons.Resources.axe.min.js";

    /// <summary>Each violation with the elements it was found at. What axe can't decide by itself is not among them.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(Browser browser)
    {
        using var reader = new StreamReader(typeof(Deque.AxeCore.Commons.AxeRunOptions).Assembly.GetManifestResourceStream(Resource)!);
        await browser.RunAsync(await reader.ReadToEndAsync() + "; 1");
        var found = await browser.RunAsync("axe.run(document, { resultTypes: ['violations'] }).then(r => r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | ')))");
        return [.. ((JsonArray)found!).Select(violation => (string)violation!)];
    }
}
