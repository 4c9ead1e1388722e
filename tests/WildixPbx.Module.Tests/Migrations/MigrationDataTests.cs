namespace WildixPbx.Tests.Migrations;

/// <summary>Which data move, as it is said by hand and by rows: a misspelt group that is left behind, or taken along, in silence.</summary>
public sealed class MigrationDataTests(MigrationSandbox sandbox) : IClassFixture<MigrationSandbox>
{
    ModuleSession Session => sandbox.Session;

    [Fact]
    public void A_misspelt_group_leaves_the_run_open_and_is_said_anew()
    {
        sandbox.NewLifetime();
        var outcome = sandbox.Start("-TargetSerial $target.Serial -TargetBox $cloud -Include nosuch -Force");
        Assert.StartsWith("WmpDataChoiceUnmatched,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        var run = Assert.Single(outcome.Output);
        Assert.Equal(("NeedsAttention", "MoveData"), (run.Text("State"), run.Text("Step")));
        Assert.StartsWith("has no data of the old one; not settings", run.Text("CloudBox"), StringComparison.Ordinal);
        var resumed = Session.Run("$run | Resume-PbxMigration -Box $box -TargetBox $cloud -StatePath $state -Include 'settings,users' -Force");
        Assert.Empty(resumed.Errors.Select(error => error.FullyQualifiedErrorId + " " + error));
        var again = Assert.Single(resumed.Output);
        Assert.Equal("Completed", again.Text("State"));
        Assert.StartsWith("has settings, users; not call history", again.Text("CloudBox"), StringComparison.Ordinal);
        Assert.True(sandbox.Content("cloud").IsEmpty("recordings"));
    }

    [Fact]
    public void A_rows_column_says_what_stays()
    {
        sandbox.NewLifetime();
        var run = Assert.Single(Session.Get("$run = [pscustomobject]@{ Identity = $pbx; TargetSerial = $target.Serial; Include = ''; Exclude = 'recordings; voicemail' } | Start-PbxMigration -Box $box -TargetBox $cloud -StatePath $state -Force; $run"));
        Assert.Equal(("Completed", "has settings, users, call history; not voicemail, recordings; takes the old password"), (run.Text("State"), run.Text("CloudBox")));
    }

    [Theory]
    [InlineData("-Include ''")]
    [InlineData("-Exclude ' ; '")]
    public void A_blank_choice_is_refused_before_anything_is_done(string parameters)
    {
        var name = sandbox.NewLifetime();
        Assert.StartsWith("WmpValidation,", Session.End($"Start-PbxMigration $pbx -Box $box -TargetSerial $target.Serial -TargetBox $cloud -StatePath $state -Force {parameters}").FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain(sandbox.Runs(), run => run.Text("Pbx") == name);
    }
}
