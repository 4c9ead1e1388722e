namespace WildixPbx.Tests.Runs;

/// <summary>The change of term in two saves: what is in force when, and what each way out leaves behind.</summary>
public sealed class TermChangeTests(RunSession runs) : IClassFixture<RunSession>
{
    [Fact]
    public void Asked_for_and_in_force_are_apart_until_the_approval_and_one_afterwards()
    {
        var pbx = runs.Portal.NewPbx("-Platform Virtual -Term Yearly -UcEssential 10 -PbxBasic 2");
        var begun = runs.Begin(pbx, "Monthly -UcEssential 12");
        Assert.Equal(("Waiting", "Yearly", "Monthly", "Yearly", true), (begun.Text("State"), begun.Text("PreviousTerm"), begun.Text("Term"), begun.Text("EffectiveTerm"), begun.Prop("Changed")));
        Assert.Equal("PBX-BASIC 2, UC-Essential 12", RunSession.Counts(begun.Prop("RequestedLicenses")));
        Assert.Equal("PBX-BASIC 2, UC-Essential 10", RunSession.Counts(begun.Prop("EffectiveLicenses")));
        Assert.Contains(begun.Text("RequestId")!, begun.Text("NextAction"), StringComparison.Ordinal);
        Assert.Equal("Yearly: PBX-BASIC 2, UC-Essential 10", runs.Stand(pbx));

        runs.Decide(begun);
        Assert.Equal("Yearly: ", runs.Stand(pbx));
        var ended = runs.Begin(pbx, "Monthly -UcEssential 12"); // the same command again goes on
        Assert.Equal((begun.Text("RunId"), "Completed", "Monthly", true), (ended.Text("RunId"), ended.Text("State"), ended.Text("EffectiveTerm"), ended.Prop("Changed")));
        Assert.Equal(begun.Prop("Fee"), ended.Prop("Fee")); // what was quoted is what it cost
        Assert.NotNull(ended.Prop("ReportMistakeBy"));
        Assert.NotNull(ended.Prop("EffectiveOn"));
        Assert.Equal("", ended.Text("NextAction"));
        Assert.Equal("Monthly: PBX-BASIC 2, UC-Essential 12", runs.Stand(pbx));
    }

    [Theory]
    [InlineData("Deny-WmpSandboxRequest {0} -Sandbox $sandbox -Reason 'as agreed'", "Set-WmpTerm {1} Monthly -Force", "WmpRequestDenied")]
    [InlineData("Remove-WmpRequest {0}", "Resume-WmpRun {2}", "WmpRequestWithdrawn")]
    public void A_request_that_is_not_approved_leaves_term_and_counts_and_the_way_free(string decision, string goOn, string errorId)
    {
        var pbx = runs.Portal.NewPbx();
        var begun = runs.Begin(pbx);
        runs.Session.Get("$null = " + Line(decision));
        var outcome = runs.Session.Run(Line(goOn));
        Assert.Equal([errorId], outcome.ErrorIds);
        Assert.Equal(errorId == "WmpRequestDenied", outcome.Error.ErrorDetails.RecommendedAction.Contains("manager", StringComparison.Ordinal));
        Assert.Equal("WildixPbx.ConflictException", outcome.Error.Exception.GetType().FullName);
        Assert.Equal("Yearly: UC-Essential 10", runs.Stand(pbx));
        var run = runs.Session.Get($"Get-WmpRun {begun.Text("RunId")}")[0];
        Assert.Equal(("Denied", false, null), (run.Text("State"), run.Prop("IsOpen"), run.Prop("WithoutLicensesSince")));
        Assert.NotEqual(begun.Text("RunId"), runs.Begin(pbx).Text("RunId"));

        string Line(string format) => string.Format(System.Globalization.CultureInfo.InvariantCulture, format, begun.Text("RequestId"), pbx, begun.Text("RunId"));
    }

    [Fact]
    public void A_new_term_that_is_refused_after_the_zeroing_has_the_old_counts_put_back()
    {
        var pbx = runs.Portal.NewPbx("-Platform Virtual -Term Yearly -UcEssential 10 -PbxBasic 2");
        var begun = runs.Begin(pbx);
        runs.Decide(begun);
        runs.Session.Get($"$null = Set-WmpLicense {pbx} -UcEssential 11 -Force"); // somebody could not wait
        var outcome = runs.Session.Run($"Set-WmpTerm {pbx} Monthly -Force");
        Assert.Equal(["WmpRunReverted"], outcome.ErrorIds);
        Assert.Equal("WildixPbx.RuleViolationException", outcome.Error.Exception.InnerException!.GetType().FullName);
        Assert.Equal("Yearly: PBX-BASIC 2, UC-Essential 11", runs.Stand(pbx)); // and what was raised does not go down
        Assert.Equal("Reverted", runs.Session.Get($"Get-WmpRun {begun.Text("RunId")}")[0].Text("State"));
    }

