using System.Xml.Linq;

namespace WildixPbx.Tests.Support;

/// <summary>The MAML help file, as Get-Help reads it.</summary>
static class HelpFile
{
    public static string FilePath { get; } = Path.Combine(Repository.HelpFolder, "WildixPbx.PowerShell.dll-Help.xml");

    static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";

    static readonly Lazy<IReadOnlyList<HelpEntry>> Read = new(() => [.. XDocument.Load(FilePath).Root!.Elements(Command + "command").Select(Entry)]);

    /// <summary>What it says of each cmdlet.</summary>
    public static IReadOnlyList<HelpEntry> All => Read.Value;

    /// <summary>What it says of one.</summary>
    public static HelpEntry Of(string cmdlet) => All.Single(entry => entry.Cmdlet == cmdlet);

    static HelpEntry Entry(XElement command)
    {
        var details = command.Element(Command + "details")!;
        return new HelpEntry(
            details.Element(Command + "name")!.Value,
            Text(details.Element(Maml + "description")),
            Text(command.Element(Maml + "description")),
            Text(command.Element(Maml + "alertSet")),
            [.. command.Descendants(Command + "example").Select(example => Text(example.Element(Maml + "introduction")))],
            command.Element(Command + "parameters")!.Elements(Command + "parameter").ToDictionary(
                parameter => parameter.Element(Maml + "name")!.Value, parameter => Text(parameter.Element(Maml + "description"))));
    }

    static string Text(XElement? element) => element is null ? "" : PlainText.Of(string.Join('\n', element.Descendants(Maml + "para").Select(para => para.Value)));
}

/// <summary>What the help file says of one cmdlet, as plain text.</summary>
sealed record HelpEntry(
    string Cmdlet, string Synopsis, string Description, string Notes, IReadOnlyList<string> Examples, IReadOnlyDictionary<string, string> Parameters);
