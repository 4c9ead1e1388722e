using System.Globalization;
using System.Management.Automation;
using System.Text.Json;

namespace WildixPbx.Shell.StandIns;

[Cmdlet(VerbsData.ConvertFrom, "Json")]
sealed class ConvertFromJson : PSCmdlet
{
    readonly List<string> _lines = [];

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string InputObject { get; set; } = "";

    [Parameter]
    public SwitchParameter AsHashtable { get; set; }

    [Parameter]
    [ValidateRange(1, 1000)]
    public int Depth { get; set; } = 1000;

    [Parameter]
    public SwitchParameter NoEnumerate { get; set; }

    protected override void ProcessRecord() => _lines.Add(InputObject);

    protected override void EndProcessing()
    {
        if (_lines.TrueForAll(string.IsNullOrWhiteSpace))
            return;

        try
        {
            using var document = JsonDocument.Parse(string.Join('\n', _lines), new JsonDocumentOptions
            {
                AllowTrailingCommas = true,
                CommentHandling = JsonCommentHandling.Skip,
                MaxDepth = Depth,
            });
            WriteObject(Value(document.RootElement), enumerateCollection: !NoEnumerate);
        }
        catch (JsonException e)
        {
            ThrowTerminatingError(new ErrorRecord(e, "JsonParse", ErrorCategory.InvalidData, null));
        }
    }

    object? Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object when AsHashtable => Table(json),
        JsonValueKind.Object => Object(json),
        JsonValueKind.Array => json.EnumerateArray().Select(Value).ToArray(),
        JsonValueKind.String => Text(json.GetString()!),
        // Without the cast the compiler makes a double of both.
        JsonValueKind.Number => json.TryGetInt64(out var whole) ? (object)whole : json.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    PSObject Object(JsonElement json)
    {
        var result = new PSObject();
        foreach (var member in json.EnumerateObject())
            result.Properties.Add(new PSNoteProperty(member.Name, Value(member.Value)));
        return result;
    }

    OrderedHashtable Table(JsonElement json)
    {
        var result = new OrderedHashtable();
        foreach (var member in json.EnumerateObject())
            result[member.Name] = Value(member.Value);
        return result;
    }

    // As the real one: what looks like a point in time is one.
    static object Text(string text) => text.Length >= "2000-01-01T00:00:00".Length && text[10] == 'T'
        && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) ? time : text;
}
