using WildixPbx.Rules;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

public sealed class CheckTests
{
    static readonly DateTimeOffset Now = Make.Moment("2026-03-10T10:00Z");

    /// <summary>A creation that breaks every rule a Cloud PBX can break.</summary>
    static Proposal WrongCloud => Make.Creation() with
    {
        CustomerHasContact = false,
        Name = "-bergmann-",
        NameIsTaken = true,
        Model = "WPBX-VM/HW",
        Region = "mars-north-1",
        Term = Term.Lifetime,
        Counts = Make.Counts("UC-Gold -1"),
        StorageGB = 15,
        OtherLicensedPbx = "bergmann-lyon",
        Fee = new Money(10m, "EUR"),
        MaximumFee = 1m,
    };

    [Fact]
    public void Everything_wrong_with_a_cloud_pbx_is_said_at_once_in_the_order_of_the_catalogue()
        => Assert.Equal(
            "CustomerContactRequired PbxNameInvalid PbxNameTaken ModelMismatch RegionUnknown LifetimeNotForCloud ProfileUnknown LicenseCountInvalid StorageSizeInvalid FeeAboveMaximum MistakeReportWindow",
            Found.All(WrongCloud));

    [Fact]
    public void Everything_wrong_with_a_hardware_pbx_is_said_at_once_in_the_order_of_the_catalogue()
        => Assert.Equal(
            "ModelMismatch RegionNotApplicable LicenseCountInvalid StorageOnlyOnCloud HardwareNotPurchased OneLicensedPbxPerCustomer MistakeReportWindow",
            Found.All(Make.Creation(Platform.Hardware) with
            {
                RuleSet = RuleSet.From2022,
                Model = "WPBX-CLOUD",
                Region = "eu-central-1",
                StorageGB = 20,
                UnusedHardware = 0,
                Counts = Make.Counts("UC-Essential 100001"),
                OtherLicensedPbx = "bergmann-lyon",
            }));

    [Fact]
    public void Everything_wrong_with_a_change_of_licences_is_said_at_once_its_own_rules_first()
        => Assert.Equal(
            "DecreaseNeedsApproval RequestPending DecreaseBelowAssigned NotLastDay ProfileUnknown LicenseCountInvalid FeeAboveMaximum SharingClientHasLicenses",
            Found.All(Busy(Make.LicenseChange("UC-Essential 30; UC-Premium 5", "UC-Essential 20; UC-Premium 6; UC-Gold 100001"))));

    [Fact]
    public void A_lifetime_pbx_is_told_of_its_decrease_before_all_else()
        => Assert.Equal(
            "LifetimeDecrease RequestPending DecreaseBelowAssigned ProfileUnknown LicenseCountInvalid FeeAboveMaximum SharingClientHasLicenses",
            Found.All(Busy(Make.LicenseChange("UC-Essential 30; UC-Premium 5", "UC-Essential 20; UC-Premium 6; UC-Gold 100001", Term.Lifetime))));

    [Fact]
    public void A_creation_of_which_nothing_is_known_is_found_faultless()
        => Assert.Equal("MistakeReportWindow", Found.All(new Proposal { Operation = RuleArea.Create, Subject = "bergmann-hq", Now = Now, RuleSet = RuleSet.From2022 }));

    [Fact]
    public void A_change_of_licences_of_which_only_the_counts_are_known_is_found_faultless()
        => Assert.Equal("", Found.All(new Proposal
        {
            Operation = RuleArea.Licenses,
            Subject = "bergmann-lyon",
            Now = Now,
            RuleSet = RuleSet.From2022,
            Counts = Make.Counts("UC-Gold 0; UC-Essential 20"),
        }));

    [Fact]
    public void A_term_is_checked_for_cloud_too_when_it_changes()
        => Assert.Equal("LifetimeNotForCloud", Found.Errors(Make.LicenseChange("", "") with { Operation = RuleArea.Term, Term = Term.Lifetime }));

    [Fact]
    public void Storage_is_checked_for_its_platform_too_when_it_grows()
        => Assert.Equal("StorageOnlyOnCloud", Found.Errors(Make.LicenseChange("", "", Term.Lifetime) with { Operation = RuleArea.Storage, StorageGB = 20 }));

    [Fact]
    public void Every_finding_names_the_object_and_carries_what_its_rule_says()
        => Assert.All(RuleCatalog.Check(WrongCloud), finding =>
        {
            var rule = RuleCatalog.Get(finding.RuleId).Info;
            Assert.Equal("bergmann-hq", finding.Subject);
            Assert.Equal((rule.Severity, rule.Action, rule.Source), (finding.Severity, finding.Action, finding.Source));
            Assert.Contains("bergmann", finding.Message + " " + finding.Subject, StringComparison.Ordinal);
            Assert.NotEqual("", finding.Message);
        });

    static Proposal Busy(Proposal change) => change with
    {
        Now = Now,
        PendingCounts = Make.Counts("UC-Premium 2"),
        AssignedUsers = Make.Counts("UC-Essential 25"),
        Fee = new Money(10m, "EUR"),
        MaximumFee = 1m,
        Pbx = change.Pbx! with { SharingServer = "pbx_2" },
    };
}
