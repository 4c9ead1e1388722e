using WildixPbx.Tests.Boxes;

namespace WildixPbx.Tests.Migrations;

/// <summary>What a move is refused for before anything is done: a PBX that has lost its licences for nothing is found.</summary>
public sealed class MigrationRefusalTests(MigrationSandbox sandbox) : IClassFixture<MigrationSandbox>
{
    const string Database = "-DatabaseEngine SQLite3 -DatabaseGB 2";

    [Theory]
    [InlineData("-DatabaseEngine SQLite3 -DatabaseGB 7.1", "4.03.44693.48", "MigrationDatabaseTooLarge")]
    [InlineData("-DatabaseEngine MySQL -DatabaseGB 2", "3.88.44763.50", "MigrationDatabaseUnsupported")]
    [InlineData("-DatabaseEngine Oracle -DatabaseGB 2", "4.03.44693.48", "MigrationDatabaseUnsupported")]
    [InlineData(Database, "3.86.40000.1", "MigrationVersionTooOld")]
    [InlineData(Database, "4.03.44693.47", "MigrationVersionTooOld")]
    [InlineData(Database, "4.10.50000.1", "MigrationVersionNotCovered")]
    [InlineData(Database, "5.01.50000.1", "MigrationVersionNotCovered")]
    [InlineData(Database + " -OverrideRule MigrationVersionTooOld", "4.03.44693.48", "WmpRuleNotOverridable")]
    [InlineData(Database + " -TargetSerial 221100000001", "4.03.44693.48", "WmpTargetNotTaken")]
    [InlineData(Database + " -Region nowhere", "4.03.44693.48", "RegionUnknown")]
    [InlineData("-DatabaseEngine SQLite3 -DatabaseGB lots", "4.03.44693.48", "WmpValidation")]
    [InlineData(Database + " -WmsVersion four", "4.03.44693.48", "WmpValidation")]
    public void A_subscription_that_must_not_move_is_left_alone(string parameters, string version, string errorId)
    {
        var name = sandbox.NewSubscription(version);
        var region = parameters.Contains("-Region", StringComparison.Ordinal) ? "" : "-Region eu-central-1";
        Refused(name, $"{region} -Include * -Force {parameters}", errorId);
    }

