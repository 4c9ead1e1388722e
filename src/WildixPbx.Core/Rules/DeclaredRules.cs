namespace WildixPbx.Rules;

using static WildixPbx.Rules.RuleArea;
using static WildixPbx.Rules.RuleSources;

/// <summary>The rules whose operations come later. Their ids, severities and sources are fixed already.</summary>
static class DeclaredRules
{
    public static IReadOnlyList<IRule> MoveToCloud { get; } =
    [
        Ours("MigrationSourceIsCloud", Migration, Severity.Error, "the source is a Cloud PBX", "Name a Virtual or Hardware PBX."),
        Guide("MigrationVersionTooOld", Migration, Severity.Error,
            "WMS below the minimum of its major version and kind: Subscription 3.88.44723.49 / 4.03.44693.48; NewInstance 3.88.44763.50 / 4.03.44733.50", "Upgrade WMS with Update-Pbx first.", Move),
        Ours("MigrationVersionNotCovered", Migration, Severity.Error,
            "WMS other than 3.x and 4.0x (4.00 to 4.09): the guide says nothing of it. Can be overridden by name, never silently", "Ask Wildix, then override this rule by name."),
        Guide("MigrationDatabaseUnsupported", Migration, Severity.Error, "WMS 3: anything but SQLite3; WMS 4: anything but SQLite3 or MySQL", "Change the database engine first.", Move),
        Guide("MigrationDatabaseTooLarge", Migration, Severity.Error, "the database is over 7 GB (10^9 bytes; the exact bound is ours)", "Make the database smaller first.", Move),
        Guide("MigrationDatabaseNearLimit", Migration, Severity.Advice, "over 6 GB and not over 7", "Make the database smaller, or expect it not to fit.", Move),
        Guide("MigrationTargetRequired", Migration, Severity.Error, "NewInstance without the serial of a Cloud PBX", "Create a Cloud PBX and give its serial.", MoveOther),
        Guide("MigrationTargetNotCloud", Migration, Severity.Error, "that serial is no Cloud PBX", "Give the serial of a Cloud PBX.", MoveOther),
        Ours("MigrationTargetOtherCustomer", Migration, Severity.Error, "the target is a Cloud PBX of another customer", "Give the serial of a Cloud PBX of the same customer."),
        Guide("MigrationDowntime", Migration, Severity.Advice, "Subscription, always: up to 20 minutes out of reach while DNS changes, more with a large database", "Choose a time without calls.", MoveSubscription),
        Guide("MigrationOldPbxStops", Migration, Severity.Advice, "Subscription, always: the old PBX stops once the licence is synced", "Plan for the old PBX to stop.", MoveSubscription),
        Guide("MigrationDnsNames", Migration, Severity.Advice,
            "always: remove local DNS proxies; phones and gateways must be provisioned by DNS name (stated for Subscription, ours for NewInstance)", "Check DNS proxies and the phones' provisioning.", MoveSubscription),
        Guide("MigrationOldPassword", Migration, Severity.Advice,
            "always: afterwards the Cloud PBX answers to the old PBX's password (stated for NewInstance, ours for Subscription)", "Keep the old PBX's password.", MoveOther),
    ];

    public static IReadOnlyList<IRule> OnTheBox { get; } =
    [
        new KeyNotForCloud(),
        Guide("UpgradeBeforeKey", Activation, Severity.Advice, "a key is registered on a box that has an upgrade waiting", "Upgrade with Update-Pbx first.", Activate),
        Guide("DefaultPasswordUnchanged", Activation, Severity.Advice, "the WMS admin still has the factory password", "Change it with Set-PbxAdminPassword.", Activate),
        new UserLicenseDefault(),
        new LicenseOverused(),
    ];

    static DeclaredRule Guide(string id, RuleArea area, Severity severity, string when, string action, string source)
        => new(id, area, severity, Basis.Guide, RuleSet.All, when, action, source);

    static DeclaredRule Ours(string id, RuleArea area, Severity severity, string when, string action)
        => new(id, area, severity, Basis.Ours, RuleSet.All, when, action, OwnDecision);
}
