using System.Collections;
using System.Management.Automation;

namespace WildixPbx.Tests.Checks;

/// <summary>Test-WmpChange on a portal: what it says is what the change would be told, and nothing changes.</summary>
public sealed class ChangeCheckTests(PortalSession portal) : IClassFixture<PortalSession>
{
    [Theory]
    [InlineData("-Platform Virtual -Term Lifetime -UcEssential 10", "-UcEssential 5 -License @{ 'UC-Platinum' = 1 }")]
    [InlineData("-Platform Virtual -Term Yearly -UcEssential 10", "-UcEssential 5 -UcBusiness 200000 -MaximumFee 1")]
    [InlineData("-Platform Cloud -Region eu-west-1 -Term Monthly", "-UcEssential -1")]
    public void What_the_check_finds_in_licences_is_what_the_change_is_refused_with(string pbx, string change)
    {
        var name = portal.NewPbx(pbx);
        var found = Ids(portal.Session.Get($"Test-WmpChange {name} {change}"));
        Assert.NotEmpty(found);
        Assert.Equal(Findings(portal.Session.Run($"Set-WmpLicense {name} {change} -Force").Error), found);
    }

    [Fact]
    public void What_the_check_finds_in_a_creation_is_what_the_change_is_refused_with()
    {
        const string change = "-Customer 'Bergmann GmbH' -Name 'two words' -Platform Cloud -Model WPBX-VM/HW -Term Lifetime -UcEssential -1 -License @{ 'UC-Platinum' = 5 } -StorageGB 15";
        Assert.Equal(Findings(portal.Session.Run($"New-WmpPbx {change} -Force").Error), Ids(portal.Session.Get($"Test-WmpChange {change}")));
    }

    [Theory]
    [InlineData("-Units 2", "Add-WmpStorage {0} -Units 2")]
    [InlineData("-SizeGB 15", "Add-WmpStorage {0} -SizeGB 15")]
    [InlineData("-Ssh Open", "Enable-WmpSsh {0}")]
    [InlineData("-Ssh Closed", "Disable-WmpSsh {0}")]
    [InlineData("-ServerPbx {1}", "Enable-WmpLicenseSharing -ClientPbx {0} -ServerPbx {1}")]
    [InlineData("-NewName 'two words'", "Set-WmpPbx {0} -NewName 'two words'")]
    [InlineData("-ToCustomer 'No contact AG'", "Move-WmpPbx {0} -Customer 'No contact AG'")]
    public void What_the_check_finds_is_what_the_cmdlet_of_the_change_is_refused_with(string check, string change)
    {
        portal.Session.Get("$null = New-WmpCustomer 'No contact AG'");
        var (name, server) = (portal.NewPbx(), portal.NewPbx());
        string Filled(string text) => string.Format(System.Globalization.CultureInfo.InvariantCulture, text, name, server);
        var found = Ids(portal.Session.Get(Filled($"Test-WmpChange {{0}} {check}")));
        Assert.NotEmpty(found);
        Assert.Equal(Findings(portal.Session.Run(Filled($"{change} -Force")).Error), found);
    }

    [Fact]
    public void A_check_of_any_kind_changes_nothing_and_is_not_counted_as_a_change()
    {
        var (name, server) = (portal.NewPbx("-Platform Cloud -Region eu-west-1 -Term Yearly"), portal.NewPbx());
        var (before, mutations) = (portal.Everything(), portal.Mutations());
        foreach (var change in new[] { "-UcEssential 5", "-Term Monthly -UcEssential 5", "-StorageGB 30", "-Units 2", "-SizeGB 20", "-Ssh Open", "-Ssh Closed", $"-ServerPbx {server}", "-NewName some-other-name", "-ToCustomer 'Bergmann GmbH'" })
            foreach (var how in new[] { "", " -RuleSet 2022-04", " -AsOf 2030-01-01" })
                portal.Session.Get($"Test-WmpChange {name} {change}{how}");
        portal.Session.Get("Test-WmpChange -Customer 'Bergmann GmbH' -Name some-other-name -Platform Virtual -Term Yearly -UcEssential 5");
        Assert.Equal(before, portal.Everything());
        Assert.Equal(mutations, portal.Mutations());
    }

