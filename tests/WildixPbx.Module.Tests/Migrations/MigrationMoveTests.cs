namespace WildixPbx.Tests.Migrations;

/// <summary>Moves to the Cloud from end to end, between simulated boxes with OpenSSH's own server: data that are lost, left behind or taken along unasked.</summary>
public sealed class MigrationMoveTests(MigrationSandbox sandbox) : IClassFixture<MigrationSandbox>
{
    ModuleSession Session => sandbox.Session;

    [Fact]
    public void A_new_instance_gets_the_data_that_were_chosen_and_the_old_password()
    {
        var name = sandbox.NewLifetime();
        var outcome = sandbox.Start("-TargetSerial $target.Serial -TargetBox $cloud -Exclude rec* -Force");
        Assert.Empty(outcome.Errors.Select(error => error.ToString()));
        var run = Assert.Single(outcome.Output);
        Assert.Equal(("NewInstance", "Completed", 3, name), (run.Text("Kind"), run.Text("State"), run.Prop("StepsDone"), run.Text("Pbx")));
        Assert.Equal(("SQLite3", "has settings, users, call history, voicemail; not recordings; takes the old password", ""), (run.Text("DatabaseEngine"), run.Text("CloudBox"), run.Text("NextAction")));

        var (old, cloud) = (sandbox.Content("box"), sandbox.Content("cloud"));
        Assert.Equal(old.Groups("recordings"), cloud.Groups("recordings"));
        Assert.False(old.IsEmpty("recordings"));
        Assert.True(cloud.IsEmpty("recordings"));
        Assert.Equal(Users("box"), Users("cloud"));
        Session.Get("$login = [pscredential]::new('admin', $box.AdminPassword); $null = Get-PbxInfo $cloud -Credential $login");
        var transcript = File.ReadAllText(run.Text("Transcript")!);
        Assert.Contains("Move call history? (sandbox) [y/n] y", transcript, StringComparison.Ordinal);
        Assert.Contains("Move recordings? (sandbox) [y/n] n", transcript, StringComparison.Ordinal);
        Assert.Equal("Active", Session.Get("(Get-WmpPbx $pbx).State")[0].ToString()); // the old one keeps its licences
    }

    [Fact]
    public void A_subscription_moves_to_the_instance_that_the_portal_makes()
    {
        var name = sandbox.NewSubscription();
        var outcome = sandbox.Start("-Region eu-central-1 -Include * -NoWait -Force");
        Assert.Equal("Waiting", Assert.Single(outcome.Output).Text("State"));
        Session.Get("$cloud = Start-WmpSandboxPbx $run.TargetPbxId -Ssh -Sandbox $sandbox");
        sandbox.PassActivation();
        var run = Assert.Single(Session.Get("$run = $run | Resume-PbxMigration -Box $box -TargetBox $cloud -StatePath $state; $run"));
        Assert.Equal(("Subscription", "Completed", 4, name), (run.Text("Kind"), run.Text("State"), run.Prop("StepsDone"), run.Text("TargetPbx")));
        Assert.Equal(sandbox.Content("box").Groups(), sandbox.Content("cloud").Groups());
        var pbx = Assert.Single(Session.Get("Get-WmpPbx $pbx"));
        Assert.Equal(("Cloud", "Active", run.Text("Serial")), (pbx.Text("Platform"), pbx.Text("State"), pbx.Text("Serial")));
        Assert.Equal("WmpRunCompleted", Assert.Single(Session.Run("$run | Stop-PbxMigration -StatePath $state -Force").ErrorIds));
    }

    [Fact]
    public void Which_data_move_is_asked_of_whoever_sits_there()
    {
        sandbox.NewLifetime();

        // The choices of such a question are yes and no, so no is the second one.
        var host = new ScriptedHost(question => question.Contains("users", StringComparison.Ordinal) || question.Contains("no way back", StringComparison.Ordinal) ? Answer.Yes : Answer.YesToAll);
        using var session = sandbox.Portal.Another(host);
        foreach (var name in (string[])["box", "cloud", "target", "pbx", "state"]) session.Set(name, Session.Get($"${name}")[0]);
        var run = Assert.Single(session.Get("Start-PbxMigration $pbx -TargetSerial $target.Serial -Box $box -TargetBox $cloud -StatePath $state"));
        Assert.Equal("Completed", run.Text("State"));
        Assert.Equal(
            ["Move 'settings'?", "Move 'users'?", "Move 'call history'?", "Move 'voicemail'?", "Move 'recordings'?"],
            host.Questions.Where(question => question.StartsWith("Move '", StringComparison.Ordinal)));
        var cloud = sandbox.Content("cloud");
        Assert.Equal((true, false), (cloud.IsEmpty("settings"), cloud.IsEmpty("users")));
    }

