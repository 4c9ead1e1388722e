namespace WildixPbx.Tests.Changes;

/// <summary>Input that looks right and is not: nothing may be bought or removed by it.</summary>
public sealed class CarelessInputTests(PortalSession portal) : IClassFixture<PortalSession>
{
    [Theory]
    [InlineData("Get-WmpPbx -Customer $nobody | Set-WmpLicense -UcWizyconf 1 -Add -Force")]
    [InlineData("Get-WmpPbx -Name $nobody | Set-WmpLicense -UcWizyconf 1 -Force")]
    [InlineData("Get-WmpContact -Email $nobody | Remove-WmpContact -Force")]
    [InlineData("Get-WmpCustomer -Name ' ' | Remove-WmpCustomer -Force")]
    [InlineData("Set-WmpLicense {0} -UcWizyconf 1 -MaximumFee $nobody -Force")]
    public void A_variable_that_says_nothing_does_not_mean_all_or_without_limit(string script)
    {
        var name = portal.NewPbx();
        var before = portal.Mutations();
        var error = portal.Session.End(script.Replace("{0}", name, StringComparison.Ordinal));
        Assert.StartsWith("WmpValidation,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("says nothing", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(before, portal.Mutations());
    }

    [Theory]
    [InlineData("Get-WmpConnection | Remove-WmpCustomer -Force")]
    [InlineData("$sandbox | Remove-WmpCustomer -Force")]
    [InlineData("Get-WmpLicenseProfile UC-Premium | Set-WmpLicense -UcPremium 2 -Force")]
    [InlineData("Get-WmpRegion eu-west-1 | Remove-WmpCustomer -Force")]
    [InlineData("Get-WmpPbx {0} | New-WmpCustomer")]
    [InlineData("Get-WmpPbx {0} | Add-WmpContact -Email x@y.example.com")]
    [InlineData("[pscustomobject]@{ Name = 'Bergmann GmbH'; Customer = 'Somebody'; UcPremium = 1 } | Remove-WmpCustomer -Force")]
    public void An_object_of_another_kind_is_not_taken_by_its_name(string script)
    {
        portal.Session.Get("$null = New-WmpCustomer 'WildixPbx sandbox'; $null = New-WmpCustomer $sandbox.Name; $null = New-WmpCustomer eu-west-1");
        var name = portal.NewPbx();
        var before = portal.Mutations();
        Assert.Equal(["WmpValidation"], portal.Session.Run(script.Replace("{0}", name, StringComparison.Ordinal)).ErrorIds);
        Assert.Equal(before, portal.Mutations());
    }

    [Theory]
    [InlineData("@{ UcPremium = 3; 'UC-Premium' = 5 }", "UC-Premium")]
    [InlineData("@{ UcPremium = ''; 'UC-Premium' = 5 }", "UC-Premium")]
    public void Two_columns_for_one_count_that_differ_are_an_error_and_not_a_choice(string row, string column)
    {
        var name = portal.NewPbx();
        var outcome = portal.Session.Run($"$row = [pscustomobject]{row}; $row.PSObject.Properties.Add([psnoteproperty]::new('Identity', '{name}')); $row | Set-WmpLicense -Force");
        var error = outcome.Errors.Single(error => error.FullyQualifiedErrorId.StartsWith("WmpValidation", StringComparison.Ordinal));
        Assert.Contains(column, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(0, portal.Count(name, "UC-Premium"));
    }

    [Theory]
    [InlineData("Name", "NewName")]
    [InlineData("NewName", "Name")]
    public void A_customer_with_an_old_and_a_new_name_in_the_file_is_not_left_as_it_was_in_silence(string first, string second)
    {
        var id = portal.Session.Get("(New-WmpCustomer 'Old Name').Id")[0].BaseObject;
        var row = Rows.Of(("Id", id), (first, first == "Name" ? "Old Name" : "New Name"), (second, second == "Name" ? "Old Name" : "New Name"));
        Assert.Equal(["WmpValidation"], portal.Session.Run("$input | Set-WmpCustomer", [row]).ErrorIds);
    }

    [Theory]
    [InlineData("1", "1000")]
    [InlineData("1000", "1")]
    public void The_smaller_limit_of_row_and_command_holds(string cell, string byHand)
    {
        var name = portal.NewPbx();
        var outcome = portal.Session.Run($"$input | Set-WmpLicense -MaximumFee {byHand} -Force", [Rows.Of(("Name", name), ("UcPremium", "3"), ("MaximumFee", cell))]);
        Assert.Equal(["FeeAboveMaximum"], outcome.ErrorIds);
    }

    [Theory]
    [InlineData("+5")]
    [InlineData("-0")]
    public void A_sign_that_means_more_to_whoever_wrote_it_is_no_absolute_count(string cell)
    {
        var name = portal.NewPbx();
        Assert.Equal(["WmpValidation"], portal.Session.Run("$input | Set-WmpLicense -Force", [Rows.Of(("Name", name), ("UcEssential", cell))]).ErrorIds);
        Assert.Equal(10, portal.Count(name));
    }

    [Fact]
    public void A_failed_connection_leaves_none_to_the_portal_before()
    {
        using var session = portal.Another();
        session.Run("Connect-Wmp -Uri http://127.0.0.1:1 -Token ([System.Net.NetworkCredential]::new('', 'some-token-here').SecurePassword) -MaximumRetryCount 0");
        Assert.StartsWith("WmpNotConnected,", session.End("Get-WmpPbx").FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_relative_change_of_an_object_that_somebody_changed_since_is_refused()
    {
        var name = portal.NewPbx();
        var outcome = portal.Session.Run($"$pbx = Get-WmpPbx {name}; $null = Set-WmpLicense {name} -UcBusiness 1 -Force; $pbx | Set-WmpLicense -UcEssential 1 -Add -Force");
        Assert.Equal(["WmpStaleETag"], outcome.ErrorIds);
        Assert.Equal(10, portal.Count(name));
    }

    [Fact]
    public void What_was_bought_before_ErrorAction_Stop_ended_the_call_is_handed_on()
    {
        var names = portal.NewPbxs(12);
        portal.Session.Set("rows", names.Select((name, index) => Rows.Of(("Name", index == 3 ? "no-such-pbx" : name), ("UcEssential", "20"))).ToArray());
        portal.Session.Run("$got = [System.Collections.Generic.List[string]]::new(); try { $rows | Set-WmpLicense -Force -ThrottleLimit 6 -ErrorAction Stop | ForEach-Object { $got.Add($_.Pbx) } } catch { $null = $_ }");
        var got = portal.Session.Get("$got").Select(name => (string)name.BaseObject).Order();
        Assert.Equal(names.Where(name => portal.Count(name) == 20).Order(), got);
    }

    [Fact]
    public void A_customer_that_a_filter_names_and_that_is_not_there_is_told()
        => Assert.Equal("WmpNotFound", Assert.Single(portal.Session.Run("Get-WmpPbx -Customer Nobody").ErrorIds));
}
