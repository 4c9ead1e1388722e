using WildixPbx.Rules;

namespace WildixPbx;

/// <summary>What the rules say of the move of one PBX to the Cloud, and what they were asked on.</summary>
public sealed record PbxMigrationCheck : IPbxReference
{
    /// <summary>The name of the PBX, or what else it is called by.</summary>
    public required string Pbx { get; init; }

    /// <summary>Id of the PBX; none where no portal was asked and the input has none.</summary>
    public string? PbxId { get; init; }

    /// <summary>The serial of the PBX.</summary>
    public string? Serial { get; init; }

    /// <summary>The customer's name.</summary>
    public string? Customer { get; init; }

    /// <summary>Which way the PBX goes; none where its term and licensing don't tell.</summary>
    public MigrationKind? Kind { get; init; }

    /// <summary>What the PBX runs on.</summary>
    public Platform? Platform { get; init; }

    /// <summary>The billing period of the PBX.</summary>
    public Term? Term { get; init; }

    /// <summary>Whether the PBX is licensed per user or per service.</summary>
    public Licensing? Licensing { get; init; }

    /// <summary>The WMS version of the PBX, as it was given, read from the box or told to the portal.</summary>
    public WmsVersion? WmsVersion { get; init; }

    /// <summary>The oldest WMS of that major version that can be moved in this way; none where the guide does not cover it.</summary>
    public WmsVersion? MinimumVersion { get; init; }

    /// <summary>The engine of the PBX's database, as it was given or read from the box.</summary>
    public string? DatabaseEngine { get; init; }

    /// <summary>The size of the PBX's database in bytes, as it was given or read from the box.</summary>
    public long? DatabaseBytes { get; init; }

    /// <summary>The size in GB of 10^9 bytes.</summary>
    public decimal? DatabaseGB => DatabaseBytes / GB;

    /// <summary>The serial of the Cloud PBX that the data are to go to.</summary>
    public string? TargetSerial { get; init; }

    /// <summary>The name of that PBX; none where no portal was asked, or none has the serial.</summary>
    public string? TargetPbx { get; init; }

    /// <summary>Id of that PBX.</summary>
    public string? TargetPbxId { get; init; }

    /// <summary>Whether no rule forbids the move; none where none is broken, and something that could break one is not known.</summary>
    public bool? CanMove => Findings.Any(finding => finding.Severity == Severity.Error) ? false : Unknown.Count > 0 ? null : true;

    /// <summary>The facts above that the rules need and that are not known, by name.</summary>
    public IReadOnlyList<string> Unknown { get; init => field = CellList.Of(value); } = CellList.Of(Array.Empty<string>());

    /// <summary>All that the rules find, in order.</summary>
    public IReadOnlyList<Finding> Findings { get; init => field = CellList.Of(value); } = CellList.NoFindings;

    /// <summary>The number of the input, counted from 1 in the order of the pipeline.</summary>
    public int InputIndex { get; set; }

    /// <summary>The input itself, such as a row of a CSV; none when the parameters were given by hand.</summary>
    public object? InputObject { get; set; }

    string IPbxReference.PbxId => PbxId ?? Pbx;

    /// <summary>The name.</summary>
    public override string ToString() => Pbx;

    const decimal GB = 1_000_000_000;

    /// <summary>Checks a move on what is known of it.</summary>
    /// <param name="pbx">The PBX, with the version that counts.</param>
    /// <param name="facts">What is known around the move.</param>
    /// <param name="rules">The set of rules that holds.</param>
    /// <param name="now">The moment of the check.</param>
    public static PbxMigrationCheck Of(PbxFacts pbx, MigrationFacts facts, RuleSet rules, DateTimeOffset now)
    {
        var kind = MigrationKinds.Of(pbx.Licensing, pbx.Term);
        return new()
        {
            Pbx = pbx.ToString(),
            PbxId = pbx.Id,
            Serial = pbx.Serial,
            Customer = pbx.Customer,
            Kind = kind,
            Platform = pbx.Platform,
            Term = pbx.Term,
            Licensing = pbx.Licensing,
            WmsVersion = pbx.WmsVersion,
            MinimumVersion = kind is { } way && pbx.WmsVersion is { } version ? MigrationMinimum.Of(version, way) : null,
            DatabaseEngine = facts.DatabaseEngine is { } engine ? WildixPbx.DatabaseEngine.Spelled(engine) : null,
            DatabaseBytes = facts.DatabaseBytes,
            TargetSerial = facts.TargetSerial,
            TargetPbx = facts.Target?.ToString(),
            TargetPbxId = facts.Target?.Id,
            Unknown = [.. UnknownOf(pbx, facts, kind)],
            Findings = RuleCatalog.Check(new Proposal
            {
                Operation = RuleArea.Migration, Subject = pbx.ToString(), Now = now, RuleSet = rules, Present = pbx, Platform = pbx.Platform, Term = pbx.Term, Licensing = pbx.Licensing, Migration = facts,
            }),
        };
    }

    static IEnumerable<string> UnknownOf(PbxFacts pbx, MigrationFacts facts, MigrationKind? kind)
    {
        if (pbx.Platform is null) yield return nameof(Platform);
        if (kind is null) yield return nameof(Kind);
        if (pbx.WmsVersion is null) yield return nameof(WmsVersion);
        if (string.IsNullOrWhiteSpace(facts.DatabaseEngine)) yield return nameof(DatabaseEngine);
        if (facts.DatabaseBytes is null) yield return nameof(DatabaseBytes);
        if (!string.IsNullOrWhiteSpace(facts.TargetSerial) && facts.TargetExists is null) yield return nameof(TargetPbx);
    }
}
