namespace WildixPbx.Rules;

/// <summary>Every rule, in the order of docs/rules.md, and which of them an operation is checked against.</summary>
public static class RuleCatalog
{
    /// <summary>All rules, by operation, in the order in which findings are reported.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        new CustomerContactRequired(), new PbxNameInvalid(), new PbxNameTaken(), new ModelMismatch(), new RegionRequired(), new RegionNotApplicable(),
        new RegionUnknown(), new LifetimeNotForCloud(), new ProfileUnknown(), new LicenseCountInvalid(), new StorageOnlyOnCloud(), new StorageSizeInvalid(),
        new HardwareNotPurchased(), new OneLicensedPbxPerCustomer(), new FeeAboveMaximum(), new MistakeReportWindow(),

        new LifetimeDecrease(), new DecreaseNeedsApproval(), new RequestPending(), new DecreaseBelowAssigned(), new NotLastDay(),

        new TermChangeNeedsZeroLicenses(), new TermUnchanged(),
        new StorageDecrease(), new StorageAppliedAtOneAm(),
        new SshOnlyOnCloud(), new SshLeftOpen(),
        new SharingSamePbx(), new SharingDifferentCustomer(), new SharingNetworkDisabled(), new SharingCloudClient(), new SharingNotPerUser(),
        new SharingClientHasLicenses(), new SharingServerIsClient(), new SharingCloudClientLifetimeServer(), new SharingCloudClientExtraStorage(), new SharingAppliedByHand(),

        new MigrationSourceIsCloud(), new MigrationVersionTooOld(), new MigrationVersionNotCovered(),
        new MigrationDatabaseUnsupported(), new MigrationDatabaseTooLarge(), new MigrationDatabaseNearLimit(),
        new MigrationTargetRequired(), new MigrationTargetNotCloud(), new MigrationTargetOtherCustomer(),
        new MigrationDowntime(), new MigrationOldPbxStops(), new MigrationDnsNames(), new MigrationOldPassword(),

        new KeyNotForCloud(), new UpgradeBeforeKey(), new DefaultPasswordUnchanged(), new UserLicenseDefault(), new LicenseOverused(),
        new LicenseCheckGrace(), new LicenseCheckEmergencyOnly(), new LicenseCheckClockSkew(),
    ];

    /// <summary>Rules of other operations that hold for an operation too; they come after its own.</summary>
    static readonly Dictionary<RuleArea, string[]> With = new()
    {
        [RuleArea.Licenses] = ["ProfileUnknown", "LicenseCountInvalid", "OneLicensedPbxPerCustomer", "FeeAboveMaximum", "SharingClientHasLicenses"],
        [RuleArea.Term] = ["LifetimeNotForCloud", "LifetimeDecrease", "DecreaseNeedsApproval", "RequestPending", "NotLastDay", "MistakeReportWindow"],
        [RuleArea.Storage] = ["StorageOnlyOnCloud", "StorageSizeInvalid", "FeeAboveMaximum"],
    };

    static readonly Dictionary<RuleArea, IReadOnlyList<IRule>> ByOperation = All.Select(rule => rule.Info.Area).Distinct()
        .ToDictionary(area => area, area => (IReadOnlyList<IRule>)
        [
            .. All.Where(rule => rule.Info.Area == area),
            .. (With.TryGetValue(area, out var ids) ? ids : []).Select(Get),
        ]);

    /// <summary>The rule of that id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static IRule Get(string id)
        => All.FirstOrDefault(rule => string.Equals(rule.Info.Id, id, StringComparison.OrdinalIgnoreCase)) ?? throw new KeyNotFoundException($"There is no rule '{id}'.");

    /// <summary>The rules that an operation is checked against, in the order in which findings are reported.</summary>
    public static IReadOnlyList<IRule> For(RuleArea operation) => ByOperation[operation];

    /// <summary>
    /// Checks a change against every rule of its operation and rule set, and reports all findings, in order. A change of
    /// term that carries counts buys licences too: what holds for any count and fee comes after the term's own rules.
    /// </summary>
    public static IReadOnlyList<Finding> Check(Proposal proposal)
    {
        proposal = proposal with { Present = proposal.Present, PresentServer = proposal.PresentServer }; // gathered once, not by each rule
        var rules = For(proposal.Operation);
        if (proposal is { Operation: RuleArea.Term, Counts.Count: > 0 }) rules = [.. rules, .. With[RuleArea.Licenses].Select(Get)];
        return rules.Where(rule => rule.Info.Sets.Contains(proposal.RuleSet)).SelectMany(rule => rule.Check(proposal)).ToArray();
    }
}
