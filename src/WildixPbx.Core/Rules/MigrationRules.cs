namespace WildixPbx.Rules;

using static WildixPbx.Rules.RuleArea;
using static WildixPbx.Rules.RuleSources;

/// <summary>A rule of a move to the Cloud.</summary>
abstract class MigrationRule(string id, Severity severity, Basis basis, string when, string action, string source) : Rule(id, Migration, severity, basis, when, action, source)
{
    public sealed override IEnumerable<Finding> Check(Proposal proposal)
        => proposal is { Operation: Migration, Present: { } pbx } ? Check(proposal, pbx, proposal.Migration ?? Nothing) : [];

    static readonly MigrationFacts Nothing = new();

    /// <summary>What it finds in the move of a PBX.</summary>
    protected abstract IEnumerable<Finding> Check(Proposal proposal, PbxFacts pbx, MigrationFacts facts);

    /// <summary>Which way the PBX goes; none where that can't be told.</summary>
    protected static MigrationKind? KindOf(PbxFacts pbx) => MigrationKinds.Of(pbx.Licensing, pbx.Term);
}

sealed class MigrationSourceIsCloud() : MigrationRule(nameof(MigrationSourceIsCloud), Severity.Error, Basis.Ours,
    "the source is a Cloud PBX", "Name a Virtual or Hardware PBX.", OwnDecision)
{
    protected override IEnumerable<Finding> Check(Proposal proposal, PbxFacts pbx, MigrationFacts facts)
        => FoundIf(pbx.Platform == Platform.Cloud, proposal, () => $"'{proposal.Subject}' is a Cloud PBX already.");
}

sealed class MigrationVersionTooOld() : MigrationRule(nameof(MigrationVersionTooOld), Severity.Error, Basis.Guide,
    "WMS below the minimum of its major version and kind: Subscription 3.88.44723.49 / 4.03.44693.48; NewInstance 3.88.44763.50 / 4.03.44733.50",
    "Upgrade WMS with Update-Pbx first.", Move)
{
    // Where the kind is not known, the lower of the two minima tells what is too old for both.
    protected override IEnumerable<Finding> Check(Proposal proposal, PbxFacts pbx, MigrationFacts facts)
        => pbx.WmsVersion is { } version && MigrationMinimum.Of(version, KindOf(pbx) ?? MigrationKind.Subscription) is { } minimum
            ? FoundIf(version < minimum, proposal, () => $"'{proposal.Subject}' has WMS {version}; {(KindOf(pbx) is { } kind ? $"a move as {kind}" : "a move")} takes {minimum} or later.")
            : [];
}

sealed class MigrationVersionNotCovered() : MigrationRule(nameof(MigrationVersionNotCovered), Severity.Error, Basis.Ours,
    "WMS other than 3.x and 4.0x (4.00 to 4.09): the guide says nothing of it. Can be overridden by name, never silently",
    "Ask Wildix, then override this rule by name.", OwnDecision)
{
    protected override IEnumerable<Finding> Check(Proposal proposal, PbxFacts pbx, MigrationFacts facts)
    {
        if (pbx.WmsVersion is not { } version || MigrationMinimum.Covers(version)) return [];
        var found = Found(proposal, $"'{proposal.Subject}' has WMS {version}; the guide covers 3.x and 4.0x.");
        return MigrationOverrides.Contains(facts.Overrides, nameof(MigrationVersionNotCovered))
            ? [found with { Severity = Severity.Advice, Message = found.Message + " Overridden by name." }]
            : [found];
    }
}

sealed class MigrationDatabaseUnsupported() : MigrationRule(nameof(MigrationDatabaseUnsupported), Severity.Error, Basis.Guide,
    "WMS 3: anything but SQLite3; WMS 4: anything but SQLite3 or MySQL", "Change the database engine first.", Move)
{
    protected override IEnumerable<Finding> Check(Proposal proposal, PbxFacts pbx, MigrationFacts facts)
    {
        if (pbx.WmsVersion is not { } version || IsBlank(facts.DatabaseEngine)) return [];
        var engine = DatabaseEngine.Spelled(facts.DatabaseEngine!);
        string[]? taken = version.Major switch { 3 => [DatabaseEngine.SQLite3], 4 => [DatabaseEngine.SQLite3, DatabaseEngine.MySql], _ => null };
        return FoundIf(taken?.Contains(engine) == false, proposal, () => $"The database of '{proposal.Subject}' is {engine}; from WMS {version.Major} only {string.Join(" or ", taken!)} moves.{Hint(engine, taken!)}");
    }

    // A name with a number of its own, such as SQLite2, may well be another engine, so that it is not read as one of these.
    static string Hint(string engine, string[] taken) => DatabaseEngine.Meant(engine) is { } meant && taken.Contains(meant) ? $" If it is {meant}, write it so." : "";
}