    [Fact]
    public void What_breaks_rules_of_either_save_is_refused_with_all_of_them_before_anything_is_sent()
    {
        var pbx = runs.Portal.NewPbx("-Platform Cloud -Region eu-central-1 -Term Yearly -UcEssential 10");
        runs.Session.Get($"$null = Set-WmpLicense {pbx} -UcEssential 9 -Force");
        var (folders, before) = (runs.Folders().Length, runs.Portal.Mutations());
        var outcome = runs.Session.Run($"Set-WmpTerm {pbx} Lifetime -License @{{ 'UC-Nothing' = 3 }} -Force");
        Assert.Equal(["LifetimeNotForCloud"], outcome.ErrorIds);
        var findings = outcome.Error.Exception.GetType().GetProperty("Findings")!.GetValue(outcome.Error.Exception) as System.Collections.IEnumerable;
        var errors = findings!.Cast<object>().Select(finding => finding.ToString()!.Split(':')[0]).ToArray();
        Assert.Equal(["LifetimeNotForCloud", "RequestPending", "ProfileUnknown"], errors.Where(id => id is "LifetimeNotForCloud" or "RequestPending" or "ProfileUnknown"));
        Assert.Equal((folders, before), (runs.Folders().Length, runs.Portal.Mutations()));
    }

    [Theory]
    [InlineData("-Platform Virtual -Term Lifetime -UcEssential 10", "Monthly", "LifetimeDecrease")]
    [InlineData("-Platform Virtual -Term Yearly -UcEssential 10", "Monthly -MaximumFee 39.99", "FeeAboveMaximum")]
    [InlineData("-Platform Virtual -Term Yearly -UcEssential 10", "Monthly -UcEssential 100001", "LicenseCountInvalid")]
    public void What_is_known_to_fail_leaves_no_run(string parameters, string change, string rule)
    {
        var pbx = runs.Portal.NewPbx(parameters);
        var (folders, before) = (runs.Folders().Length, runs.Portal.Mutations());
        Assert.Equal([rule], runs.Session.Run($"Set-WmpTerm {pbx} {change} -Force").ErrorIds);
        Assert.Equal((folders, before), (runs.Folders().Length, runs.Portal.Mutations()));
    }

    [Fact]
    public void A_request_for_a_part_of_the_counts_stands_in_the_way_and_one_for_all_of_them_is_taken_over()
    {
        var pbx = runs.Portal.NewPbx("-Platform Virtual -Term Yearly -UcEssential 10 -PbxBasic 2");
        runs.Session.Get($"$null = Set-WmpLicense {pbx} -UcEssential 0 -Force");
        Assert.Equal(["RequestPending"], runs.Session.Run($"Set-WmpTerm {pbx} Monthly -Force").ErrorIds);

        var other = runs.Portal.NewPbx();
        var request = runs.Session.Get($"Set-WmpLicense {other} -UcEssential 0 -Force")[0].Text("RequestId");
        var begun = runs.Begin(other);
        Assert.Equal(request, begun.Text("RequestId"));
        runs.Decide(begun);
        Assert.Equal("Completed", runs.Begin(other).Text("State"));
        Assert.Equal("Monthly: UC-Essential 10", runs.Stand(other));
    }

    [Fact]
    public void A_PBX_without_licences_needs_one_save_and_no_manager()
    {
        var pbx = runs.Portal.NewPbx("-Platform Virtual -Term Yearly");
        var before = runs.Portal.Mutations();
        var change = runs.Begin(pbx, "Lifetime -UcBusiness 4");
        Assert.Equal(("Completed", null, true), (change.Text("State"), change.Text("RequestId"), change.Prop("Changed")));
        Assert.Equal("Lifetime: UC-Business 4", runs.Stand(pbx));
        Assert.Equal(before + 1, runs.Portal.Mutations());
    }

    [Theory]
    [InlineData("Yearly")]
    [InlineData("Yearly -UcEssential 10")]
    public void What_is_so_already_is_success_without_a_run(string change)
    {
        var pbx = runs.Portal.NewPbx();
        var (folders, before) = (runs.Folders().Length, runs.Portal.Mutations());
        var unchanged = runs.Begin(pbx, change);
        Assert.Equal((false, null), (unchanged.Prop("Changed"), unchanged.Text("RunId")));
        Assert.Equal((folders, before), (runs.Folders().Length, runs.Portal.Mutations()));
    }

    [Fact]
    public void Another_change_while_one_is_open_is_refused_with_the_name_of_the_run()
    {
        var pbx = runs.Portal.NewPbx();
        var begun = runs.Begin(pbx, "Monthly -MaximumFee 500");
        foreach (var other in (string[])["FiveYears", "Monthly -UcEssential 11", "Monthly -MaximumFee 499"])
        {
            var outcome = runs.Session.Run($"Set-WmpTerm {pbx} {other} -Force");
            Assert.Equal(["WmpRunOpen"], outcome.ErrorIds);
            Assert.Contains(begun.Text("RunId")!, outcome.Error.ToString(), StringComparison.Ordinal);
        }

        var again = runs.Begin(pbx, "Monthly -MaximumFee 501");
        Assert.Equal((begun.Text("RunId"), false), (again.Text("RunId"), again.Prop("Changed")));
    }

    [Fact]
    public void An_object_that_shows_an_older_state_changes_nothing()
    {
        var pbx = runs.Portal.NewPbx();
        runs.Session.Get($"$seen = Get-WmpPbx {pbx}; $null = Set-WmpLicense {pbx} -UcBusiness 1 -Force");
        var folders = runs.Folders().Length;
        Assert.Equal(["WmpStaleETag"], runs.Session.Run("$seen | Set-WmpTerm -Term Monthly -Force").ErrorIds);
        Assert.Equal(folders, runs.Folders().Length);
    }

    [Fact]
    public void The_term_of_a_PBX_that_is_piped_is_not_taken_for_the_one_that_is_wanted()
    {
        var pbx = runs.Portal.NewPbx();
        Assert.Equal(["WmpValidation"], runs.Session.Run($"Get-WmpPbx {pbx} | Set-WmpTerm -Force").ErrorIds);
    }
}
