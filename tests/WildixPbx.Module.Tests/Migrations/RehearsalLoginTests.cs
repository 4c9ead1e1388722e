using System.Management.Automation;
using WildixPbx.Tests.Boxes;

namespace WildixPbx.Tests.Migrations;

/// <summary>A login that is given for a rehearsal, with a portal on this machine: one that goes unsaid to a real box under wildixin.com is found.</summary>
public sealed class RehearsalLoginTests(MigrationSandbox sandbox) : IClassFixture<MigrationSandbox>
{
    ModuleSession Session => sandbox.Session;

    [Theory]
    [InlineData("Test-PbxMigration $pbx -SshCredential $login")]
    [InlineData("Test-PbxMigration $pbx -SshKeyPath key -AcceptNewHostKey")]
    [InlineData("Test-PbxMigration $pbx -Ssh")]
    [InlineData("Test-PbxMigration $pbx -Token $token")]
    [InlineData("Get-WmpPbx $pbx | Test-PbxMigration -SshCredential $login -Token $token")]
    [InlineData("[pscustomobject]@{ Name = $pbx; Box = ' ' } | Test-PbxMigration -SshCredential $login")]
    [InlineData("Start-PbxMigration $pbx -KeyPath key -Region eu-central-1 -Include * -Force -DatabaseEngine SQLite3 -DatabaseGB 2 -StatePath $state")]
    [InlineData("Get-WmpPbx $pbx | Start-PbxMigration -Credential $login -Region eu-central-1 -Include * -Force -StatePath $state")]
    public void A_login_without_a_box_is_tried_at_the_real_one(string command)
    {
        sandbox.NewSubscription();
        Give();
        Missing(command, "Box");
    }

    [Theory]
    [InlineData("Resume-PbxMigration $run -Credential $login -StatePath $state -Force")]
    [InlineData("Resume-PbxMigration $run.Id -KeyPath key -TargetBox 127.0.0.1 -StatePath $state -Force")]
    [InlineData("$run | Resume-PbxMigration -Credential $login -StatePath $state -Force")]
    [InlineData("Get-PbxMigration $run -StatePath $state | Resume-PbxMigration -Credential $login -StatePath $state -Force")]
    [InlineData("$job = $run | Resume-PbxMigration -Credential $login -StatePath $state -Force -AsJob; $null = $job | Wait-Job; $job | Receive-Job")]
    public void A_run_that_is_resumed_takes_the_name_that_it_remembers_for_a_box(string command)
    {
        sandbox.NewSubscription();
        Assert.Equal("Waiting", Assert.Single(sandbox.Start("-Region eu-central-1 -Include * -Force -NoWait").Output).Text("State"));
        Give();
        Missing(command, "Box");
        Assert.Equal("Waiting", Assert.Single(Session.Get("Get-PbxMigration $run -StatePath $state")).Text("State"));
    }

    [Theory]
    [InlineData("$run | Test-PbxMigration -Token $token")]
    [InlineData("$run | Start-PbxMigration -Credential $login -Include * -Force -StatePath $state")]
    public void A_run_that_was_given_up_still_names_a_box(string command)
    {
        sandbox.NewLifetime();
        sandbox.Start("-TargetSerial $target.Serial -TargetBox $cloud -Include nosuch -Force"); // no group is called so, and the run stays open
        Session.Get("Stop-PbxMigration $run -StatePath $state -Force");
        Give();
        Missing(command, "Box");
    }

    [Fact]
    public void The_old_password_goes_to_a_cloud_PBX_that_nobody_named()
    {
        sandbox.NewLifetime();
        Assert.StartsWith("WmpBoxMissing,", sandbox.Start("-TargetSerial $target.Serial -TargetPassword $cloud.AdminPassword -Include * -Force -DatabaseEngine SQLite3 -DatabaseGB 2").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("Completed", Assert.Single(Session.Get("Get-PbxMigration -StatePath $state -Pbx $pbx | Resume-PbxMigration -Box $box -TargetBox $cloud -StatePath $state -Force")).Text("State"));
    }

    [Fact]
    public void A_box_that_is_named_is_not_asked()
    {
        sandbox.NewSubscription();
        Give();
        Assert.Equal("WmpHostUnreachable", Assert.Single(Session.Run("Test-PbxMigration $pbx -Box 127.0.0.1 -SshPort 1 -SshCredential $login").ErrorIds));
        Assert.Equal("SQLite3", Assert.Single(Session.Get("Test-PbxMigration $pbx -Box $box -Ssh")).Text("DatabaseEngine"));
        Assert.Equal("SQLite3", Assert.Single(Session.Get("$box | Test-PbxMigration -Ssh")).Text("DatabaseEngine"));
        Assert.Equal("SQLite3", Assert.Single(Session.Get("[pscustomobject]@{ Name = $pbx; Box = $box } | Test-PbxMigration -Ssh")).Text("DatabaseEngine"));
    }

    void Give()
    {
        Session.Set("token", SshSandbox.Secret("wsk-v1-Canary-Rehearsed"));
        Session.Set("login", new PSCredential("admin", SshSandbox.Secret("Canary-Rehearsed-2")));
    }

    void Missing(string command, string column)
    {
        var error = Assert.Single(Session.Run(command).Errors);
        Assert.StartsWith("WmpBoxMissing,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(column, ((dynamic)error.Exception).Column);
    }
}
