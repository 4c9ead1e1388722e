using System.Management.Automation;

namespace WildixPbx.Tests.Checks;

/// <summary>Test-WmpChange without a portal, on what a file or an object says.</summary>
public sealed class OfflineCheckTests(PortalSession portal) : IClassFixture<PortalSession>
{
    static readonly PSObject Lifetime = Rows.Of(("Name", "mill-office"), ("Platform", "Virtual"), ("Term", "Lifetime"), ("Licensing", "PerUser"), ("UC-Essential", "12"), ("Customer", "Lakeside"), ("InNetwork", "true"), ("WmsVersion", "5.01"));
    static readonly PSObject Cloud = Rows.Of(("Name", "lakeside-main"), ("Platform", "Cloud"), ("Term", "Yearly"), ("Licensing", "PerUser"), ("UcEssential", "30"), ("Customer", "Lakeside"), ("ExpiresOn", "2027-03-10"), ("StorageGB", "20"), ("InNetwork", "yes"));
    static readonly PSObject NameAlone = Rows.Of(("Name", "harbour-hq"), ("Platform", ""), ("Term", " "), ("UC-Essential", ""));

    [Theory]
    [InlineData("-UcEssential 8", "1 LifetimeDecrease|2 DecreaseNeedsApproval|2 NotLastDay")]
    [InlineData("-UcEssential 8 -AsOf 2027-03-09", "1 LifetimeDecrease|2 DecreaseNeedsApproval")]
    [InlineData("-UcBusiness 8", "")]
    [InlineData("-Term Lifetime", "1 TermUnchanged|1 MistakeReportWindow|2 TermChangeNeedsZeroLicenses|2 LifetimeNotForCloud|2 NotLastDay|2 MistakeReportWindow|3 MistakeReportWindow")]
    [InlineData("-StorageGB 10", "1 StorageOnlyOnCloud|2 StorageDecrease")]
    [InlineData("-Units 1", "1 StorageOnlyOnCloud|2 StorageAppliedAtOneAm")]
    [InlineData("-SizeGB 15", "1 StorageOnlyOnCloud|2 StorageAppliedAtOneAm|2 StorageSizeInvalid")]
    [InlineData("-Ssh Open", "1 SshOnlyOnCloud")]
    [InlineData("-NewName two_words", "1 PbxNameInvalid|2 PbxNameInvalid|3 PbxNameInvalid")]
    [InlineData("-UcEssential 200000", "1 LicenseCountInvalid|2 NotLastDay|2 LicenseCountInvalid|3 LicenseCountInvalid")]
    public void A_fact_that_no_column_says_finds_nothing_and_one_that_does_is_judged(string change, string expected)
    {
        using var session = new ModuleSession();
        var outcome = session.Run($"$input | Test-WmpChange {change}", [Lifetime, Cloud, NameAlone]);
        Assert.Empty(outcome.Errors);
        Assert.Empty(outcome.Warnings); // columns that describe a PBX are no mistake
        Assert.Equal(expected, Text(outcome.Output));
    }

    [Theory]
    [InlineData("2020-02", "1 SharingClientHasLicenses|1 SharingAppliedByHand|2 SharingSamePbx|2 SharingCloudClient|2 SharingClientHasLicenses|2 SharingAppliedByHand|3 SharingAppliedByHand")]
    [InlineData("2022-04", "1 SharingClientHasLicenses|2 SharingSamePbx|2 SharingClientHasLicenses|2 SharingCloudClientExtraStorage")]
    public void A_server_may_be_a_row_too(string rules, string expected)
    {
        using var session = new ModuleSession();
        session.Set("server", Cloud);
        Assert.Equal(expected, Text(session.Get($"$input | Test-WmpChange -ServerPbx $server -RuleSet {rules}", [Lifetime, Cloud, NameAlone])));
    }

    [Fact]
    public void A_client_and_a_server_of_two_customers_are_told_apart_by_their_names()
    {
        using var session = new ModuleSession();
        session.Set("server", Rows.Of(("Name", "other"), ("Customer", "HARBOUR")));
        Assert.Contains("SharingDifferentCustomer", Text(session.Get("$input | Test-WmpChange -ServerPbx $server", [Cloud])), StringComparison.Ordinal);
        session.Set("server", Rows.Of(("Name", "other"), ("Customer", "lakeside")));
        Assert.DoesNotContain("SharingDifferentCustomer", Text(session.Get("$input | Test-WmpChange -ServerPbx $server", [Cloud])), StringComparison.Ordinal);
    }

