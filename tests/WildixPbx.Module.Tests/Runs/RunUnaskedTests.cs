namespace WildixPbx.Tests.Runs;

/// <summary>Runs whose portal can't be asked: nothing of them is hidden, and nothing is guessed.</summary>
public sealed class RunUnaskedTests(RunSession runs) : IClassFixture<RunSession>
{
    [Fact]
    public void A_PBX_without_licences_that_nobody_asked_about_is_warned_of_once()
    {
        var (approved, pending) = (runs.Begin(runs.Portal.NewPbx()), runs.Begin(runs.Portal.NewPbx()));
        runs.Decide(approved);
        using var alone = new ModuleSession();
        runs.Use(alone);
        var seen = alone.Run("Get-WmpRun -WarningAction Continue");
        Assert.Contains("may be without licences", Assert.Single(seen.Warnings), StringComparison.Ordinal);
        Assert.All(seen.Output.Where(run => run.Prop("IsOpen") is true), run => Assert.Equal((false, true), (run.Prop("PortalAsked"), run.Prop("MayBeWithoutLicenses"))));
        using var other = PortalSession.With();
        runs.Use(other.Session);
        Assert.Contains("not the one connected to", Assert.Single(other.Session.Run("Get-WmpRun -WarningAction Continue").Warnings), StringComparison.Ordinal);
        Assert.Contains("of other portals", Assert.Single(other.Session.Run("Resume-WmpRun -All -WarningAction Continue").Warnings), StringComparison.Ordinal);

        var asked = runs.Session.Run("Get-WmpRun -WarningAction Continue");
        Assert.Empty(asked.Warnings);
        Assert.Equal([approved.Text("RunId")], asked.Output.Where(run => run.Prop("WithoutLicensesSince") is not null).Select(run => run.Text("Id")));
        Assert.DoesNotContain(asked.Output, run => run.Prop("MayBeWithoutLicenses") is true);
        runs.Session.Get($"$null = Set-WmpLicense {approved.Text("Pbx")} -UcEssential 3 -Force"); // it has some again, whatever the run does
        Assert.Null(runs.Session.Get($"Get-WmpRun {approved.Text("RunId")}")[0].Prop("WithoutLicensesSince"));
        Assert.Equal("Waiting", runs.Session.Get($"Get-WmpRun {pending.Text("RunId")}")[0].Text("State"));
    }

    [Fact]
    public void A_portal_that_is_gone_is_met_once_by_All_and_the_error_names_run_and_PBX()
    {
        using var own = new RunSession();
        var begun = own.Portal.NewPbxs(3).Select(name => own.Begin(name)).ToArray();
        own.Session.Get("$null = $sandbox | Connect-Wmp -MaximumRetryCount 0; $sandbox | Stop-WmpSandbox");
        var outcome = own.Session.Run("Resume-WmpRun -All");
        Assert.Equal(2, outcome.Errors.Count);
        Assert.Equal("WmpRunsNotTried", outcome.ErrorIds[1]);
        Assert.Contains("2 open runs", outcome.Errors[1].ToString(), StringComparison.Ordinal);
        Assert.Contains(begun, change => outcome.Errors[0].ToString().Contains($"Run {change.Text("RunId")} for PBX '{change.Text("Pbx")}'", StringComparison.Ordinal));
        Assert.Single(own.Session.Run("Get-WmpRun -WarningAction Continue").Warnings);
    }

    [Fact]
    public void A_damaged_journal_is_named_with_its_line_and_without_words_of_a_parser()
    {
        using var own = new RunSession();
        var begun = own.Begin(own.Portal.NewPbx());
        File.AppendAllText(Path.Combine(own.StatePath, "runs", begun.Text("RunId")!, "journal.jsonl"), "{\"at\":}\n");
        var outcome = own.Session.Run("Get-WmpRun");
        Assert.Equal(["WmpRunUnreadable"], outcome.ErrorIds);
        Assert.Matches(@"^Line \d+ of .*journal\.jsonl is damaged", outcome.Error.ToString());
        Assert.DoesNotContain("BytePosition", outcome.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Get-WmpAuditEvent", outcome.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }
}