    [Theory]
    [InlineData("-UcEssential 5", "Licenses", "DecreaseNeedsApproval NotLastDay")]
    [InlineData("-Term Lifetime", "Term", "TermChangeNeedsZeroLicenses LifetimeNotForCloud NotLastDay MistakeReportWindow")]
    [InlineData("-Term Monthly -UcEssential 8", "Term", "TermChangeNeedsZeroLicenses DecreaseNeedsApproval NotLastDay MistakeReportWindow")]
    [InlineData("-StorageGB 25", "Storage", "StorageAppliedAtOneAm StorageSizeInvalid")]
    [InlineData("-Units 3", "Storage", "StorageAppliedAtOneAm")]
    [InlineData("-SizeGB 5", "Storage", "StorageAppliedAtOneAm StorageSizeInvalid")]
    [InlineData("-Ssh open", "Ssh", "")]
    [InlineData("-NewName 'two words'", "Rename", "PbxNameInvalid")]
    [InlineData("-ToCustomer 'Bergmann GmbH'", "Move", "")]
    [InlineData("-ServerPbx SERVER", "Sharing", "SharingNetworkDisabled SharingCloudClient SharingClientHasLicenses SharingAppliedByHand")]
    [InlineData("-ServerPbx SERVER -RuleSet 2022-04", "Sharing", "SharingNetworkDisabled SharingClientHasLicenses")]
    public void The_kind_of_change_follows_from_what_is_given(string change, string operation, string expected)
    {
        var name = portal.NewPbx("-Platform Cloud -Region eu-west-1 -Term Yearly -UcEssential 10");
        var found = portal.Session.Get($"Test-WmpChange {name} {change.Replace("SERVER", portal.NewPbx("-Platform Virtual -Term Yearly"), StringComparison.Ordinal)}");
        Assert.Equal(expected, string.Join(' ', Ids(found)));
        Assert.All(found, finding => Assert.Equal((operation, name), (finding.Text("Operation"), finding.Text("Pbx"))));
    }

    [Fact]
    public void Rows_are_checked_one_by_one_and_a_bad_one_in_the_middle_is_an_error_of_its_own()
    {
        var names = portal.NewPbxs(3);
        PSObject[] rows =
        [
            Rows.Of(("Name", names[0]), ("UC-Essential", "5"), ("Term", "")),
            Rows.Of(("Name", names[1]), ("UC-Essential", "12x"), ("Term", "")),
            Rows.Of(("Name", names[1]), ("UC-Essential", " "), ("Term", "")),
            Rows.Of(("Name", names[1]), ("UC-Essential", ""), ("Term", "Yearly")),
            Rows.Of(("Name", "no-such-pbx"), ("UC-Essential", "5"), ("Term", "")),
            Rows.Of(("Name", names[2]), ("UC-Essential", "10"), ("Term", "")),
        ];
        var outcome = portal.Session.Run("$input | Test-WmpChange -ThrottleLimit 4", rows);
        Assert.Equal(["WmpNotFound", "WmpNothingToChange", "WmpValidation"], outcome.ErrorIds.Order());
        Assert.Equal([2, 3, 5], outcome.Errors.Select(error => (int)new PSObject(error.Exception).Prop("InputIndex")!).Order());
        Assert.Equal(
            ["1 DecreaseNeedsApproval", "1 NotLastDay", "4 MistakeReportWindow", "4 TermUnchanged"],
            outcome.Output.Select(finding => $"{finding.Prop("InputIndex")} {finding.Text("RuleId")}").Order(StringComparer.Ordinal));
        Assert.Same(rows[0], outcome.Output.First(finding => (int)finding.Prop("InputIndex")! == 1).Properties["InputObject"].Value);
    }

    [Fact]
    public void What_is_given_by_hand_is_the_change_and_the_columns_are_not()
    {
        var name = portal.NewPbx("-Platform Virtual -Term Lifetime -UcEssential 10");
        var found = portal.Session.Get($"Get-WmpPbx {name} | Test-WmpChange -UcEssential 5");
        Assert.Equal(["LifetimeDecrease"], Ids(found));
        Assert.Equal(["LifetimeDecrease"], Ids(portal.Session.Get("$input | Test-WmpChange -UcEssential 5", [Rows.Of(("Name", name), ("Term", "Monthly"), ("UC-Essential", "99"))])));
        Assert.Equal("WmpNothingToChange,WildixPbx.Commands.TestWmpChangeCommand", portal.Session.Run($"Get-WmpPbx {name} | Test-WmpChange").Error.FullyQualifiedErrorId);
    }

