using System.Management.Automation;

namespace WildixPbx.Tests.Migrations;

/// <summary>Test-PbxMigration with a portal: what it reads there, what it is told, and what it does not know.</summary>
public sealed class MigrationCheckTests(PortalSession portal) : IClassFixture<PortalSession>
{
    const string Enough = "-DatabaseEngine SQLite3 -DatabaseGB 1.5";

    readonly ModuleSession _session = portal.Session;

    [Fact]
    public void What_nobody_said_is_taken_for_good()
    {
        var name = portal.NewPbx();
        var check = Assert.Single(_session.Get($"Test-PbxMigration {name}"));
        Assert.Equal(("Subscription", "Virtual", name), (check.Text("Kind"), check.Text("Platform"), check.Text("Pbx")));
        Assert.Null(check.Prop("CanMove"));
        Assert.Equal(["WmsVersion", "DatabaseEngine", "DatabaseBytes"], (IEnumerable<string>)check.Prop("Unknown")!);
        Assert.Equal("MigrationDowntime MigrationOldPbxStops MigrationDnsNames MigrationOldPassword", Ids(check));
        Assert.Equal(false, _session.Get($"Test-PbxMigration {name} -Quiet")[0].BaseObject);

        _session.Get($"Set-WmpSandboxPbx {name} -WmsVersion 4.03.44693.48 -Sandbox $sandbox");
        check = Assert.Single(_session.Get($"Test-PbxMigration {name.ToUpperInvariant()}.wildixin.com {Enough}"));
        Assert.Equal((true, "4.03.44693.48", "4.03.44693.48", 1_500_000_000L, 1.5m), (check.Prop("CanMove"), check.Text("WmsVersion"), check.Text("MinimumVersion"), check.Prop("DatabaseBytes"), check.Prop("DatabaseGB")));
        Assert.Empty((IEnumerable<string>)check.Prop("Unknown")!);
        Assert.Equal(true, _session.Get($"Test-PbxMigration {name} {Enough} -Quiet")[0].BaseObject);
    }

    [Theory]
    [InlineData("3.86.43877.31", "SQLite3", "1.5", "MigrationVersionTooOld")]
    [InlineData("4.10.50000.1", "MySQL", "1.5", "MigrationVersionNotCovered")]
    [InlineData("5.01.20210101.1", "MySQL", "1.5", "MigrationVersionNotCovered")]
    [InlineData("3.88.44723.49", "mysql", "7.000000001", "MigrationDatabaseUnsupported MigrationDatabaseTooLarge")]
    public void A_box_that_the_guide_refuses(string version, string engine, string size, string expected)
    {
        var name = portal.NewPbx();
        var check = Assert.Single(_session.Get($"Test-PbxMigration {name} -WmsVersion {version} -DatabaseEngine {engine} -DatabaseGB {size}"));
        Assert.Equal(false, check.Prop("CanMove"));
        Assert.Equal(expected, Ids(check, "Error"));
    }

    [Fact]
    public void A_rule_that_is_overridden_in_silence_or_one_that_can_not_be()
    {
        var name = portal.NewPbx();
        var check = Assert.Single(_session.Get($"Test-PbxMigration {name} -WmsVersion 5.01 {Enough} -OverrideRule migrationVersionNotCovered"));
        Assert.Equal(true, check.Prop("CanMove"));
        Assert.StartsWith("MigrationVersionNotCovered ", Ids(check, "Advice"), StringComparison.Ordinal);
        Assert.Equal("WmpRuleNotOverridable", Assert.Single(_session.Run($"Test-PbxMigration {name} -OverrideRule MigrationDatabaseTooLarge").ErrorIds));
    }

    [Fact]
    public void A_target_that_is_none()
    {
        _session.Get("$null = New-WmpCustomer -Name Lakeside; $null = Add-WmpContact -Customer Lakeside -Name 'IT office' -Email it@lakeside.example.com");
        var life = portal.NewPbx("-Platform Virtual -Term Lifetime");
        var cloud = portal.NewPbx("-Platform Cloud -Region eu-west-1 -Term Yearly");
        var other = portal.NewName();
        _session.Get($"New-WmpPbx -Customer Lakeside -Name {other} -Platform Cloud -Region eu-west-1 -Term Yearly -Force");
        string Serial(string pbx) => (string)_session.Get($"(Get-WmpPbx {pbx}).Serial")[0].BaseObject;
        PSObject Check(string target) => Assert.Single(_session.Get($"Test-PbxMigration {life} -WmsVersion 4.03.44733.50 {Enough} {target}"));

        Assert.Equal("MigrationTargetRequired", Ids(Check(""), "Error"));
        Assert.Equal("MigrationTargetNotCloud", Ids(Check("-TargetSerial " + Serial(life)), "Error"));
        Assert.Equal("MigrationTargetNotCloud", Ids(Check("-TargetSerial 22ffffffffff"), "Error"));
        Assert.Equal("MigrationTargetNotCloud", Ids(Check("-TargetSerial " + cloud), "Error")); // its name, which the script on the box does not take
        Assert.Equal("MigrationTargetOtherCustomer", Ids(Check("-TargetSerial " + Serial(other)), "Error"));
        var fine = Check("-TargetSerial " + Serial(cloud).ToUpperInvariant());
        Assert.Equal(("NewInstance", true, cloud), (fine.Text("Kind"), fine.Prop("CanMove"), fine.Text("TargetPbx")));
        Assert.Equal("WmpTargetNotTaken", Assert.Single(_session.Run($"Test-PbxMigration {portal.NewPbx()} -TargetSerial {Serial(cloud)}").ErrorIds));
    }

