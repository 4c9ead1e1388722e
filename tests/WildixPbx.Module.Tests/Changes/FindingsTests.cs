using System.Collections;
using System.Management.Automation;

namespace WildixPbx.Tests.Changes;

/// <summary>What an error and a result carry of the rules.</summary>
public sealed class FindingsTests(PortalSession portal) : IClassFixture<PortalSession>
{
    [Fact]
    public void All_findings_are_told_at_once_in_the_order_of_the_catalogue()
    {
        var error = portal.Session.Run(
            "New-WmpPbx -Customer 'Bergmann GmbH' -Name 'two words' -Platform Cloud -Model WPBX-VM/HW -Term Lifetime -UcEssential -1 -License @{ 'UC-Platinum' = 5 } -StorageGB 15 -Force").Error;
        Assert.Equal(
            ["PbxNameInvalid", "ModelMismatch", "RegionRequired", "LifetimeNotForCloud", "ProfileUnknown", "LicenseCountInvalid", "StorageSizeInvalid", "MistakeReportWindow"],
            Findings(error).Select(finding => finding.Text("RuleId")));
        Assert.Equal("PbxNameInvalid", new PSObject(error.Exception).Prop("RuleId"));
        Assert.Equal("PbxNameInvalid,WildixPbx.Commands.NewWmpPbxCommand", error.FullyQualifiedErrorId);
        foreach (var finding in Findings(error).Where(finding => finding.Text("Severity") == "Error"))
        {
            Assert.Contains(finding.Text("Message")!, error.ToString(), StringComparison.Ordinal);
            Assert.Contains(finding.Text("Action")!, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
            Assert.NotEmpty(finding.Text("Source")!);
        }
    }

    [Fact]
    public void RuleId_is_the_first_error_also_where_advice_stands_before_it()
    {
        var name = portal.NewPbx("-Platform Virtual -Term Yearly -UcEssential 10");
        var error = portal.Session.Run($"Set-WmpLicense {name} -UcEssential 5 -UcBusiness 200000 -MaximumFee 1 -Force").Error;
        var ids = Findings(error).Select(finding => (finding.Text("RuleId"), finding.Text("Severity"))).ToArray();
        Assert.Contains(("NotLastDay", "Advice"), ids);
        Assert.Contains(("DecreaseNeedsApproval", "Outcome"), ids);
        Assert.Equal(ids.First(id => id.Item2 == "Error").Item1, new PSObject(error.Exception).Prop("RuleId"));
        Assert.Equal(10, portal.Count(name));
        Assert.Empty(portal.Session.Get($"Get-WmpRequest -Pbx {name}"));
    }

    [Fact]
    public void A_result_has_fee_effect_and_advice()
    {
        var name = portal.NewPbx();
        var outcome = portal.Session.Run($"Set-WmpLicense {name} -UcEssential 12 -UcPremium 1 -Force");
        Assert.Equal(["80.00 EUR", "110.00 EUR"], outcome.Output.Select(result => result.Text("Fee")));
        Assert.All(outcome.Output, result => Assert.IsType<DateTimeOffset>(result.Prop("EffectiveOn")));
        Assert.All(outcome.Output, result => Assert.Contains(((IEnumerable)result.Prop("Findings")!).Cast<object>(), finding => new PSObject(finding).Text("RuleId") == "NotLastDay"));
    }

    [Fact]
    public void A_new_PBX_says_until_when_a_mistake_must_be_reported()
    {
        var made = portal.Session.Get($"New-WmpPbx -Customer 'Bergmann GmbH' -Name {portal.NewName()} -Platform Virtual -Term Yearly -UcEssential 10 -Force")[0];
        Assert.Equal(("400.00 EUR", true), (made.Text("Fee"), made.Prop("Changed")));
        Assert.True((DateTimeOffset)made.Prop("ReportMistakeBy")! > (DateTimeOffset)made.Prop("CreatedOn")!);
        Assert.Equal("MistakeReportWindow", new PSObject(((IEnumerable)made.Prop("Findings")!).Cast<object>().Single()).Text("RuleId"));
    }

    [Fact]
    public void Findings_can_be_piped_to_Get_WmpRule()
    {
        var name = portal.NewPbx("-Platform Virtual -Term Lifetime -UcEssential 10");
        var rules = portal.Session.Get($"try {{ Set-WmpLicense {name} -UcEssential 5 -Force -ErrorAction Stop }} catch [WildixPbx.RuleViolationException] {{ $_.Exception.Findings | Get-WmpRule }}");
        Assert.Equal("LifetimeDecrease", Assert.Single(rules).Text("Id"));
    }

    [Fact]
    public void Rules_are_found_by_id_pattern_area_and_set_and_need_no_connection()
    {
        using var session = new ModuleSession();
        Assert.Equal("LifetimeNotForCloud", Assert.Single(session.Get("Get-WmpRule lifetimenotforcloud")).Text("Id"));
        Assert.All(session.Get("Get-WmpRule Storage*"), rule => Assert.StartsWith("Storage", rule.Text("Id"), StringComparison.Ordinal));
        Assert.All(session.Get("Get-WmpRule -Severity Advice"), rule => Assert.Equal("Advice", rule.Text("Severity")));
        Assert.DoesNotContain(session.Get("Get-WmpRule -RuleSet 2020-02"), rule => rule.Text("Id") == "OneLicensedPbxPerCustomer");
        Assert.Contains(session.Get("Get-WmpRule -RuleSet 2022-04"), rule => rule.Text("Id") == "OneLicensedPbxPerCustomer");
        Assert.Equal(["WmpNotFound", "WmpNotFound"], session.Run("Get-WmpRule NoSuchRule; Get-WmpRule -RuleSet 1999-01").ErrorIds);
        Assert.Empty(session.Get("Get-WmpRule NoSuch*"));
    }

    static PSObject[] Findings(ErrorRecord error) => [.. ((IEnumerable)new PSObject(error.Exception).Prop("Findings")!).Cast<object>().Select(finding => new PSObject(finding))];
}