    [Fact]
    public void Creations_are_checked_from_the_rows_that_New_WmpPbx_takes()
    {
        PSObject Row(string name, string region) => Rows.Of(("Customer", "Bergmann GmbH"), ("Name", name), ("Platform", "Cloud"), ("Region", region), ("Expire", "Yearly"), ("UC-Essential", "3"));
        PSObject[] rows = [Row(portal.NewName(), "eu-west-1"), Row(portal.NewName(), ""), Row(portal.NewPbx(), "eu-west-1")];
        var found = portal.Session.Get("$input | Test-WmpChange -Operation Create | Where-Object Severity -eq Error", rows);
        Assert.Equal(["2 RegionRequired", "3 PbxNameTaken"], found.Select(finding => $"{finding.Prop("InputIndex")} {finding.Text("RuleId")}"));
        var created = portal.Session.Run("$input | New-WmpPbx -Force", rows);
        Assert.Equal(["RegionRequired", "PbxNameTaken"], created.ErrorIds);
    }

    [Fact]
    public void Quiet_is_a_yes_or_a_no_a_row_and_advice_is_no_no()
    {
        var (yearly, lifetime) = (portal.NewPbx(), portal.NewPbx("-Platform Virtual -Term Lifetime -UcEssential 10"));
        Assert.Equal([true, false], portal.Session.Get($"'{yearly}', '{lifetime}' | Test-WmpChange -UcEssential 5 -Quiet").Select(answer => (bool)answer.BaseObject));
        Assert.Equal([true, true], portal.Session.Get($"'{yearly}', '{lifetime}' | Test-WmpChange -UcEssential 10 -Quiet").Select(answer => (bool)answer.BaseObject));
    }

    [Fact]
    public void Another_rule_set_is_tried_on_facts_that_are_read_and_nothing_is_sent_but_reads()
    {
        portal.Session.Get("$null = New-WmpCustomer 'Two AG'; $null = Add-WmpContact -Customer 'Two AG' -Name IT -Email it@two.example");
        var (first, second) = (portal.NewName(), portal.NewName());
        portal.Session.Get($"$null = New-WmpPbx -Customer 'Two AG' -Name {first} -Platform Virtual -Term Yearly -UcEssential 1 -Force; $null = New-WmpPbx -Customer 'Two AG' -Name {second} -Platform Virtual -Term Yearly -Force");
        Assert.Empty(portal.Session.Get($"Test-WmpChange {second} -UcEssential 1"));
        var outcome = portal.Session.Run($"Test-WmpChange {second} -UcEssential 1 -RuleSet 2022-04 -Verbose");
        Assert.Equal(["OneLicensedPbxPerCustomer"], Ids(outcome.Output));
        Assert.Equal("2022-04", outcome.Output[0].Text("RuleSet"));
        Assert.NotEmpty(outcome.Verbose);
        Assert.All(outcome.Verbose, line => Assert.StartsWith("GET ", line, StringComparison.Ordinal));
        Assert.Equal(["OneLicensedPbxPerCustomer", "FeeAboveMaximum"], Ids(portal.Session.Get($"Test-WmpChange {second} -UcEssential 1 -MaximumFee 39.99 -RuleSet 2022-04")));
    }

    [Fact]
    public void Another_day_is_tried_by_its_date_in_the_time_zone_of_the_portal()
    {
        var name = portal.NewPbx();
        var expiry = (DateTimeOffset)portal.Session.Get($"Get-WmpPbx {name}")[0].Prop("ExpiresOn")!;
        string[] On(DateTimeOffset day, string more = "") => Ids(portal.Session.Get($"Test-WmpChange {name} -UcEssential 11 -AsOf {day:yyyy-MM-dd'T'HH:mm} {more}"));
        Assert.Empty(On(expiry.AddDays(-1)));
        Assert.Empty(On(expiry.AddMinutes(-1)));
        Assert.Equal(["NotLastDay"], On(expiry.AddDays(-1).AddMinutes(-1)));
        Assert.Equal(["NotLastDay"], On(expiry));
        Assert.Empty(On(expiry.AddDays(-1), "-TimeZone Europe/Rome"));

        // The last minute of the last day in UTC, which is the first hour of the next in Rome.
        string[] At(string more) => Ids(portal.Session.Get($"Test-WmpChange {name} -UcEssential 11 -AsOf {expiry.AddMinutes(-1):yyyy-MM-dd'T'HH:mm}Z {more}"));
        Assert.Empty(At(""));
        Assert.Equal(["NotLastDay"], At("-TimeZone Europe/Rome"));
    }