    [Fact]
    public void A_password_of_a_rehearsal_that_would_go_to_a_real_name_stays_here()
    {
        sandbox.NewSubscription();
        sandbox.Session.Set("login", new System.Management.Automation.PSCredential("admin", SshSandbox.Secret("Canary-Rehearsed-1")));
        var error = Assert.Single(sandbox.Session.Run($"Start-PbxMigration $pbx -Credential $login -Region eu-central-1 -Include * -Force {Database} -StatePath $state").Errors);
        Assert.StartsWith("WmpBoxMissing,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.NotEqual("Migrated", sandbox.Session.Get("(Get-WmpPbx $pbx).State")[0].ToString());
    }

    [Fact]
    public void A_subscription_without_a_region_is_left_alone() => Refused(sandbox.NewSubscription(), $"-Include * -Force {Database}", "RegionRequired");

    [Theory]
    [InlineData("", "MigrationTargetRequired")]
    [InlineData("-TargetSerial 221199999999", "MigrationTargetNotCloud")]
    [InlineData("-TargetSerial $box.Pbx", "MigrationTargetNotCloud")]
    [InlineData("-TargetSerial $foreign", "MigrationTargetOtherCustomer")]
    [InlineData("-TargetSerial $target.Serial -Region eu-central-1", "WmpRegionNotTaken")]
    [InlineData("-TargetSerial $target.Serial", "WmpTargetPasswordMissing", "")]
    public void A_target_that_is_none_or_somebody_elses_gets_no_data(string parameters, string errorId, string password = "-TargetPassword $password")
    {
        var name = sandbox.NewLifetime();
        var session = sandbox.Session;
        session.Set("password", SshSandbox.Secret("Canary-New-1"));
        session.Get("""
            $null = New-WmpCustomer 'Rossi S.p.A.'
            $null = Add-WmpContact 'Rossi S.p.A.' -Name 'IT office' -Email it@rossi.example.com
            $foreign = "rossi-$([guid]::NewGuid().ToString('N').Substring(0, 8))"
            $null = New-WmpPbx $foreign -Customer 'Rossi S.p.A.' -Platform Cloud -Region eu-central-1 -Term Yearly -Force
            $foreign = (Get-WmpPbx $foreign).Serial
            """);
        Refused(name, $"-Include * -Force {Database} {parameters} {password}", errorId);
    }

    [Theory]
    [InlineData("-Credential $wrong", "WmpPasswordRefused")]
    [InlineData("-RootPassword $secret", "WmpRootPasswordRefused")]
    [InlineData("-HostKeyFingerprint SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "WmpHostKeyMismatch")]
    [InlineData("-KeyPath $key -OldPassword $secret", "WmpKeyRefused")]
    [InlineData("-Port 1", "WmpHostUnreachable")]
    [InlineData("-Include @() -Exclude @()", "WmpQuestionUnanswered")]
    public void A_box_that_cannot_be_worked_on_keeps_its_licences(string parameters, string errorId)
    {
        var name = sandbox.NewSubscription();
        var session = sandbox.Session;
        session.Set("secret", SshSandbox.Secret("Canary-Wrong-1"));
        session.Get("$wrong = [pscredential]::new('admin', $secret)");
        var key = Path.Combine(sandbox.State, "key");
        if (!File.Exists(key))
        {
            using var make = System.Diagnostics.Process.Start("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", key]);
            make.WaitForExit();
        }

        session.Set("key", key);
        Refused(name, $"-Region eu-central-1 -Force {Database} {(parameters.Contains("-Include", StringComparison.Ordinal) ? parameters : "-Include * " + parameters)}", errorId);
    }

    [Theory]
    [InlineData("-Force", "4.03.44693.48", "RegionRequired")] // and nobody is told to answer questions of a move that can't be made
    [InlineData("-Force -DatabaseGB 8", "3.86", "MigrationVersionTooOld MigrationDatabaseTooLarge RegionRequired")]
    [InlineData("-Force -Region nowhere -DatabaseGB 8", "4.03.44693.48", "MigrationDatabaseTooLarge RegionUnknown")]
    public void What_is_missing_hides_what_forbids_the_move_or_one_rule_another(string parameters, string version, string rules)
    {
        var name = sandbox.NewSubscription(version);
        Refused(name, $"-DatabaseEngine SQLite3 {(parameters.Contains("GB", StringComparison.Ordinal) ? "" : "-DatabaseGB 2")} {parameters}", rules.Split(' ')[0]);
        var session = sandbox.Session;
        session.Get("$there = @{ Box = '192.0.2.1'; Include = '*' }"); // a real box, for which there is no login
        foreach (var rest in (string[])["", "-DatabaseEngine SQLite3"])
        {
            if (rest.Length == 0 && parameters.Contains("GB", StringComparison.Ordinal)) continue;
            var outcome = session.Run($"Start-PbxMigration $pbx @there -WmsVersion {version} -StatePath $state {rest} {parameters}");
            Assert.StartsWith(rules.Split(' ')[0] + ",", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal(rules, string.Join(' ', ((IEnumerable<object>)((dynamic)outcome.Error.Exception).Findings).Select(System.Management.Automation.PSObject.AsPSObject).Where(finding => finding.Text("Severity") == "Error").Select(finding => finding.Text("RuleId"))));
        }
    }

    [Fact]
    public void A_PBX_that_is_in_the_Cloud_is_asked_for_a_login_or_told_that_it_moves_otherwise()
    {
        sandbox.NewLifetime();
        foreach (var parameters in (string[])["", "-TargetSerial 221100000001 -Include *"])
            Assert.Equal("MigrationSourceIsCloud", Assert.Single(sandbox.Session.Run($"Start-PbxMigration $target.Name -Box 192.0.2.1 -StatePath $state -Force {parameters}").ErrorIds));
        Assert.Equal("MigrationSourceIsCloud", MigrationCheckTests.Ids(Assert.Single(sandbox.Session.Get("Test-PbxMigration $target.Name -Ssh")), "Error"));
    }

    [Fact]
    public void A_region_that_is_missing_is_said_of_the_PBX_as_if_it_were_in_the_Cloud()
    {
        var name = sandbox.NewSubscription();
        var outcome = sandbox.Start($"-Include * -Force {Database}");
        Assert.StartsWith($"'{name}' is to become a Cloud PBX, and no region is given", outcome.Error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Credential $admin -OldPassword $secret")]
    [InlineData("-OldPassword $secret")]
    public void An_old_password_that_is_wrong_is_found_when_the_data_have_moved(string parameters)
    {
        var name = sandbox.NewSubscription();
        sandbox.Session.Set("secret", SshSandbox.Secret("Canary-Wrong-2"));
        sandbox.Session.Get("$admin = [pscredential]::new('admin', $box.AdminPassword)");
        Refused(name, $"-Region eu-central-1 -Include * -Force {Database} {parameters}", "WmpOldPasswordRefused");
    }

    [Fact]
    public void A_refusal_that_proves_nothing_stops_a_move_or_goes_unsaid()
    {
        var name = sandbox.NewSubscription();
        var session = sandbox.Session;
        session.Set("secret", SshSandbox.Secret("Canary-Wrong-3"));
        session.Get("$null = Start-WmpSandboxPbx $pbx -Behavior NoBasicLogin -Sandbox $sandbox");
        var outcome = sandbox.Start($"-Region eu-central-1 -Include * -Force {Database} -OldPassword $secret -NoWait");
        Assert.Empty(outcome.Errors.Select(error => error.ToString()));
        Assert.Contains(outcome.Warnings, warning => warning.StartsWith($"{name}: the old box does not take the password of admin", StringComparison.Ordinal));
        Assert.Equal("Waiting", Assert.Single(outcome.Output).Text("State"));
        session.Get("$run | Stop-PbxMigration -StatePath $state -Force");
    }

    [Fact]
    public void A_version_or_a_database_that_nothing_tells_is_asked_for_and_never_assumed()
    {
        var name = sandbox.NewSubscription();
        File.Delete(Path.Combine(sandbox.Session.Get("$box.SshFolder")[0].ToString()!, "rw2", "etc", "wms-database"));
        Refused(name, "-Region eu-central-1 -Include * -Force -DatabaseEngine SQLite3", "WmpDatabaseUnknown");
    }

    [Fact]
    public void Under_WhatIf_the_steps_are_shown_and_nothing_is_done()
    {
        var name = sandbox.NewSubscription();
        var host = new ScriptedHost();
        using var session = sandbox.Portal.Another(host);
        session.Set("box", sandbox.Session.Get("$box")[0]);
        session.Set("state", sandbox.State);
        var before = sandbox.Portal.Mutations();
        Assert.Empty(session.Get($"Start-PbxMigration {name} -Box $box -Region eu-central-1 {Database} -StatePath $state -WhatIf"));
        var line = Assert.Single(host.Lines);
        foreach (var word in (string[])[name, "20 minutes", "no way back", "eu-central-1", "migrate2cloud", "old password", "MigrationDowntime", "MigrationDnsNames"])
            Assert.Contains(word, line, StringComparison.Ordinal);
        Assert.Equal(before, sandbox.Portal.Mutations());
        Assert.DoesNotContain(sandbox.Runs(), run => run.Text("Pbx") == name);
    }

    [Fact]
    public void A_move_that_is_agreed_to_by_nobody_is_not_begun()
    {
        var name = sandbox.NewSubscription();
        var host = new ScriptedHost(Answer.No);
        using var session = sandbox.Portal.Another(host);
        session.Set("box", sandbox.Session.Get("$box")[0]);
        session.Set("state", sandbox.State);
        Assert.Empty(session.Get($"Start-PbxMigration {name} -Box $box -Region eu-central-1 {Database} -StatePath $state"));
        Assert.Contains("no way back", Assert.Single(host.Questions), StringComparison.Ordinal);
        sandbox.Session.Set("pbx", name);
        Assert.StartsWith("WmpConfirmationRequired,", sandbox.Session.End($"Start-PbxMigration $pbx -Box $box -Region eu-central-1 -Include * {Database} -StatePath $state").FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain(sandbox.Runs(), run => run.Text("Pbx") == name);
    }

    void Refused(string name, string parameters, string errorId)
    {
        var before = sandbox.Portal.Mutations();
        var outcome = sandbox.Start(parameters);
        Assert.StartsWith(errorId + ",", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.NotEmpty(outcome.Error.ErrorDetails.RecommendedAction);
        Assert.Equal(before, sandbox.Portal.Mutations());
        Assert.DoesNotContain(sandbox.Runs(), run => run.Text("Pbx") == name);
        Assert.Equal(10, sandbox.Portal.Count(name));
    }
}
