namespace WildixPbx.Tests.Migrations;

/// <summary>Boxes that are taken for others: a wrong cell of a file that moves another PBX's data, or a check that asks the wrong box, is found.</summary>
public sealed class MigrationMixUpTests(MigrationSandbox sandbox) : IClassFixture<MigrationSandbox>
{
    const string Judged = "-Include * -Force -StatePath $state -DatabaseEngine SQLite3 -DatabaseGB 0.001";

    ModuleSession Session => sandbox.Session;

    [Fact]
    public void Another_PBXs_box_is_refused_before_anything_is_done_by_its_object_and_by_its_serial()
    {
        sandbox.NewSubscription();
        Session.Get("$other = $box");
        var name = sandbox.NewSubscription();
        Refused("Start-PbxMigration $pbx -Region eu-central-1 -Box $other " + Judged, "WmpBoxIsAnother");
        Session.Get("""
            $there = @{ Box = '127.0.0.1'; Port = $other.SshPort; HostKeyFingerprint = $other.SshHostKeyFingerprint; KnownHostsPath = "$state/known-other"; RootPassword = $other.RootPassword
                Credential = [pscredential]::new('admin', $other.AdminPassword) }
            """);
        Refused("Start-PbxMigration $pbx -Region eu-central-1 @there " + Judged, "WmpBoxIsAnother");
        Assert.Equal(10, sandbox.Portal.Count(name));
    }

    [Fact]
    public void The_old_box_in_the_place_of_the_Cloud_PBX_proves_nothing()
    {
        sandbox.NewLifetime();
        Refused("Start-PbxMigration $pbx $target.Serial -Box $box -TargetBox $box -TargetPassword $cloud.AdminPassword " + Judged, "WmpBoxIsAnother");
        sandbox.NewSubscription();
        Session.Get("$run = Start-PbxMigration $pbx -Region eu-central-1 -Box $box -NoWait " + Judged);
        sandbox.PassActivation();
        Refused("$run | Resume-PbxMigration -Box $box -TargetBox $box -StatePath $state", "WmpBoxIsAnother");
    }

    [Fact]
    public void At_resume_the_box_has_to_show_the_host_key_that_it_showed_before()
    {
        sandbox.NewSubscription();
        Session.Get("$other = $box");
        sandbox.NewSubscription();
        Session.Get("$run = Start-PbxMigration $pbx -Region eu-central-1 -Box $box -NoWait " + Judged);
        sandbox.PassActivation();
        Refused("$run | Resume-PbxMigration -Box $other -StatePath $state", "WmpBoxIsAnother");
        Session.Get("$there = @{ Box = '127.0.0.1'; Port = $other.SshPort; HostKeyFingerprint = $other.SshHostKeyFingerprint; RootPassword = $other.RootPassword; Credential = [pscredential]::new('admin', $other.AdminPassword) }");
        Refused("$run | Resume-PbxMigration @there -KnownHostsPath $state/known-third -StatePath $state", "WmpHostKeyMismatch");
    }

    [Fact]
    public void A_Cloud_PBX_that_has_one_PBXs_data_takes_no_second_ones()
    {
        sandbox.NewLifetime();
        Session.Get("$first = $pbx; $run = Start-PbxMigration $pbx $target.Serial -Box $box -TargetBox $cloud " + Judged);
        var before = sandbox.Content("cloud").Groups();
        Session.Get("$firstTarget, $firstCloud = $target, $cloud");
        sandbox.NewLifetime();
        const string Second = "Start-PbxMigration $pbx $firstTarget.Serial -Box $box -TargetBox $firstCloud -TargetPassword $firstCloud.AdminPassword ";
        Refused(Second + Judged + " -WhatIf", "WmpTargetTaken");
        Assert.Contains(Session.Get("$run.Id")[0].ToString()!, Refused(Second + Judged, "WmpTargetTaken"), StringComparison.Ordinal);
        Assert.Equal(before, sandbox.Content("firstCloud").Groups());
    }

    [Fact]
    public void A_Cloud_PBX_that_was_given_to_another_customer_gets_no_data()
    {
        sandbox.NewLifetime();
        Session.Get("$run = Start-PbxMigration $pbx $target.Serial -Box $box -TargetBox $cloud -TargetPassword $box.AdminPassword -ErrorAction SilentlyContinue " + Judged);
        Session.Get("""
            $null = New-WmpCustomer 'Neri S.p.A.' -Force
            $null = Add-WmpContact 'Neri S.p.A.' -Name Office -Email it@neri.example.com -Force
            $null = Move-WmpPbx $target.Id -Customer 'Neri S.p.A.' -Force
            """);
        Refused("$run | Resume-PbxMigration -Box $box -TargetBox $cloud -StatePath $state", "WmpTargetChanged");
        Assert.True(sandbox.Content("cloud").IsEmpty("users"));
    }

    string Refused(string command, string errorId)
    {
        var error = Assert.Single(Session.Run(command).Errors);
        Assert.StartsWith(errorId + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        return error.ToString();
    }
}
