using System.Globalization;
using WildixPbx.Rules;

namespace WildixPbx.Tests.Support;

/// <summary>One line of tests/rules: a state, a change and the findings that somebody wrote down by hand from the guide.</summary>
sealed class RuleCase(string file, IReadOnlyDictionary<string, string> cells)
{
    /// <summary>The files, one a kind of change.</summary>
    public static readonly string[] Files = ["create", "licenses", "term", "storage", "ssh", "sharing", "key", "rename", "move", "migration"];

    // A Tuesday. On the portal the same cases run on whatever day it is.
    static readonly DateTimeOffset Created = Make.Moment("2026-03-10T10:00Z");

    public string File => file;

    public string Name => this["case"];

    /// <summary>The rule ids that are to be found, in order.</summary>
    public string Expected => this["finds"];

    /// <summary>The rule sets that the case is for.</summary>
    public IEnumerable<RuleSet> RuleSets => RuleSet.All.Where(set => this["rules"] == "both" || this["rules"] == set.Name);

    string this[string column] => cells.TryGetValue(column, out var cell) ? cell : "";

    /// <summary>Every case of every file.</summary>
    public static IReadOnlyList<RuleCase> All { get; } =
        [.. Files.SelectMany(file => CsvRows.Read(RepositoryFolder.At("tests", "rules", file + ".csv")).Select(cells => new RuleCase(file, cells)))];

    /// <summary>What the rules find, as the ids in order.</summary>
    public string Find(RuleSet rules)
    {
        var (portal, pbx) = (Portal(rules), Pbx());
        if (file == "key")
            return Text(RuleCatalog.Get("KeyNotForCloud").Check(new Proposal { Operation = RuleArea.Activation, Subject = "case", Now = Created, Platform = Word<Platform>("platform") }));
        if (file == "migration") return Text(RuleCatalog.Check(Migration(rules)));
        var wanted = Wanted();
        return file is "rename" or "move"
            ? Text(ChangeCheck.Check(wanted, portal, pbx))
            : Text(RuleCatalog.Check(ChangeCheck.ToProposal(wanted, portal, pbx, Server(pbx)) with { Fee = Fee }));
    }

    Proposal Migration(RuleSet rules) => new()
    {
        Operation = RuleArea.Migration, Subject = "case", Now = Created, RuleSet = rules,
        Present = Pbx()! with { Licensing = Word<Licensing>("licensing"), WmsVersion = Given("version") is { } version ? WmsVersion.Parse(version) : null },
        Migration = new()
        {
            DatabaseEngine = Given("engine"), DatabaseBytes = Given("bytes") is { } bytes ? long.Parse(bytes, CultureInfo.InvariantCulture) : null, Overrides = Given("override") is { } id ? [id] : [],
            TargetSerial = Given("target") is null ? "" : "221100000009", TargetExists = this["target"] switch { "" or "unknown" => null, var target => target != "none" },
            Target = this["target"].Split(' ') is not [("Cloud" or "Virtual") and var platform, .. var of] ? null
                : new() { Id = "pbx_2", Name = "the-target", Platform = Enum.Parse<Platform>(platform), CustomerId = of.Length > 0 ? "cus_2" : "cus_1", Customer = of.Length > 0 ? "Lakeside AG" : "Bergmann GmbH" },
        },
    };

    WantedChange Wanted() => file switch
    {
        "create" => new()
        {
            Operation = ChangeOperation.Create, Name = Given("name"), Platform = Word<Platform>("platform"), Model = Given("model"), Region = this["region"], Term = Word<Term>("term"),
            Licensing = Word<Licensing>("licensing"), Counts = Make.Counts(this["counts"]), StorageGB = Number("storage"), MaximumFee = Amount("max fee"),
        },
        "licenses" => new() { Operation = ChangeOperation.Licenses, Counts = Make.Counts(this["asks"]), MaximumFee = Amount("max fee") },
        "term" => new() { Operation = ChangeOperation.Term, Term = Word<Term>("new term"), Counts = Make.Counts(this["asks"]), MaximumFee = Amount("max fee") },
        "storage" => new() { Operation = ChangeOperation.Storage, StorageGB = Number("asks"), MaximumFee = Amount("max fee") },
        "ssh" => new() { Operation = ChangeOperation.Ssh, SshOpen = this["asks"] == "Open" },
        "sharing" => new() { Operation = ChangeOperation.Sharing },
        "rename" => new() { Operation = ChangeOperation.Rename, Name = this["asks"] },
        "move" => new() { Operation = ChangeOperation.Move, Customer = this["same customer"] == "yes" ? "Bergmann GmbH" : "Lakeside AG" },
        _ => throw new InvalidOperationException(file),
    };

