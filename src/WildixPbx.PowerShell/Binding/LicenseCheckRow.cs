using System.Globalization;
using System.Management.Automation;
using WildixPbx.Boxes;

namespace WildixPbx.Binding;

/// <summary>Reads what the rows of a file, or objects that somebody made, say of the licence check of PBXs.</summary>
sealed class LicenseCheckRow
{
    static readonly string[] Facts = ["LastRenewal", "Platform", "Model", "Licensing", "WmsVersion"];
    static readonly string[] Deciding = ["LastRenewal", "Platform", "Licensing"];
    static readonly string[] Names = ["Name", "Pbx", "Identity", "Serial", "Id", "PbxId", "HostName", "Uri"];
    static readonly string[] Others = ["Customer", "State", "Term", "ExpiresOn"];

    /// <summary>What a row calls the address that the customer's mail goes to; the first one that has a value wins.</summary>
    public static readonly IReadOnlyList<string> Contacts = ["Contact", "ContactEmail", "Email"];

    /// <summary>What a row says of the way to the PBX itself.</summary>
    static readonly string[] Ways = ["TokenFile", "S2SApplicationId", "S2SApplicationName", "CertificateFingerprint"];

    static readonly string[] AllRead = [.. Facts, .. Names, .. Others, .. Contacts, .. Ways];

    /// <summary>The columns that are read, and those of PBXs and of earlier results, which are nobody's misspelling.</summary>
    static readonly HashSet<string> Known = new(
        [.. AllRead, .. typeof(Pbx).GetProperties().Concat(typeof(LicenseCheckStatus).GetProperties()).Select(property => property.Name)],
        StringComparer.OrdinalIgnoreCase);

    readonly SortedDictionary<string, (int Count, string First)> _unread = new(StringComparer.Ordinal);
    readonly SpelledColumns _columns = new([.. Facts, .. Names, .. Others, .. Contacts]);

    /// <summary>The time zone of renewals without an offset; UTC where none is given. The end of a term is a day, which it must not move.</summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>The culture in which dates are written, where somebody says so.</summary>
    public CultureInfo? Culture { get; init; }

    /// <summary>Whether a row says itself when the PBX last renewed, be it blank.</summary>
    public bool SaysRenewal(PSObject row) => _columns.Of(row, "LastRenewal") is not null;

    /// <summary>Whether a row says anything of the licence check, so that it is judged without a portal.</summary>
    public bool SaysAnything(PSObject row) => Array.Exists(Facts, name => _columns.Of(row, name) is not null);

    /// <summary>The columns that decide and that a row does not have.</summary>
    public IEnumerable<string> LackingOf(PSObject row)
        => Deciding.Where(name => _columns.Of(row, name) is null && !(name == "Platform" && _columns.Of(row, "Model") is not null));

    /// <summary>The columns of a row that are not read, each with advice.</summary>
    public IReadOnlyList<string> UnknownOf(PSObject row) => UnknownColumns.Of(row, Known, column => _columns.Reads(row, column), AllRead);

    /// <summary>What could not be read of cells that decide no state, a sentence a column.</summary>
    public IEnumerable<string> Unread => _unread.Select(column => FormattableString.Invariant(
        $"{column.Key} can't be read in {column.Value.Count} {(column.Value.Count == 1 ? "row" : "rows")} and is left out there: {column.Value.First}"));

    /// <summary>Where the mail of the customer goes, where a row says so.</summary>
    public string? ContactOf(PSObject row) => Contacts.Select(name => Text(row, name)).FirstOrDefault(text => text is not null);

