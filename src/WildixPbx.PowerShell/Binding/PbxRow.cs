using System.Collections;
using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Rules;

namespace WildixPbx.Binding;

/// <summary>
/// Reads what a row or an object says of a PBX as it is: the columns are those of a PBX object, and one a profile. A
/// blank cell is a fact that is not known.
/// </summary>
sealed class PbxRow(PSObject row, RowReader reader, TimeZoneInfo zone)
{
    static readonly (string Profile, string[] Columns)[] Counts =
    [
        ("PBX-BASIC", ["PbxBasic", "PBX-BASIC"]),
        ("UC-Essential", ["UcEssential", "UC-Essential"]),
        ("UC-Business", ["UcBusiness", "UC-Business"]),
        ("UC-Premium", ["UcPremium", "UC-Premium"]),
        ("UC-Wizyconf", ["UcWizyconf", "UC-Wizyconf"]),
        ("PBX-Service", ["PbxService", "PBX-Service"]),
    ];

    /// <summary>The columns that a PBX object has, which are no mistake where they have no effect.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        [.. typeof(Pbx).GetProperties().Select(property => property.Name), "Identity", "Pbx", "PbxId", "Expire", .. Counts.SelectMany(count => count.Columns)];

    /// <summary>Those of a check of a move to the Cloud that went through a file, too.</summary>
    public static IReadOnlyList<string> ColumnsOfCheck { get; } = [.. typeof(PbxMigrationCheck).GetProperties().Select(property => property.Name)];

    /// <summary>What an object that was not written as a row has to have one of: a process has a name and an id too, and is no PBX.</summary>
    static readonly string[] Facts = ["Serial", "Platform", "Licensing", "Licenses", "Term", "StorageGB", .. Counts.SelectMany(count => count.Columns)];

    /// <summary>Refuses an input that nothing identifies, and one that is no PBX. No portal looks it up here, so nothing else would.</summary>
    /// <exception cref="ValidationException">It is no PBX.</exception>
    public static void RefuseOthers(ObjectIdentity? input, string columns)
    {
        RowKey.Required(input, columns);
        if (input!.BaseObject is null or IPbxReference or Pbx or PSCustomObject) return;
        var value = PSObject.AsPSObject(input.Source!);
        if (!OwnTypes.IsOurs(input.BaseObject) && Facts.Any(column => value.Properties[column] is not null)) return;
        throw new ValidationException("Validation", $"The input is no PBX, but a {input.BaseObject.GetType().Name}.", "Pipe PBX objects, or rows with columns such as Name, Platform, Term, Licensing and UC-Essential.") { Column = "Identity" };
    }

    /// <summary>What is known of the PBX that an input is.</summary>
    /// <param name="input">A PBX, a row, or nothing but a text that calls one.</param>
    /// <param name="reader">Gathers the cells that can't be read.</param>
    /// <param name="zone">The time zone of days without an offset.</param>
    public static PbxFacts Read(ObjectIdentity input, RowReader reader, TimeZoneInfo zone)
        => (input.Source is PSObject wrapped ? wrapped.BaseObject : input.Source) switch
        {
            Pbx pbx => PbxFacts.Of(pbx),
            null => new PbxFacts { Name = input.Text },
            _ => new PbxRow(PSObject.AsPSObject(input.Source!), reader, zone).Read(),
        };

    PbxFacts Read()
    {
        var (counts, areAll) = ReadCounts("Licenses");
        foreach (var (profile, columns) in Counts)
            if (Number(columns) is { } count) counts[profile] = count;
        var requested = ReadCounts("RequestedLicenses").Counts;
        return new PbxFacts
        {
            Id = Text("Id", "PbxId"),
            Name = Text("Name", "Pbx", "Identity") is { } name ? PbxName.Normalize(name) : null,
            Serial = Text("Serial"),
            Customer = Text("Customer"),
            CustomerId = Text("CustomerId"),
            Platform = reader.Word<Platform>("Platform", Text("Platform")),
            Term = reader.Word<Term>("Term", Text("Term", "Expire")),
            Licensing = reader.Word<Licensing>("Licensing", Text("Licensing")),
            // Of no use to most checks, so that one which can't be read is not known, and refuses no row.
            WmsVersion = WmsVersion.TryParse(Text("WmsVersion"), out var version) ? version : null,
            ExpiresOn = Moment("ExpiresOn"),
            Licenses = counts,
            AllCountsKnown = areAll,
            PendingCounts = new LicenseCounts(requested.Where(count => counts.Of(count.Key) != count.Value)),
            StorageGB = Number("StorageGB"),
            ScheduledStorageGB = Number("ScheduledStorageGB"),
            SshOpenedOn = Moment("SshOpenedOn"),
            SshOpenUntil = Moment("SshOpenUntil"),
            InNetwork = YesOrNo("InNetwork"),
            SharingServer = Text("SharingServer"),
            RequestedSharingServer = Text("RequestedSharingServer"),
        };
    }

    /// <summary>Counts of several profiles in one property or cell, as a PBX object has them and as Export-Csv writes them: <c>UC-Essential 30, PBX-BASIC 10</c>.</summary>
    (LicenseCounts Counts, bool AreAll) ReadCounts(string column)
    {
        var counts = new LicenseCounts();
        var value = row.Properties[column]?.Value;
        if ((value is PSObject wrapped ? wrapped.BaseObject : value) is IDictionary entries)
        {
            foreach (DictionaryEntry entry in entries) Put(CellTextAttribute.TextOf(entry.Key) ?? "", CellTextAttribute.TextOf(entry.Value));
            return (counts, true);
        }

        if (Text(column) is not { } text) return (counts, false);
        foreach (var count in text.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            var words = count.Trim();
            var space = words.LastIndexOf(' ');
            if (space < 0) reader.Add(column, $"{column} can't be '{text}': it takes counts such as 'UC-Essential 30, PBX-BASIC 10'");
            else Put(words.Substring(0, space).Trim(), words.Substring(space + 1));
        }

        return (counts, true);

        void Put(string profile, string? count)
        {
            if (reader.Count(column, count) is { } number) counts[profile] = number;
        }
    }

    int? Number(params string[] columns) => reader.Count(columns[0], Text(columns));

    DateTimeOffset? Moment(string column) => reader.Moment(column, Text(column), zone);

    bool? YesOrNo(string column) => Text(column) switch
    {
        null => null,
        var text when Is(text, "true", "yes", "1") => true,
        var text when Is(text, "false", "no", "0") => false,
        var text => Bad(column, text),
    };

    bool? Bad(string column, string text)
    {
        reader.Add(column, $"{column} can't be '{text}': it takes true or false");
        return null;
    }

    static bool Is(string text, params string[] words) => words.Contains(text, StringComparer.OrdinalIgnoreCase);

    string? Text(params string[] columns) => columns.Select(column => RowReader.Text(TextOf(row.Properties[column]))).FirstOrDefault(text => text is not null);

    // What came from another process has its enumerations as numbers that show their words.
    static string? TextOf(PSPropertyInfo? property)
    {
        object? value;
        try { value = property?.Value; }
        catch (GetValueException) { return null; } // a property of the user's that fails says nothing
        return value is PSObject wrapped && wrapped.TypeNames.Any(name => name.StartsWith("Deserialized.", StringComparison.Ordinal)) ? wrapped.ToString() : MomentTextAttribute.TextOf(value);
    }
}