    [Theory]
    [InlineData("UnknownPrompt", "Start", "WmpUnexpectedPrompt")]
    [InlineData("UnknownPrompt", "Questions", "WmpUnexpectedPrompt")]
    [InlineData("Hang", "Copy", "WmpTimeout")]
    [InlineData("DropConnection", "Password", "WmpConnectionLost")]
    [InlineData("DropConnection", "Copy", "WmpConnectionLost")]
    [InlineData("DropConnection", "End", "WmpConnectionLost")]
    [InlineData("DiskFull", "Copy", "WmpTargetFull")]
    [InlineData("Fail", "Copy", "WmpMigrationFailed")]
    public void A_script_that_fails_half_way_says_where_both_boxes_are_and_is_made_good(string fault, string at, string errorId)
    {
        sandbox.NewLifetime();
        Quick();
        Session.Get($"$null = Start-WmpSandboxPbx $pbx -MigrationFault {fault} -MigrationFaultAt {at} -Sandbox $sandbox");
        var outcome = sandbox.Start("-TargetSerial $target.Serial -TargetBox $cloud -Include * -PatienceSec 3 -PromptsPath $prompts -Force");
        Assert.StartsWith(errorId + ",", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.NotEmpty(((dynamic)outcome.Error.Exception).Transcript);
        var run = Assert.Single(outcome.Output);
        Assert.Equal(("NeedsAttention", "MoveData", errorId), (run.Text("State"), run.Text("Step"), run.Text("ErrorId")));
        Assert.EndsWith("can be reached over SSH", run.Text("OldBox"), StringComparison.Ordinal);
        Assert.StartsWith("may hold a part of the data", run.Text("CloudBox"), StringComparison.Ordinal);
        Assert.Contains("Resume-PbxMigration", run.Text("NextAction"), StringComparison.Ordinal);

        const string Resume = "$run | Resume-PbxMigration -Box $box -TargetBox $cloud -StatePath $state -PatienceSec 30 -PollInterval 0.5";
        Assert.Contains("WmpConfirmationRequired", Session.Run(Resume).ErrorIds);
        Assert.Equal("Completed", Assert.Single(Session.Get(Resume + " -Force")).Text("State"));
        Assert.Equal(sandbox.Content("box").Groups(), sandbox.Content("cloud").Groups());
    }

    [Fact]
    public void A_wrong_password_of_the_Cloud_PBX_moves_nothing_and_the_right_one_goes_on_unasked()
    {
        sandbox.NewLifetime();
        Session.Set("wrong", Boxes.SshSandbox.Secret("Canary-Wrong-9"));
        var outcome = sandbox.Start("-TargetSerial $target.Serial -TargetBox $cloud -TargetPassword $wrong -Include * -Force");
        Assert.StartsWith("WmpTargetPasswordRefused,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("without the old one's data", Assert.Single(outcome.Output).Text("CloudBox"), StringComparison.Ordinal);
        Assert.All((string[])["settings", "users"], group => Assert.True(sandbox.Content("cloud").IsEmpty(group)));
        Assert.Equal("Completed", Assert.Single(Session.Get("$run | Resume-PbxMigration -Box $box -TargetBox $cloud -StatePath $state")).Text("State"));
    }

    [Fact]
    public void A_box_that_is_off_or_a_Cloud_PBX_that_is_not_there_leaves_the_run_open()
    {
        sandbox.NewSubscription();
        sandbox.Start("-Region eu-central-1 -Include * -NoWait -Force");
        sandbox.PassActivation();
        var unreachable = Session.Run("Resume-PbxMigration $run -Box $box -StatePath $state");
        Assert.Equal("WmpTargetUnreachable", Assert.Single(unreachable.ErrorIds));
        Session.Get("Stop-WmpSandboxPbx $run.PbxId -Sandbox $sandbox");
        var off = Session.Run("Resume-PbxMigration $run -Box $box -StatePath $state");
        Assert.Equal("WmpHostUnreachable", Assert.Single(off.ErrorIds));
        Assert.EndsWith("can't be reached over SSH", Assert.Single(off.Output).Text("OldBox"), StringComparison.Ordinal);
        Session.Get("$box = Start-WmpSandboxPbx $run.PbxId -Ssh -Sandbox $sandbox; $cloud = Start-WmpSandboxPbx $run.TargetPbxId -Ssh -Sandbox $sandbox");
        Assert.Equal("Completed", Assert.Single(Session.Get("Resume-PbxMigration $run -Box $box -TargetBox $cloud -StatePath $state")).Text("State"));
    }

    [Fact]
    public async Task A_run_that_another_shell_works_on_is_left_alone()
    {
        sandbox.NewLifetime();
        Session.Get("$null = Start-WmpSandboxPbx $pbx -MigrationFault Hang -MigrationFaultAt Copy -Sandbox $sandbox");
        Session.Get("$job = Start-PbxMigration $pbx -TargetSerial $target.Serial -Box $box -TargetBox $cloud -Include * -StatePath $state -Force -AsJob");
        while (!Session.Get("$run = Get-PbxMigration -StatePath $state -Pbx $pbx; $run").Any(run => run.Text("Step") == "MoveData")) await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.Equal("WmpRunInUse", Assert.Single(Session.Run("$run | Resume-PbxMigration -Box $box -TargetBox $cloud -StatePath $state -Force").ErrorIds));
        Assert.Equal("WmpRunInUse", Assert.Single(Session.Run("$run | Stop-PbxMigration -StatePath $state -Force").ErrorIds));
        Session.Get("$job | Stop-Job; $null = $job | Wait-Job");
        Assert.Equal("Completed", Assert.Single(Session.Get("$run | Resume-PbxMigration -Box $box -TargetBox $cloud -StatePath $state -PollInterval 0.5 -Force")).Text("State"));
        Assert.Equal(sandbox.Content("box").Groups(), sandbox.Content("cloud").Groups());
    }

    IEnumerable<string?> Users(string box) => Session.Get($"Get-PbxUser ${box}").Select(user => user.Text("Extension")).Order();

    // What is not known stands there for a while before it counts as a question; for a test that while is short.
    void Quick()
    {
        var path = Path.Combine(sandbox.State, "prompts.json");
        File.WriteAllText(path, """{ "quietSeconds": 0.5 }""");
        Session.Set("prompts", path);
    }
}