    PortalFacts Portal(RuleSet rules) => new()
    {
        Now = Now,
        RuleSet = rules,
        Regions = ["eu-central-1", "eu-west-1", "eu-west-3", "ap-southeast-2"],
        Profiles = Make.Profiles,
        CustomerHasContact = (file == "move" ? this["new contact"] : this["contact"]) switch { "" => null, var contact => contact == "yes" },
        NameIsTaken = this["name taken"] switch { "" => null, var taken => taken == "yes" },
        UnusedHardware = Number("boxes"),
        OtherLicensedPbx = (file == "move" ? this["new other licensed"] : this["other licensed"]) == "yes" ? "the-other" : "",
        AssignedUsers = this["assigned"].Length > 0 ? Make.Counts(this["assigned"]) : null,
    };

    PbxFacts? Pbx() => file switch
    {
        "create" => null,
        "sharing" => Described(this["client"], "client", "Bergmann GmbH"),
        _ => new()
        {
            Id = "pbx_1", Name = Given("name") ?? "the-case", Customer = "Bergmann GmbH", CustomerId = "cus_1",
            Platform = Word<Platform>("platform"), Term = Word<Term>("term"), Licensing = Licensing.PerUser, ExpiresOn = Expiry,
            Licenses = file == "storage" ? [] : Make.Counts(this["has"]), AllCountsKnown = true, PendingCounts = Make.Counts(this["waiting"]),
            StorageGB = file == "storage" ? Number("has") : null, ScheduledStorageGB = Number("scheduled"),
            SshOpenedOn = Duration("open for") is { } open ? Created - open : null,
            SshOpenUntil = Duration("closes after") is { } closes ? Created - Duration("open for") + closes : null,
            SharingServer = this["client"] == "yes" ? "pbx_9" : null,
        },
    };

    PbxFacts? Server(PbxFacts? client) => file != "sharing" ? null : this["server"] == "itself" ? client
        : Described(this["server"], "server", this["same customer"] == "yes" ? "Bergmann GmbH" : "Lakeside AG");

    /// <summary>A PBX from words such as <c>Cloud Yearly PerUser; UC-Essential 5; 20 GB; network</c>.</summary>
    static PbxFacts Described(string text, string name, string customer)
    {
        var parts = text.Split(';', StringSplitOptions.TrimEntries);
        var words = parts[0].Split(' ');
        var storage = parts.FirstOrDefault(part => part.EndsWith(" GB", StringComparison.Ordinal) && !part.StartsWith("scheduled", StringComparison.Ordinal));
        var scheduled = parts.FirstOrDefault(part => part.StartsWith("scheduled ", StringComparison.Ordinal));
        var counts = parts.Skip(1).Where(part => part.StartsWith("UC-", StringComparison.Ordinal) || part.StartsWith("PBX-", StringComparison.Ordinal));
        return new()
        {
            Id = name, Name = name, Customer = customer, CustomerId = customer,
            Platform = Enum.Parse<Platform>(words[0]), Term = Enum.Parse<Term>(words[1]), Licensing = Enum.Parse<Licensing>(words[2]),
            Licenses = Make.Counts(string.Join(';', counts)), AllCountsKnown = true,
            StorageGB = words[0] == "Cloud" ? GB(storage ?? "10 GB") : null,
            ScheduledStorageGB = scheduled is null ? null : GB(scheduled["scheduled ".Length..]),
            InNetwork = parts.Contains("network"),
            SharingServer = parts.Contains("a client itself") ? "another" : null,
        };
    }

    static int GB(string text) => int.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture);

    DateTimeOffset? Expiry => Word<Term>("term") switch
    {
        Term.Monthly => Make.Moment("2026-04-10T00:00Z"),
        Term.Yearly => Make.Moment("2027-03-10T00:00Z"),
        Term.FiveYears => Make.Moment("2031-03-10T00:00Z"),
        _ => null,
    };

    /// <summary>The moment of the change, in words such as <c>1 day before 23:58</c>; that of the creation where there are none.</summary>
    DateTimeOffset Now => this["when"].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var days, _, _, var time]
        ? Expiry!.Value.AddDays(-int.Parse(days, CultureInfo.InvariantCulture)) + TimeSpan.Parse(time, CultureInfo.InvariantCulture) : Created;

    Money? Fee => Amount("fee") is { } fee ? new Money(fee, "EUR") : null;

    string? Given(string column) => this[column].Length > 0 ? this[column] : null;

    int? Number(string column) => int.TryParse(this[column], CultureInfo.InvariantCulture, out var number) ? number : null;

    decimal? Amount(string column) => decimal.TryParse(this[column], CultureInfo.InvariantCulture, out var amount) ? amount : null;

    TimeSpan? Duration(string column) => this[column].Length > 0 ? TimeSpan.Parse(this[column], CultureInfo.InvariantCulture) : null;

    T? Word<T>(string column) where T : struct, Enum => this[column].Length > 0 ? Enum.Parse<T>(this[column]) : null;

    static string Text(IEnumerable<Finding> findings) => string.Join(' ', findings.Select(finding => finding.RuleId));
}