    [Fact]
    public void Creations_need_no_portal_for_what_can_be_told_without_one()
    {
        using var session = new ModuleSession();
        PSObject[] rows =
        [
            Rows.Of(("Customer", "Lakeside"), ("Name", "lakeside-1"), ("Platform", "Cloud"), ("Region", "mars-north-1"), ("Term", "Yearly")),
            Rows.Of(("Customer", "Lakeside"), ("Name", "lakeside 2"), ("Platform", "Virtual"), ("Region", "mars-north-1"), ("Term", "Lifetime")),
            Rows.Of(("Customer", ""), ("Name", "lakeside-3"), ("Platform", "Cluod"), ("Region", ""), ("Term", "Yearly")),
        ];
        var outcome = session.Run("$input | Test-WmpChange -Operation Create", rows);
        Assert.Equal("1 MistakeReportWindow|2 PbxNameInvalid|2 RegionNotApplicable|2 MistakeReportWindow", Text(outcome.Output));
        Assert.Equal(["WmpValidation"], outcome.ErrorIds);
        Assert.Contains("Cluod", outcome.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Customer", outcome.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_that_cannot_be_read_are_one_error_a_row_that_names_them()
    {
        using var session = new ModuleSession();
        var outcome = session.Run("$input | Test-WmpChange -UcEssential 8", [Rows.Of(("Name", "x"), ("Platform", "Cluod"), ("UC-Essential", "12x"), ("ExpiresOn", "31.31.2026"), ("InNetwork", "perhaps")), Lifetime]);
        Assert.Equal("2 LifetimeDecrease", Text(outcome.Output));
        Assert.Equal("WmpValidation", Assert.Single(outcome.ErrorIds));
        foreach (var cell in new[] { "Cluod", "12x", "31.31.2026", "perhaps" }) Assert.Contains(cell, outcome.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_portal_a_row_s_columns_are_what_it_has_and_not_what_it_is_to_have()
    {
        using var session = new ModuleSession();
        var error = session.Run("$input | Test-WmpChange", [Lifetime]).Error;
        Assert.Equal("WmpNothingToChange,WildixPbx.Commands.TestWmpChangeCommand", error.FullyQualifiedErrorId);
        Assert.Equal("1 SshOnlyOnCloud", Text(session.Get("$input | Test-WmpChange", [Rows.Of(("Name", "x"), ("Platform", "Virtual"), ("Ssh", "open"))])));
    }

    [Fact]
    public void PBX_objects_and_what_Export_Csv_makes_of_them_are_judged_alike()
    {
        var (lifetime, waiting) = (portal.NewPbx("-Platform Virtual -Term Lifetime -UcEssential 10"), portal.NewPbx());
        portal.Session.Get($"$null = Set-WmpLicense {waiting} -UcEssential 5 -Force");
        var pbxs = portal.Session.Get($"Get-WmpPbx {lifetime}; Get-WmpPbx {waiting}");
        var before = portal.Requests();
        var found = Text(portal.Session.Get("$input | Test-WmpChange -UcEssential 4 -UcBusiness 1 -Offline", pbxs));
        Assert.Equal("1 LifetimeDecrease|2 DecreaseNeedsApproval|2 RequestPending|2 NotLastDay", found);
        Assert.Equal(before + 1, portal.Requests()); // the question itself
        var rows = pbxs.Select(pbx => Rows.Of(pbx.Properties.Select(property => (property.Name, (object?)System.Convert.ToString(property.Value, System.Globalization.CultureInfo.InvariantCulture)))));
        Assert.Equal(found, Text(portal.Session.Get("$input | Test-WmpChange -UcEssential 4 -UcBusiness 1 -Offline", rows)));
    }

    [Fact]
    public void What_is_no_PBX_is_allowed_nothing()
    {
        using var session = new ModuleSession();
        var blank = Rows.Of(("Name", " "), ("Platform", ""), ("UC-Essential", ""));
        var outcome = session.Run("$input | Test-WmpChange -UcEssential 4 -Offline -Quiet", [blank, Cloud, Rows.Of(("Platform", "Cloud"))]);
        Assert.Equal(["WmpValidation", "WmpValidation"], outcome.ErrorIds);
        Assert.Equal([true], outcome.Output.Select(allowed => allowed.BaseObject));
        Assert.Equal(["WmpValidation"], session.Run("[System.Diagnostics.Process]::GetCurrentProcess() | Test-WmpChange -UcEssential 4 -Offline -Quiet").ErrorIds);
        Assert.Equal(["WmpValidation"], session.Run("[WildixPbx.Customer] @{ Id = 'cus_1'; Name = 'Lakeside'; ETag = 'a' } | Test-WmpChange -UcEssential 4 -Offline -Quiet").ErrorIds);
    }

    [Fact]
    public void A_misspelled_column_is_warned_of_once()
    {
        using var session = new ModuleSession();
        var outcome = session.Run("$input | Test-WmpChange -Ssh Open", [.. Enumerable.Repeat(Rows.Of(("Name", "x"), ("Platfrom", "Virtual")), 3)]);
        Assert.Contains("Platform", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    static string Text(IEnumerable<PSObject> findings) => string.Join('|', findings.Select(finding => $"{finding.Prop("InputIndex")} {finding.Text("RuleId")}"));
}