    /// <summary>Reads a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="index">Its number, from 1.</param>
    /// <param name="problem">
    /// What could not be read of cells that may decide. The PBX is judged all the same, as if they were blank: one that is
    /// left out of a report looks like one that renews.
    /// </param>
    /// <exception cref="ValidationException">Nothing says which PBX it is.</exception>
    public LicenseCheckFacts Read(PSObject row, int index, out ValidationException? problem)
    {
        var reader = new RowReader();
        _columns.Check(row, reader);
        var pbx = Names.Select(name => Text(row, name)).FirstOrDefault(name => name is not null) ?? reader.Required("Name", null, "a name, a serial or an address says which PBX it is");
        if (pbx.Length == 0) reader.ThrowIfBad();
        var version = reader.IsBad("WmsVersion") ? null : Text(row, "WmsVersion");
        var id = Text(row, "PbxId") ?? Text(row, "Id");
        var facts = new LicenseCheckFacts
        {
            Customer = reader.IsBad("Customer") ? null : Text(row, "Customer"), // a mail must not go to the wrong one of two
            Contact = Contacts.Any(reader.IsBad) ? null : ContactOf(row),
            Pbx = pbx,
            PbxId = id?.StartsWith("pbx_", StringComparison.Ordinal) == true ? id : null,
            Serial = Text(row, "Serial"),
            Platform = Decisive("Platform", () => Word<Platform>(reader, row, "Platform")),
            UnreadablePlatform = Unreadable("Platform"),
            Model = Text(row, "Model"),
            Licensing = Decisive("Licensing", () => Word<Licensing>(reader, row, "Licensing")),
            UnreadableLicensing = Unreadable("Licensing"),
            PbxState = StateOf(row),
            WmsVersion = WmsVersion.TryParse(version, out var read) ? read : null,
            UnreadableVersion = read is null ? version : null,
            LastRenewal = Decisive("LastRenewal", () => Renewal(reader, row)),
            UnreadableRenewal = Unreadable("LastRenewal"),
            Term = Aside("Term", index, aside => Word<Term>(aside, row, "Term")),
            ExpiresOn = Text(row, "ExpiresOn") is { } end && BoxFields.Default.IsOneOf(BoxFields.Never, end) ? null : Aside("ExpiresOn", index, aside => aside.Moment("ExpiresOn", Value(row, "ExpiresOn"), culture: Culture)),
            Source = LicenseCheckSource.Csv,
        };
        if (!facts.Renews && reader.Problem is { } idle) Note("A cell", index, idle);
        var way = Culture is null && reader.IsBad("LastRenewal") ? ", or say with -Culture how dates are written there" : "";
        problem = facts.Renews ? reader.Error(way + ": the PBX is judged without.") : null;
        return facts;

        // Two columns for one fact that differ say nothing of it.
        T? Decisive<T>(string column, Func<T?> read) where T : struct => reader.IsBad(column) ? null : read();

        string? Unreadable(string column) => reader.IsBad(column) ? Text(row, column) : null;
    }

    // What a box writes where it never renewed is written by its export, too.
    DateTimeOffset? Renewal(RowReader reader, PSObject row)
    {
        if (NeverRenewed.IsSaidBy(Text(row, "LastRenewal"), BoxFields.Default)) return null;
        return reader.Moment("LastRenewal", Value(row, "LastRenewal"), Zone, Culture) is { } moment && !NeverRenewed.IsSaidBy(moment) ? moment : null;
    }

    // Of no weight for the state, so that one which can't be read takes nothing from it.
    T? Aside<T>(string column, int index, Func<RowReader, T?> read) where T : struct
    {
        var reader = new RowReader();
        var value = read(reader);
        if (reader.Problem is not { } problem) return value;
        Note(column, index, problem);
        return null;
    }

    void Note(string column, int index, string problem)
        => _unread[column] = _unread.TryGetValue(column, out var before) ? (before.Count + 1, before.First) : (1, FormattableString.Invariant($"input {index}: {problem}."));

    // Anything else is no mistake: a result of ours has a State too, of the other kind, so that a number says nothing there.
    PbxState? StateOf(PSObject row)
    {
        var text = Text(row, "State");
        if (Number(Value(row, "State")) is { } number) return row.Properties["AsOf"] is null ? WordOf<PbxState>(number) : null;
        return Array.Exists(Enum.GetNames(typeof(PbxState)), name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase)) ? (PbxState)Enum.Parse(typeof(PbxState), text!, ignoreCase: true) : null;
    }

    // A word is a number after ConvertTo-Json.
    T? Word<T>(RowReader reader, PSObject row, string column) where T : struct, Enum
        => Number(Value(row, column)) is { } number && WordOf<T>(number) is { } word ? word : reader.Word<T>(column, Text(row, column));

    static int? Number(object? value) => value is int or (long and >= 0 and <= int.MaxValue) ? Convert.ToInt32(value, CultureInfo.InvariantCulture) : null;

    static T? WordOf<T>(int number) where T : struct, Enum => Enum.IsDefined(typeof(T), number) ? (T)Enum.ToObject(typeof(T), number) : null;

    string? Text(PSObject row, string column) => RowReader.Text(CellTextAttribute.TextOf(Value(row, column)));

    object? Value(PSObject row, string column)
    {
        try { return Unwrapped(_columns.Of(row, column)?.Value); }
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
