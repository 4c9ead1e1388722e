using System.Diagnostics;
using System.Management.Automation;
using System.Security.Cryptography;
using System.Text;
using WildixPbx.Tests.Boxes;

namespace WildixPbx.Tests.Migrations;

/// <summary>What Test-PbxMigration reads on the box itself, and what Register-PbxKey finds there, on simulated boxes with OpenSSH's own server.</summary>
public sealed class MigrationBoxTests(SshSandbox sandbox) : IClassFixture<SshSandbox>
{
    ModuleSession Session => sandbox.Session;

    [Theory]
    [InlineData("$box | Test-PbxMigration -Ssh")]
    [InlineData("Get-WmpPbx $box.Pbx | Test-PbxMigration -Ssh -Box $box")]
    [InlineData("Test-PbxMigration $box.Pbx -Box 127.0.0.1 -SshPort $box.SshPort -SshCredential $login -HostKeyFingerprint $box.SshHostKeyFingerprint -KnownHostsPath $known")]
    public void A_database_that_is_not_read_from_the_box(string command)
    {
        var box = Box("MySQL 6500000000\n");
        Tell(box);
        var check = Assert.Single(Session.Get(command));
        Assert.Equal((true, "MySQL", 6_500_000_000L, "4.03.44693.48"), (check.Prop("CanMove"), check.Text("DatabaseEngine"), check.Prop("DatabaseBytes"), check.Text("WmsVersion")));
        Assert.Equal("MigrationDatabaseNearLimit", MigrationCheckTests.Ids(check).Split(' ')[0]);
        Assert.Equal("SQLite3", Assert.Single(Session.Get(command + " -DatabaseEngine SQLite3")).Text("DatabaseEngine")); // given by hand
    }

    [Theory]
    [InlineData("")]
    [InlineData("SQLite3\n")]
    [InlineData("SQLite3 many\n")]
    [InlineData("SQLite3 1 2\n")]
    public void An_answer_of_the_box_that_is_none_is_taken_for_one(string answer)
    {
        Tell(Box(answer));
        var check = Assert.Single(Session.Get("$box | Test-PbxMigration -Ssh"));
        Assert.Null(check.Prop("CanMove"));
        Assert.Equal(["DatabaseEngine", "DatabaseBytes"], (IEnumerable<string>)check.Prop("Unknown")!);
    }

    [Fact]
    public void A_version_that_the_portal_was_not_told_is_read_from_the_box()
    {
        var box = Box("SQLite3 1\n");
        Assert.StartsWith("7.09.", Assert.Single(Session.Get("$box | Test-PbxMigration -Ssh")).Text("WmsVersion"), StringComparison.Ordinal);
        var byToken = Assert.Single(Session.Get($"Test-PbxMigration {box.Name} -Box $box.Uri -Token $box.Token -CertificateFingerprint $box.CertificateFingerprint"));
        Assert.StartsWith("7.09.", byToken.Text("WmsVersion"), StringComparison.Ordinal);
        Assert.Null(byToken.Prop("DatabaseEngine"));
        Assert.Null(Assert.Single(Session.Get($"Test-PbxMigration {box.Name}")).Prop("WmsVersion"));
    }

    [Fact]
    public void A_box_that_can_not_be_logged_in_to_is_an_error_and_not_merely_unknown()
    {
        Box("SQLite3 1\n");
        Session.Set("wrong", new PSCredential("admin", SshSandbox.Secret("not-the-password")));
        Assert.Equal("WmpPasswordRefused", Assert.Single(Session.Run("$box | Test-PbxMigration -SshCredential $wrong").ErrorIds));
        Assert.Equal("WmpHostKeyMismatch", Assert.Single(Session.Run($"$box | Test-PbxMigration -Ssh -HostKeyFingerprint SHA256:{new string('A', 43)}").ErrorIds));
    }