    [Theory]
    [InlineData("Test-WmpChange x -UcEssential 5 -Ssh Open", "WmpValidation")]
    [InlineData("Test-WmpChange x -Operation Ssh -UcEssential 5", "WmpValidation")]
    [InlineData("Test-WmpChange x -Operation Nothing -UcEssential 5", "WmpValidation")]
    [InlineData("Test-WmpChange x -StorageGB 20 -Units 1", "WmpValidation")]
    [InlineData("Test-WmpChange x -Units 0", "WmpValidation")]
    [InlineData("Test-WmpChange x -Ssh Ajar", "WmpValidation")]
    [InlineData("Test-WmpChange x -Term Weekly", "WmpValidation")]
    [InlineData("Test-WmpChange x", "WmpNothingToChange")]
    [InlineData("Test-WmpChange x -UcEssential ''", "WmpNothingToChange")]
    [InlineData("Test-WmpChange x -Operation Term -UcEssential 5", "WmpNothingToChange")]
    [InlineData("Test-WmpChange -UcEssential 5", "WmpValidation")]
    [InlineData("Test-WmpChange @('x', 'y') -UcEssential 5", "WmpValidation")]
    [InlineData("Test-WmpChange x -ServerPbx $null", "WmpNothingToChange")]
    [InlineData("Test-WmpChange no-such-pbx -UcEssential 5", "WmpNotFound")]
    [InlineData("(Get-WmpCustomer)[0] | Test-WmpChange -Ssh Open", "WmpNotFound")]
    [InlineData("Get-WmpRegion eu-west-1 | Test-WmpChange -Ssh Open", "WmpValidation")]
    [InlineData("Test-WmpChange x -UcEssential 5 -RuleSet 1999-01", "WmpNotFound")]
    [InlineData("Test-WmpChange x -UcEssential 5 -RuleSet $null", "WmpValidation")]
    [InlineData("Test-WmpChange x -UcEssential 5 -Now soon", "WmpValidation")]
    [InlineData("Test-WmpChange x -UcEssential 5 -TimeZone Mars/North", "WmpValidation")]
    [InlineData("Test-WmpChange x -UcEssential 5 -Offline -Connection (Get-WmpConnection)", "WmpValidation")]
    [InlineData("Test-WmpChange x -UcEssential 5 -Offline", "WmpNotConnected")]
    public void Careless_input_is_refused_with_a_typed_error_that_says_what_to_do(string script, string id)
    {
        var error = portal.Session.Run(script).Error;
        Assert.Equal(id, error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void Findings_lead_to_their_PBX_and_to_their_rule()
    {
        var name = portal.NewPbx("-Platform Virtual -Term Lifetime -UcEssential 10");
        Assert.Equal(name, Assert.Single(portal.Session.Get($"Test-WmpChange {name} -UcEssential 5 | Get-WmpPbx")).Text("Name"));
        Assert.Equal("LifetimeDecrease", Assert.Single(portal.Session.Get($"Test-WmpChange {name} -UcEssential 5 | Get-WmpRule")).Text("Id"));
    }

    [Fact]
    public void An_error_that_stops_comes_after_what_was_found_before()
    {
        var names = portal.NewPbxs(2);
        var outcome = portal.Session.Run($"'{names[0]}', 'no-such-pbx', '{names[1]}' | Test-WmpChange -UcEssential 5 -ErrorAction Stop");
        Assert.Equal("WmpNotFound", outcome.Error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal([1, 1], outcome.Output.Select(finding => (int)finding.Prop("InputIndex")!));
    }

    static string[] Ids(IEnumerable<PSObject> findings) => [.. findings.Select(finding => finding.Text("RuleId")!)];

    static string[] Findings(ErrorRecord error) => [.. ((IEnumerable)new PSObject(error.Exception).Prop("Findings")!).Cast<object>().Select(finding => new PSObject(finding).Text("RuleId")!)];
}