sealed class MigrationDatabaseTooLarge() : MigrationRule(nameof(MigrationDatabaseTooLarge), Severity.Error, Basis.Guide,
    "the database is over 7 GB (10^9 bytes; the exact bound is ours)", "Make the database smaller first.", Move)
{
    internal const long GB = 1_000_000_000, Most = 7 * GB, Near = 6 * GB;

    protected override IEnumerable<Finding> Check(Proposal proposal, PbxFacts pbx, MigrationFacts facts)
        => FoundIf(facts.DatabaseBytes > Most, proposal, () => Text(proposal, facts.DatabaseBytes!.Value, "which does not fit into a Cloud PBX"));

    internal static string Text(Proposal proposal, long bytes, string what)
        => FormattableString.Invariant($"The database of '{proposal.Subject}' has {bytes / (decimal)GB:0.#########} GB, {what}: the guide's limit is about 6-7 GB.");
}

sealed class MigrationDatabaseNearLimit() : MigrationRule(nameof(MigrationDatabaseNearLimit), Severity.Advice, Basis.Guide,
    "over 6 GB and not over 7", "Make the database smaller, or expect it not to fit.", Move)
{
    protected override IEnumerable<Finding> Check(Proposal proposal, PbxFacts pbx, MigrationFacts facts)
        => FoundIf(
            facts.DatabaseBytes is > MigrationDatabaseTooLarge.Near and <= MigrationDatabaseTooLarge.Most,
            proposal,
            () => MigrationDatabaseTooLarge.Text(proposal, facts.DatabaseBytes!.Value, "which may not fit into a Cloud PBX"));
}

sealed class MigrationTargetRequired() : MigrationRule(nameof(MigrationTargetRequired), Severity.Error, Basis.Guide,
    "NewInstance without the serial of a Cloud PBX", "Create a Cloud PBX and give its serial.", MoveOther)
{
    protected override IEnumerable<Finding> Check(Proposal proposal, PbxFacts pbx, MigrationFacts facts)
        => FoundIf(
            KindOf(pbx) == MigrationKind.NewInstance && IsBlank(facts.TargetSerial),
            proposal,
            () => $"'{proposal.Subject}' is {(pbx.Licensing == Licensing.PerService ? "a Per Service PBX" : "a Lifetime PBX")} and moves to a new Cloud PBX, whose serial is not given.");
}

sealed class MigrationTargetNotCloud() : MigrationRule(nameof(MigrationTargetNotCloud), Severity.Error, Basis.Guide,
    "that serial is no Cloud PBX", "Give the serial of a Cloud PBX.", MoveOther)
{
    protected override IEnumerable<Finding> Check(Proposal proposal, PbxFacts pbx, MigrationFacts facts)
        => FoundIf(
            !IsBlank(facts.TargetSerial) && (facts.TargetExists == false || facts.Target?.Platform is { } platform && platform != Platform.Cloud),
            proposal,
            () => facts.TargetExists == false ? $"No PBX has the serial '{facts.TargetSerial}', to which '{proposal.Subject}' is to move."
                : $"'{facts.TargetSerial}', to which '{proposal.Subject}' is to move, is the {facts.Target!.Platform} PBX '{facts.Target}'.");
}

sealed class MigrationTargetOtherCustomer() : MigrationRule(nameof(MigrationTargetOtherCustomer), Severity.Error, Basis.Ours,
    "the target is a Cloud PBX of another customer", "Give the serial of a Cloud PBX of the same customer.", OwnDecision)
{
    protected override IEnumerable<Finding> Check(Proposal proposal, PbxFacts pbx, MigrationFacts facts)
        => FoundIf(
            !IsBlank(facts.TargetSerial) && facts.Target is { Platform: Platform.Cloud } target && pbx.HasCustomerOf(target) == false,
            proposal,
            () => $"'{facts.Target}' belongs to '{facts.Target!.Customer}', '{proposal.Subject}' to '{pbx.Customer}'.");
}
