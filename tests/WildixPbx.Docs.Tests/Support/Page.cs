using System.Text.RegularExpressions;

namespace WildixPbx.Tests.Support;

/// <summary>One page of docs/en-US, taken apart.</summary>
sealed partial class Page
{
    static readonly Lazy<IReadOnlyList<Page>> Read = new(() => [.. Directory.GetFiles(Path.Combine(Repository.Docs, "en-US"), "*.md").Order(StringComparer.Ordinal).Select(path => new Page(path))]);

    readonly Dictionary<string, string> _sections;

    Page(string path)
    {
        FilePath = path;
        Cmdlet = Path.GetFileNameWithoutExtension(path);
        Text = File.ReadAllText(path).ReplaceLineEndings("\n");
        _sections = Split(Text, "## ").ToDictionary(section => section.Title, section => section.Body);
        Examples = [.. Split(Section("EXAMPLES"), "### ").Select(section => new PageExample(section.Title, section.Body))];
        Parameters = [.. Split(Section("PARAMETERS"), "### -").Select(section => new PageParameter(section.Title, section.Body))];
    }

    /// <summary>All pages.</summary>
    public static IReadOnlyList<Page> All => Read.Value;

    public string FilePath { get; }

    public string Cmdlet { get; }

    public string Text { get; }

    public IReadOnlyList<PageExample> Examples { get; }

    public IReadOnlyList<PageParameter> Parameters { get; }

    public string Synopsis => PlainText.Of(Section("SYNOPSIS"));

    /// <summary>The text under a heading; empty where there is none.</summary>
    public string Section(string title) => _sections.TryGetValue(title, out var body) ? body : "";

    /// <summary>The names of the elements under a heading, such as the types of OUTPUTS.</summary>
    public IReadOnlyList<string> Names(string section) => [.. Split(Section(section), "### ").Select(part => part.Title)];

    public override string ToString() => Cmdlet;

    /// <summary>The parts that begin with a heading; what stands in a block of code begins none.</summary>
    static IEnumerable<(string Title, string Body)> Split(string text, string heading)
    {
        string? title = null;
        var body = new List<string>();
        var isCode = false;
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) isCode = !isCode;
            if (!isCode && line.StartsWith(heading, StringComparison.Ordinal))
            {
                if (title is not null) yield return (title, string.Join('\n', body).Trim('\n'));
                (title, body) = (line[heading.Length..].Trim(), []);
            }
            else if (!isCode && heading == "### -" && line.StartsWith("### ", StringComparison.Ordinal))
            {
                break; // CommonParameters, which are the same everywhere
            }
            else
            {
                body.Add(line);
            }
        }

        if (title is not null) yield return (title, string.Join('\n', body).Trim('\n'));
    }
}

/// <summary>An example.</summary>
sealed partial record PageExample(string Title, string Body)
{
    /// <summary>Its PowerShell code.</summary>
    public string Code => string.Join('\n', Blocks().Matches(Body).Select(match => match.Groups[1].Value));

    [GeneratedRegex(@"^```powershell\n(.*?)\n```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();
}

/// <summary>A parameter, with its text and what the block below says of it.</summary>
sealed partial record PageParameter(string Name, string Body)
{
    public string Text => PlainText.Of(Body[..Body.IndexOf("```yaml", StringComparison.Ordinal)]);

    public IReadOnlyList<string> Aliases
        => AliasList().Match(Body) is { Success: true } list ? [.. Items().Matches(list.Groups[1].Value).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal)] : [];

    public bool BindsByPropertyName => Body.Contains("ValueFromPipelineByPropertyName: true", StringComparison.Ordinal);

    public bool BindsByValue => Body.Contains("ValueFromPipeline: true", StringComparison.Ordinal);

    [GeneratedRegex(@"^Aliases:\n((?:- .*\n)+)", RegexOptions.Multiline)]
    private static partial Regex AliasList();

    [GeneratedRegex(@"- (\S+)")]
    private static partial Regex Items();
}
