using System.Management.Automation;

namespace WildixPbx.Tests.Runs;

/// <summary>Changes of term that are asked for again, or looked at, while a run of the PBX is open.</summary>
public sealed class TermDecidedTests(RunSession runs) : IClassFixture<RunSession>
{
    [Theory]
    [InlineData("Remove-WmpRequest", "Monthly")]
    [InlineData("Remove-WmpRequest", "FiveYears")]
    [InlineData("Deny-WmpSandboxRequest -Sandbox $sandbox -Reason no", "FiveYears")]
    public void A_run_with_nothing_left_to_wait_for_that_stands_in_the_way_of_the_next_is_found(string decision, string term)
    {
        var pbx = runs.Portal.NewPbx();
        var begun = runs.Begin(pbx);
        runs.Session.Set("change", begun);
        runs.Session.Get($"$null = $change | {decision}");
        Assert.Contains("End run", Shown($"Set-WmpTerm {pbx} {term} -WhatIf"), StringComparison.Ordinal);
        var next = runs.Begin(pbx, term);
        Assert.Equal(("Waiting", term), (next.Text("State"), next.Text("Term")));
        Assert.NotEqual(begun.Text("RunId"), next.Text("RunId"));
        Assert.Equal("Denied", Run(begun).Text("State"));
    }

    [Theory]
    [InlineData("FiveYears")]
    [InlineData("Monthly -UcEssential 11")]
    [InlineData("Monthly -MaximumFee 499")]
    public void A_look_that_promises_what_the_command_refuses_is_found(string other)
    {
        var pbx = runs.Portal.NewPbx();
        runs.Begin(pbx, "Monthly -MaximumFee 500");
        var host = new ScriptedHost(Answer.Yes);
        using var asking = runs.Another(host);
        Assert.Equal(["WmpRunOpen"], asking.Run($"Set-WmpTerm {pbx} {other} -WhatIf").ErrorIds);
        Assert.Equal(["WmpRunOpen"], asking.Run($"Set-WmpTerm {pbx} {other}").ErrorIds);
        Assert.Empty(host.Questions);
    }

    [Fact]
    public void A_look_says_what_the_next_step_is_and_costs_for_both_commands()
    {
        var pbx = runs.Portal.NewPbx();
        var begun = runs.Begin(pbx, "Monthly -UcEssential 12");
        string[] looks = [$"Set-WmpTerm {pbx} Monthly -UcEssential 12 -WhatIf", $"Resume-WmpRun {begun.Text("RunId")} -WhatIf"];
        Assert.All(looks, look => Assert.Contains("Only look whether request " + begun.Text("RequestId"), Shown(look), StringComparison.Ordinal));
        runs.Decide(begun);
        Assert.All(looks, look => Assert.Contains($"change the term from Yearly to Monthly with UC-Essential 12, fee {begun.Text("Fee")}", Shown(look), StringComparison.Ordinal));
        Assert.Equal("Waiting", Run(begun).Text("State"));

        var denied = runs.Begin(runs.Portal.NewPbx());
        runs.Decide(denied, "Deny");
        Assert.Contains("was denied", Shown($"Resume-WmpRun {denied.Text("RunId")} -WhatIf"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Approve", "Completed", "UC-Essential 4")]
    [InlineData("Deny", "Denied", "UC-Essential 10")]
    public void Lower_counts_under_the_present_term_that_pass_for_done_before_they_are_approved_are_found(string decision, string state, string counts)
    {
        var pbx = runs.Portal.NewPbx();
        var begun = runs.Begin(pbx, "Yearly -UcEssential 4");
        Assert.Equal(("Waiting", "UC-Essential 10", true), (begun.Text("State"), RunSession.Counts(begun.Prop("EffectiveLicenses")), begun.Text("RequestId") is not null));
        Assert.Contains(begun.Text("RequestId")!, begun.Text("NextAction"), StringComparison.Ordinal);
        Assert.Equal(["WmpTimeout"], runs.Session.Run($"Set-WmpTerm {pbx} Yearly -UcEssential 4 -Force -Wait -Timeout 0:0:0.05 -PollInterval 0:0:0.02").ErrorIds);
        runs.Decide(begun, decision);
        Assert.Null(Run(begun).Prop("WithoutLicensesSince"));
        string[] errors = state == "Denied" ? ["WmpRequestDenied"] : [];
        Assert.Equal(errors, runs.Session.Run($"Resume-WmpRun {begun.Text("RunId")}").ErrorIds);
        Assert.Equal((state, $"Yearly: {counts}"), (Run(begun).Text("State"), runs.Stand(pbx)));
    }

    [Fact]
    public void Lower_counts_that_are_approved_already_are_in_nobodys_way()
    {
        var pbx = runs.Portal.NewPbx();
        var begun = runs.Begin(pbx, "Yearly -UcEssential 4");
        runs.Decide(begun);
        Assert.Equal("Waiting", runs.Begin(pbx).Text("State"));
        Assert.Equal("Completed", Run(begun).Text("State"));
    }

    [Fact]
    public void A_refused_term_that_is_said_to_be_other_than_it_is_is_found()
    {
        var pbx = runs.Portal.NewPbx();
        var begun = runs.Begin(pbx);
        runs.Decide(begun);
        runs.Session.Get($"$null = Set-WmpLicense {pbx} -UcBusiness 1 -Force");
        var outcome = runs.Session.Run($"Resume-WmpRun {begun.Text("RunId")}");
        Assert.Equal(["WmpRunReverted"], outcome.ErrorIds);
        Assert.Matches("now has term Yearly with .*UC-Business 1", outcome.Error.ToString());
    }

    PSObject Run(PSObject change) => Assert.Single(runs.Session.Get($"Get-WmpRun {change.Text("RunId")}"));

    string Shown(string command)
    {
        var host = new ScriptedHost(Answer.No);
        using var looking = runs.Another(host);
        Assert.Empty(looking.Get(command));
        return string.Join("\n", host.Lines);
    }
}