    [Fact]
    public void A_PBX_that_is_in_the_Cloud_already()
    {
        var name = portal.NewPbx("-Platform Cloud -Region eu-west-1 -Term Yearly");
        Assert.Equal("MigrationSourceIsCloud", Ids(Assert.Single(_session.Get($"Test-PbxMigration {name} -WmsVersion 4.03.44693.48 {Enough}")), "Error"));
    }

    [Fact]
    public void One_bad_row_ends_no_pipeline_and_a_blank_cell_says_nothing()
    {
        string[] names = portal.NewPbxs(3);
        PSObject[] rows =
        [
            Rows.Of(("Name", names[0]), ("WmsVersion", "4.03.44693.48"), ("Database", "SQLite3"), ("DatabaseGB", "6.5"), ("TargetSerial", ""), ("Remark", "x")),
            Rows.Of(("Name", names[1]), ("WmsVersion", "four"), ("Database", ""), ("DatabaseGB", "1,500")),
            Rows.Of(("Name", "no-such-pbx"), ("WmsVersion", ""), ("Database", ""), ("DatabaseGB", "")),
            Rows.Of(("Name", names[2]), ("WmsVersion", " "), ("Database", ""), ("DatabaseGB", "0")),
        ];
        var before = portal.Mutations();
        var outcome = _session.Run("$input | Test-PbxMigration -ThrottleLimit 4", rows);
        Assert.Equal(before, portal.Mutations());
        Assert.Contains("Remark", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
        Assert.Equal(["WmpNotFound", "WmpValidation"], outcome.ErrorIds.Order());
        Assert.Contains(outcome.Errors, error => error.Exception.Message.StartsWith("WmsVersion can't be 'four'", StringComparison.Ordinal) && error.Exception.Message.Contains("DatabaseGB", StringComparison.Ordinal));
        Assert.Equal([1, 4], outcome.Output.Select(check => (int)check.Prop("InputIndex")!).Order());
        Assert.Equal("MigrationDatabaseNearLimit", Ids(outcome.Output.Single(check => check.Text("Pbx") == names[0])).Split(' ')[0]);
        Assert.Equal(0L, outcome.Output.Single(check => check.Text("Pbx") == names[2]).Prop("DatabaseBytes"));
    }

    [Fact]
    public void A_version_that_a_piped_object_had_once_is_taken_for_what_somebody_says()
    {
        var name = portal.NewPbx();
        _session.Get($"Set-WmpSandboxPbx {name} -WmsVersion 3.86 -Sandbox $sandbox; $old = Get-WmpPbx {name}; Set-WmpSandboxPbx {name} -WmsVersion 4.03.44693.48 -Sandbox $sandbox");
        Assert.Equal("4.03.44693.48", Assert.Single(_session.Get("$old | Test-PbxMigration")).Text("WmsVersion"));
        Assert.Equal("3.88", Assert.Single(_session.Get("$old | Test-PbxMigration -WmsVersion 3.88")).Text("WmsVersion"));
    }

    [Fact]
    public void A_check_is_piped_on_with_what_it_knew()
    {
        var name = portal.NewPbx();
        var check = Assert.Single(_session.Get($"Test-PbxMigration {name} -WmsVersion 4.03.44693.48 {Enough} | Test-PbxMigration"));
        Assert.Equal((true, name), (check.Prop("CanMove"), check.Text("Pbx")));
    }

    [Theory]
    [InlineData("Test-PbxMigration $name -DatabaseGB 1 -DatabaseBytes 2", "WmpValidation")]
    [InlineData("Test-PbxMigration $name -DatabaseBytes 1.5", "WmpValidation")]
    [InlineData("Test-PbxMigration $name -DatabaseGB -1", "WmpValidation")]
    [InlineData("Test-PbxMigration", "WmpValidation")]
    [InlineData("Test-PbxMigration @('a', 'b')", "WmpValidation")]
    [InlineData("Test-PbxMigration $name -Offline -Ssh", "WmpValidation")]
    [InlineData("Test-PbxMigration $name -Offline", "WmpNotConnected")]
    [InlineData("Test-PbxMigration $name -Ssh -Box 192.0.2.1", "WmpLoginMissing")]
    public void Bad_input_is_a_typed_error(string command, string id)
    {
        _session.Set("name", portal.NewPbx());
        var outcome = _session.Run($"try {{ {command} }} catch {{ $_.FullyQualifiedErrorId }}");
        Assert.Equal(id, outcome.Errors.Count > 0 ? outcome.ErrorIds.Single() : Assert.Single(outcome.Output).ToString()!.Split(',')[0]);
    }

    [Theory]
    [InlineData("no")]
    [InlineData("70000")]
    public void A_port_that_is_none_is_blamed_on_a_parameter_that_there_is_not(string port)
    {
        var error = Assert.Single(_session.Run($"[pscustomobject]@{{ Name = '{portal.NewPbx()}'; SshPort = '{port}' }} | Test-PbxMigration -Ssh -Box 192.0.2.1").Errors);
        Assert.StartsWith($"SshPort can't be '{port}'", error.Exception.Message, StringComparison.Ordinal);
        Assert.StartsWith("Correct SshPort ", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    internal static string Ids(PSObject check, string? severity = null)
        => string.Join(' ', ((System.Collections.IEnumerable)check.Prop("Findings")!).Cast<object>().Select(PSObject.AsPSObject).Where(finding => severity is null || finding.Text("Severity") == severity).Select(finding => finding.Text("RuleId")));
}
