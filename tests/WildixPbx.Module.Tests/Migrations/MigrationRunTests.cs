namespace WildixPbx.Tests.Migrations;

/// <summary>Moves to the Cloud among other runs: waiting, given up, in a job, and what else may touch them.</summary>
public sealed class MigrationRunTests(MigrationSandbox sandbox) : IClassFixture<MigrationSandbox>
{
    const string Parameters = "-Region eu-central-1 -DatabaseEngine SQLite3 -DatabaseGB 2 -Include * -Force";

    ModuleSession Session => sandbox.Session;

    [Fact]
    public async Task A_move_that_waits_is_a_run_that_nothing_else_works_on()
    {
        var name = sandbox.NewSubscription();
        var outcome = sandbox.Start(Parameters + " -NoWait");
        Assert.Empty(outcome.Errors.Select(error => error.ToString()));
        var run = Assert.Single(outcome.Output);
        Assert.Equal(("Subscription", "Waiting", "Activation", name, true), (run.Text("Kind"), run.Text("State"), run.Text("Step"), run.Text("Pbx"), run.Prop("Changed")));
        Assert.StartsWith("without serial and licences", run.Text("OldBox"), StringComparison.Ordinal);
        Assert.Equal("Migrated", Session.Get("(Get-WmpPbx $run.PbxId).State")[0].ToString());
        Assert.Equal("Activating", Session.Get("(Get-WmpPbx $run.TargetPbxId).State")[0].ToString());

        Assert.Equal("WmpPbxMigrated", Assert.Single(Session.Run("Start-PbxMigration $run.PbxId -Box $box -StatePath $state " + Parameters).ErrorIds));
        Assert.Equal("WmpRunOfOtherKind", Assert.Single(Session.Run("Resume-WmpRun $run -StatePath $state").ErrorIds));
        Assert.Contains(Session.Run("Resume-WmpRun -All -StatePath $state").Warnings, warning => warning.Contains("Resume-PbxMigration", StringComparison.Ordinal));
        var removal = Session.Run("Remove-WmpRun $run -StatePath $state").Error;
        Assert.StartsWith("WmpRunOpen,", removal.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Resume-PbxMigration", removal.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        var listed = Assert.Single(Session.Get("Get-WmpRun -StatePath $state -Kind Migration -Pbx $pbx"));
        Assert.Equal((run.Text("Id"), "Waiting"), (listed.Text("Id"), listed.Text("State")));
        Assert.Equal(run.Text("Id"), Assert.Single(Session.Get("Get-PbxMigration -StatePath $state -State Waiting -Pbx $run.TargetPbxId")).Text("Id"));

        var shown = await ShellRun.OfAsync($"Get-PbxMigration -StatePath '{sandbox.State}' -Pbx {name} | Out-Default");
        Assert.Equal("", shown.Error);
        foreach (var text in (string[])[run.Text("Id")!, name[..6], "Waiting", "1 of 4, Activation", "made, not known"]) Assert.Contains(text, shown.Out, StringComparison.Ordinal);

        sandbox.PassActivation();
        Assert.EndsWith("Active at the portal", Assert.Single(Session.Get("$run | Get-PbxMigration -StatePath $state")).Text("CloudBox"), StringComparison.Ordinal);
        Stopped(name);
    }

    [Fact]
    public void Giving_up_gives_back_what_the_portal_took_and_only_when_asked_to()
    {
        var name = sandbox.NewSubscription();
        sandbox.Start(Parameters + " -NoWait");
        var before = sandbox.Portal.Mutations();
        Session.Get("Stop-PbxMigration $run -StatePath $state -WhatIf");
        Assert.Equal("WmpConfirmationRequired", Assert.Single(Session.Run("Stop-PbxMigration $run -StatePath $state").ErrorIds));
        Assert.Equal(before, sandbox.Portal.Mutations());
        Stopped(name);
        Assert.Equal((false, "Stopped"), Session.Get("$run | Stop-PbxMigration -StatePath $state -Force").Select(run => ((bool)run.Prop("Changed")!, run.Text("State"))).Single());
        Session.Get("Remove-WmpRun $run -StatePath $state");
        Assert.Equal("WmpNotFound", Assert.Single(Session.Run("Get-PbxMigration $run -StatePath $state").ErrorIds));
    }

    [Fact]
    public void A_term_that_is_on_its_way_stands_against_a_move()
    {
        sandbox.NewSubscription();
        Session.Get("$term = Set-WmpTerm $pbx FiveYears -Force -StatePath $state");
        var host = new ScriptedHost();
        using (var session = sandbox.Portal.Another(host))
        {
            foreach (var variable in (string[])["box", "pbx", "state"]) session.Set(variable, Session.Get($"${variable}")[0]);
            Assert.Equal("WmpRunOpen", Assert.Single(session.Run($"Start-PbxMigration $pbx -Box $box -StatePath $state {Parameters} -WhatIf").ErrorIds));
            Assert.Empty(host.Lines); // no plan of what would be refused
        }

        var error = sandbox.Start(Parameters).Error;
        Assert.StartsWith("WmpRunOpen,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Resume-WmpRun", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("WmpRunOfOtherKind", Assert.Single(Session.Run("Resume-PbxMigration $term -Box $box -StatePath $state").ErrorIds));
        Assert.Equal("WmpRunOfOtherKind", Assert.Single(Session.Run("Stop-PbxMigration $term -StatePath $state -Force").ErrorIds));
    }

    [Fact]
    public void A_job_does_what_the_command_does_and_comes_back_at_once()
    {
        var name = sandbox.NewSubscription();
        var run = Assert.Single(Session.Get($"$job = Start-PbxMigration $pbx -Box $box -StatePath $state {Parameters} -NoWait -AsJob; $null = $job | Wait-Job; $run = $job | Receive-Job; $run"));
        Assert.Equal(("Waiting", name), (run.Text("State"), run.Text("Pbx")));
        Assert.Equal("Completed", Session.Get("$job.State")[0].ToString());
        Stopped(name);
    }

    [Fact]
    public void A_question_in_a_job_is_an_error_and_no_wait()
    {
        sandbox.NewSubscription();
        var before = sandbox.Portal.Mutations();
        var outcome = Session.Run($"$job = Start-PbxMigration $pbx -Box $box -StatePath $state {Parameters.Replace(" -Force", "", StringComparison.Ordinal)} -AsJob; $null = $job | Wait-Job; $job | Receive-Job");
        Assert.StartsWith("WmpConfirmationRequired,", Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("Failed", Session.Get("$job.State")[0].ToString());
        Assert.Equal(before, sandbox.Portal.Mutations());
    }

    [Fact]
    public async Task A_job_that_is_stopped_leaves_a_run_that_goes_on()
    {
        var name = sandbox.NewSubscription();
        Session.Get($"$job = Start-PbxMigration $pbx -Box $box -StatePath $state {Parameters} -PollInterval 0.05 -AsJob");
        while (!Session.Get("Get-PbxMigration -StatePath $state -Pbx $pbx -State Waiting").Any()) await Task.Delay(20, TestContext.Current.CancellationToken);
        Session.Get("$job | Stop-Job; $null = $job | Wait-Job");
        Assert.Equal("Stopped", Session.Get("$job.State")[0].ToString());
        var run = Assert.Single(Session.Get("$run = Get-PbxMigration -StatePath $state -Pbx $pbx; $run | Resume-PbxMigration -Box $box -StatePath $state -NoWait"));
        Assert.Equal("Waiting", run.Text("State"));
        Stopped(name);
    }

    void Stopped(string name)
    {
        var stopped = Assert.Single(Session.Get("Stop-PbxMigration $run -StatePath $state -Force"));
        Assert.Equal(("Stopped", "emptied at the portal"), (stopped.Text("State"), stopped.Text("CloudBox")));
        var pbx = Assert.Single(Session.Get("Get-WmpPbx $pbx"));
        Assert.Equal(("Virtual", stopped.Text("PbxId")), (pbx.Text("Platform"), pbx.Text("Id")));
        Assert.Equal(10, sandbox.Portal.Count(name));
    }
}
