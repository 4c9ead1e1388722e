using System.Management.Automation;

namespace WildixPbx.Binding;

/// <summary>Reads what a row of a file, or an object that somebody made, says of a PBX's licence check.</summary>
static class LicenseCheckRow
{
    static readonly string[] Facts = ["LastRenewal", "Platform", "Model", "Licensing", "WmsVersion"];
    static readonly string[] Names = ["Name", "Pbx", "Identity", "Serial", "Id", "PbxId"];

    /// <summary>The columns that are read, and those of PBXs and of earlier results, which are nobody's misspelling.</summary>
    static readonly HashSet<string> Known = new(
        [.. Facts, .. Names, .. typeof(Pbx).GetProperties().Concat(typeof(LicenseCheckStatus).GetProperties()).Select(property => property.Name)],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a row says itself when the PBX last renewed, be it blank.</summary>
    public static bool SaysRenewal(PSObject row) => row.Properties["LastRenewal"] is not null;

    /// <summary>Whether a row says anything of the licence check, so that it is judged without a portal.</summary>
    public static bool SaysAnything(PSObject row) => Array.Exists(Facts, name => row.Properties[name] is not null);

    /// <summary>The columns of a row that are not read, each with advice.</summary>
    public static IReadOnlyList<string> UnknownOf(PSObject row) => UnknownColumns.Of(row, Known);

    /// <summary>Reads a row.</summary>
    /// <exception cref="ValidationException">A cell can't be read, or nothing says which PBX it is.</exception>
    public static LicenseCheckFacts Read(PSObject row)
    {
        var reader = new RowReader();
        var version = Text(row, "WmsVersion");
        var id = Text(row, "PbxId") ?? Text(row, "Id");
        var facts = new LicenseCheckFacts
        {
            Customer = Text(row, "Customer"),
            Pbx = Names.Select(name => Text(row, name)).FirstOrDefault(name => name is not null) ?? reader.Required("Name", null, "a name or a serial says which PBX it is"),
            PbxId = id?.StartsWith("pbx_", StringComparison.Ordinal) == true ? id : null,
            Serial = Text(row, "Serial"),
            Platform = reader.Word<Platform>("Platform", Text(row, "Platform")),
            Model = Text(row, "Model"),
            Licensing = reader.Word<Licensing>("Licensing", Text(row, "Licensing")),
            PbxState = StateOf(Text(row, "State")),
            WmsVersion = WmsVersion.TryParse(version, out var read) ? read : null,
            UnreadableVersion = read is null ? version : null,
            LastRenewal = reader.Moment("LastRenewal", Value(row, "LastRenewal")),
            Term = reader.Word<Term>("Term", Text(row, "Term")),
            ExpiresOn = reader.Moment("ExpiresOn", Value(row, "ExpiresOn")),
            Source = LicenseCheckSource.Csv,
        };
        reader.ThrowIfBad();
        return facts;
    }

    // By its word only, and anything else is no mistake: a result of ours has a State too, of the other kind.
    static PbxState? StateOf(string? text)
        => Array.Exists(Enum.GetNames(typeof(PbxState)), name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase)) ? (PbxState)Enum.Parse(typeof(PbxState), text!, ignoreCase: true) : null;

    static string? Text(PSObject row, string column) => RowReader.Text(CellTextAttribute.TextOf(Value(row, column)));

    static object? Value(PSObject row, string column)
    {
        try { return Unwrapped(row.Properties[column]?.Value); }
        catch (GetValueException) { return null; } // a property of the user's that fails says nothing
    }

    // What came from a job or a file of Export-Clixml: words are numbers that are shown as words, moments are bags of their parts.
    static object? Unwrapped(object? value) => value switch
    {
        PSObject { BaseObject: PSCustomObject } bag => bag.Properties["UtcDateTime"] is { } moment && Unwrapped(moment.Value) is DateTime utc ? DateTime.SpecifyKind(utc, DateTimeKind.Utc) : bag,
        PSObject { BaseObject: int } word => word.ToString(),
        PSObject wrapped => wrapped.BaseObject,
        _ => value,
    };
}
