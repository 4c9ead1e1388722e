using System.Globalization;
using System.Management.Automation;
using System.Text.Json.Nodes;

namespace WildixPbx.Tests.Support;

/// <summary>
/// PBXs and the rows that change their licences. Each row names other profiles of its PBX than the rows before, so that
/// the end is the same however often the rows are run, and whatever was in between.
/// </summary>
sealed class Estate
{
    public const int RowsPerPbx = 4;

    static readonly string[] Columns = ["PbxBasic", "UcEssential", "UcBusiness", "UcPremium", "UcWizyconf"];
    static readonly string[] Profiles = ["PBX-BASIC", "UC-Essential", "UC-Business", "UC-Premium", "UC-Wizyconf"];

    readonly Planned[] _pbxs;

    public Estate(int pbxs, Random random)
    {
        _pbxs = [.. Enumerable.Range(1, pbxs).Select(number => Planned.Make($"estate-{number}", random))];
        var rows = _pbxs.SelectMany(pbx => pbx.Rows()).ToArray();
        random.Shuffle(rows);
        Rows = rows;
    }

    /// <summary>The rows, those of all PBXs mixed.</summary>
    public IReadOnlyList<Row> Rows { get; }

    /// <summary>Creates the PBXs as they are before the rows.</summary>
    public void Create(ModuleSession session)
    {
        session.Set("estate", _pbxs.Select(pbx => AsObject("Name", new Row(pbx.Name, [.. Enumerable.Range(0, Columns.Length)], pbx.Start))).ToArray());
        session.Get("$null = $estate | New-WmpPbx -Customer 'Bergmann GmbH' -Platform Virtual -Term Yearly -Force -ThrottleLimit 16");
    }

    /// <summary>The rows as Import-Csv would give them.</summary>
    public PSObject[] AsObjects() => [.. Rows.Select(row => AsObject("Identity", row))];

    /// <summary>The rows as a file.</summary>
    public string AsCsv() => string.Join('\n', Rows.Select(row => string.Join(',', Cells(row).Prepend(row.Pbx))).Prepend("Identity," + string.Join(',', Columns))) + "\n";

    /// <summary>
    /// Checks that the portal stands as the rows want it: increases in force, decreases asked for by one request a row,
    /// the old counts in force until then.
    /// </summary>
    public void CheckEnd(IReadOnlyList<JsonNode> pbxs, IReadOnlyList<JsonNode> requests)
    {
        Assert.Equal(_pbxs.Length, pbxs.Count);
        var byName = pbxs.ToDictionary(pbx => (string)pbx["name"]!);
        foreach (var planned in _pbxs)
        {
            var actual = byName[planned.Name];
            Assert.Equal(planned.Counts(inForce: true), Counts(actual["licenses"]));
            Assert.Equal(planned.Counts(inForce: false), Counts(actual["requestedLicenses"]));
        }

        var expected = _pbxs.SelectMany(pbx => pbx.Rows().Select(row => pbx.DecreasesOf(row)).Where(counts => counts.Length > 0).Select(counts => $"{pbx.Name}: {counts}"));
        Assert.Equal(expected.Order(), requests.Select(request => $"{request["pbx"]}: {Counts(request["requestedCounts"])}").Order());
        Assert.All(requests, request => Assert.Equal("Pending", (string)request["state"]!));
    }

    /// <summary>Counts in one line, ordered by profile.</summary>
    public static string Counts(JsonNode? counts)
        => Line(counts!.AsObject().Select(count => (count.Key, (int)count.Value!)));

    static string Line(IEnumerable<(string Profile, int Count)> counts)
        => string.Join(", ", counts.OrderBy(count => count.Profile, StringComparer.Ordinal).Select(count => FormattableString.Invariant($"{count.Profile} {count.Count}")));

    static PSObject AsObject(string key, Row row)
    {
        var item = new PSObject();
        item.Properties.Add(new PSNoteProperty(key, row.Pbx));
        foreach (var (column, cell) in Columns.Zip(Cells(row))) item.Properties.Add(new PSNoteProperty(column, cell));
        return item;
    }

    static IEnumerable<string> Cells(Row row)
        => Enumerable.Range(0, Columns.Length).Select(profile => row.Profiles.Contains(profile) ? row.Counts[profile].ToString(CultureInfo.InvariantCulture) : "");

    /// <summary>One row: the profiles it names, of the counts that its PBX is to have.</summary>
    public sealed record Row(string Pbx, int[] Profiles, int[] Counts);

    sealed record Planned(string Name, int[] Start, int[] End, int[] Order)
    {
        public static Planned Make(string name, Random random)
        {
            int[] start = [.. Columns.Select(_ => random.Next(5, 20))];
            int[] end = [.. start.Select(count => count + random.Next(1, 5) * (random.Next(2) == 0 ? 1 : -1))];
            int[] order = [0, 1, 2, 3, 4];
            random.Shuffle(order);
            return new Planned(name, start, end, order);
        }

        // The last row names two profiles: where one goes up and one goes down, one change leaves two events.
        public IEnumerable<Row> Rows() => new int[][] { [Order[0]], [Order[1]], [Order[2]], [Order[3], Order[4]] }.Select(profiles => new Row(Name, profiles, End));

        public string Counts(bool inForce) => Line(Enumerable.Range(0, Columns.Length).Select(profile => (Profiles[profile], inForce ? Math.Max(Start[profile], End[profile]) : End[profile])));

        public string DecreasesOf(Row row) => Line(row.Profiles.Where(profile => End[profile] < Start[profile]).Select(profile => (Profiles[profile], End[profile])));
    }
}