    [Fact]
    public void A_key_that_is_registered_before_an_upgrade_goes_by_without_advice()
    {
        var box = sandbox.NewBox();
        Session.Get("$null = Start-WmpSandboxPbx $box.Pbx -AvailableVersion 7.10.1.1 -Sandbox $sandbox; $key = (Get-WmpPbxKey $box.Pbx).Key");
        var outcome = Session.Run("Register-PbxKey $box $key");
        var result = Assert.Single(outcome.Output);
        Assert.Equal(("Done", "UpgradeBeforeKey"), (result.Text("Outcome"), MigrationCheckTests.Ids(result)));
        Assert.StartsWith("UpgradeBeforeKey: 1 of 1 PBX.", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
        sandbox.NewBox();
        Assert.Equal("", MigrationCheckTests.Ids(Assert.Single(Session.Get("Register-PbxKey $box (Get-WmpPbxKey $box.Pbx).Key")))); // none waits
    }

    [Fact]
    public void A_box_that_does_not_say_whether_an_upgrade_waits_is_taken_for_one_without()
    {
        var box = sandbox.NewBox();
        Session.Set("refused", SshSandbox.Secret("wsk-v1-not-a-token"));
        var outcome = Session.Run("Register-PbxKey $box (Get-WmpPbxKey $box.Pbx).Key -Token $refused");
        Assert.Empty(outcome.Errors.Select(error => error.ToString()));
        Assert.Equal("Done", Assert.Single(outcome.Output).Text("Outcome"));
        var warning = Assert.Single(outcome.Warnings);
        Assert.StartsWith($"{box.Name}: whether an upgrade waits is not known. ", warning, StringComparison.Ordinal);
        Assert.Contains("token", warning, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', warning);
    }

    [Fact]
    public void The_factory_password_is_tried_by_nobody_unasked_and_told_where_it_is_in_force()
    {
        var box = sandbox.NewBox();
        GiveFactoryPassword(box);
        Session.Set("key", Session.Get("(Get-WmpPbxKey $box.Pbx).Key")[0].BaseObject);
        Session.Set("factory", new PSCredential("admin", SshSandbox.Secret("wildix")));
        Assert.Equal("DefaultPasswordUnchanged", MigrationCheckTests.Ids(Assert.Single(Session.Get("Register-PbxKey $box $key -Credential $factory 3>$null"))));

        // With a private key nobody says what the password is.
        Session.Set("private", Path.Combine(box.Folder, "ssh", "test_key"));
        using (var generator = Process.Start("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(box.Folder, "ssh", "test_key")])) generator.WaitForExit();
        File.Copy(Path.Combine(box.Folder, "ssh", "test_key.pub"), Path.Combine(box.Folder, "ssh", "authorized_keys"), overwrite: true);
        Assert.Equal("", MigrationCheckTests.Ids(Assert.Single(Session.Get("Register-PbxKey $box $key -KeyPath $private -UserName admin"))));
        var asked = Assert.Single(Session.Get("Register-PbxKey $box $key -KeyPath $private -UserName admin -TestFactoryPassword 3>$null"));
        Assert.Equal("DefaultPasswordUnchanged", MigrationCheckTests.Ids(asked));
        File.Delete(Path.Combine(box.Folder, "ssh", "admin-password"));
        Assert.Equal("", MigrationCheckTests.Ids(Assert.Single(Session.Get("Register-PbxKey $box $key -KeyPath $private -UserName admin -TestFactoryPassword"))));
    }

    /// <summary>A box that answers with something where its database is asked for; with nothing at all where that is empty.</summary>
    SshBox Box(string database)
    {
        var box = sandbox.NewBox();
        Session.Set("login", new PSCredential("admin", box.Password));
        var file = Path.Combine(box.Folder, "rw2", "etc", "wms-database");
        if (database.Length > 0) File.WriteAllText(file, database);
        else File.Delete(file);
        return box;
    }

    void Tell(SshBox box) => Session.Get($"Set-WmpSandboxPbx {box.Name} -WmsVersion 4.03.44693.48 -Sandbox $sandbox");

    // As a box comes from the factory. Its terminal takes no password that is so short.
    static void GiveFactoryPassword(SshBox box)
    {
        var ssh = Path.Combine(box.Folder, "ssh");
        using var hasher = Process.Start(new ProcessStartInfo("openssl", ["passwd", "-6", "-stdin"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        hasher.StandardInput.WriteLine("wildix");
        hasher.StandardInput.Close();
        File.WriteAllText(Path.Combine(ssh, "shadow"), $"admin:{hasher.StandardOutput.ReadToEnd().Trim()}:19000:0:99999:7:::\n");
        File.WriteAllText(Path.Combine(ssh, "admin-password"), "salt " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("saltwildix"))) + "\n");
    }
}
