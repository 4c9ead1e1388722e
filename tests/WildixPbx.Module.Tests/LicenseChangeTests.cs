namespace WildixPbx.Tests;

/// <summary>Set-WmpLicense against the real sandbox.</summary>
public sealed class LicenseChangeTests(PortalSession portal) : IClassFixture<PortalSession>
{
    [Fact]
    public void An_increase_is_in_force_at_once_and_a_decrease_waits_for_approval()
    {
        var name = portal.NewPbx("-Platform Virtual -Term Yearly -UcEssential 10 -UcBusiness 5");
        var results = portal.Session.Get($"Set-WmpLicense {name} -UcEssential 12 -UcBusiness 3 -Force");
        Assert.Equal(["UC-Essential", "UC-Business"], results.Select(result => result.Text("Profile")));
        Assert.Equal((12, 12), ((int)results[0].Prop("RequestedCount")!, (int)results[0].Prop("EffectiveCount")!));
        Assert.Equal((3, 5), ((int)results[1].Prop("RequestedCount")!, (int)results[1].Prop("EffectiveCount")!));
        Assert.Null(results[1].Prop("EffectiveOn"));
        Assert.StartsWith("req_", results[1].Text("RequestId"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_identical_change_changes_nothing()
    {
        var name = portal.NewPbx();
        portal.Session.Get($"Set-WmpLicense {name} -UcEssential 30 -Force");
        var again = Assert.Single(portal.Session.Get($"Set-WmpLicense {name} -UcEssential 30 -Force"));
        Assert.Equal(false, again.Prop("Changed"));
    }

    [Fact]
    public void A_blank_cell_changes_nothing_and_a_written_0_does()
    {
        var name = portal.NewPbx("-Platform Virtual -Term Lifetime -UcEssential 10");
        var kept = portal.Session.Get("[pscustomobject]@{ Identity = '" + name + "'; UcEssential = ''; UcBusiness = ' 5 '; UcPremium = '  ' } | Set-WmpLicense -Force");
        Assert.Equal("UC-Business", Assert.Single(kept).Text("Profile"));
        var refused = portal.Session.Run("[pscustomobject]@{ Identity = '" + name + "'; UcEssential = '0' } | Set-WmpLicense -Force");
        Assert.Equal("LifetimeDecrease", Assert.Single(refused.ErrorIds));
    }

    [Fact]
    public void One_bad_row_is_named_and_the_others_go_on()
    {
        string[] names = [portal.NewPbx(), portal.NewPbx(), portal.NewPbx()];
        portal.Session.Set("names", names);
        var outcome = portal.Session.Run(
            "$names[0], $names[1], 'no-such-pbx', $names[2] | ForEach-Object { [pscustomobject]@{ Identity = $_; UcEssential = if ($_ -eq $names[1]) { '12x' } else { '20' } } } | Set-WmpLicense -Force -ThrottleLimit 4");
        Assert.Equal([1, 4], outcome.Output.Select(result => (int)result.Prop("InputIndex")!).Order());
        Assert.Equal(["WmpNotFound", "WmpValidation"], outcome.ErrorIds.Order());
        var cell = outcome.Errors.Single(error => error.FullyQualifiedErrorId.StartsWith("WmpValidation", StringComparison.Ordinal));
        Assert.Contains("Input 2", cell.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("UcEssential", cell.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("12x", cell.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_sends_no_request_that_could_change_something()
    {
        var name = portal.NewPbx();
        var before = portal.Mutations();
        portal.Session.Get($"Set-WmpLicense {name} -UcEssential 30 -WhatIf");
        Assert.Equal(before, portal.Mutations());
        Assert.Equal(10, (int)portal.Session.Get($"(Get-WmpLicense {name} -Profile UC-Essential).EffectiveCount")[0].BaseObject);
    }

    [Fact]
    public void A_question_to_nobody_is_an_error_instead_of_a_change_or_a_hang()
    {
        var name = portal.NewPbx();
        var outcome = portal.Session.Run($"Set-WmpLicense {name} -UcEssential 30");
        Assert.StartsWith("WmpConfirmationRequired,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(10, (int)portal.Session.Get($"(Get-WmpLicense {name} -Profile UC-Essential).EffectiveCount")[0].BaseObject);
    }

    [Fact]
    public void A_broken_rule_is_caught_by_type_with_its_id_and_advice()
    {
        var name = portal.NewPbx("-Platform Virtual -Term Lifetime -UcEssential 10");
        var caught = portal.Session.Get(
            $"try {{ Set-WmpLicense {name} -UcEssential 5 -Force -ErrorAction Stop }} catch [WildixPbx.RuleViolationException] {{ $_.Exception.RuleId; $_.FullyQualifiedErrorId; $_.ErrorDetails.RecommendedAction }}");
        Assert.Equal("LifetimeDecrease", caught[0].BaseObject);
        Assert.Equal("LifetimeDecrease,WildixPbx.Commands.SetWmpLicenseCommand", caught[1].BaseObject);
        Assert.Contains("can't be decreased", (string)caught[2].BaseObject, StringComparison.Ordinal);
    }
}
