using System.Management.Automation;

namespace WildixPbx.Tests.Migrations;

/// <summary>Checks that go through a file: an answer that changes on the way, in whatever culture it is written and read, is found.</summary>
public sealed class MigrationFileTests(PortalSession portal) : IClassFixture<PortalSession>
{
    static readonly string[] Answers = ["Pbx", "Serial", "Customer", "Kind", "Platform", "Term", "Licensing", "WmsVersion", "MinimumVersion", "DatabaseEngine", "DatabaseBytes", "DatabaseGB", "CanMove", "Unknown", "Findings"];

    readonly ModuleSession _session = portal.Session;

    [Theory]
    [InlineData("", "Yearly", "6500000000", "4.03.44693.48")]
    [InlineData("de-DE", "Yearly", "7500000000", "4.03.44693.48")]
    [InlineData("de-DE", "Lifetime", "1234000000", "4.03.44733.50")]
    [InlineData("it-IT", "Monthly", "1", "3.86")]
    [InlineData("it-IT", "FiveYears", "", "")]
    [InlineData("fa-IR", "Yearly", "7000000001", "4.10.1.1")]
    public void A_check_of_a_file_says_another_thing_when_it_is_read_again(string culture, string term, string bytes, string version)
    {
        using var _ = new CultureScope(culture);
        using var session = new ModuleSession();
        var row = Rows.Of(("Name", "mill-office"), ("Serial", "2211000011b3"), ("Platform", "Hardware"), ("Term", term), ("Licensing", "PerUser"), ("WmsVersion", version), ("DatabaseEngine", bytes.Length > 0 ? "SQLite3" : ""), ("DatabaseBytes", bytes));
        var first = Assert.Single(session.Get("$input | Test-PbxMigration", [row]));
        var again = session.Run("$input | Test-PbxMigration", [Rows.OfCsv(first)]);
        Assert.Empty(again.Errors.Select(error => error.ToString()));
        Assert.Empty(again.Warnings); // columns that we wrote ourselves are no mistake
        Assert.Equal(Said(first), Said(Assert.Single(again.Output)));
        Assert.Equal(Said(first), Said(Assert.Single(session.Get("$input | Test-PbxMigration", [first.BaseObject]))));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("it-IT")]
    [InlineData("en-US")]
    public void A_check_of_a_portal_says_another_thing_when_it_is_read_again_and_starts_another_move(string culture)
    {
        using var _ = new CultureScope(culture);
        var name = portal.NewPbx();
        var first = Assert.Single(_session.Get($"Test-PbxMigration {name} -WmsVersion 4.03.44693.48 -DatabaseEngine MySQL -DatabaseGB 6.5"));
        var row = Rows.OfCsv(first);
        foreach (var how in (string[])["", " -Offline"])
        {
            var again = _session.Run("$input | Test-PbxMigration" + how, [row]);
            Assert.Empty(again.Warnings);
            Assert.Equal(Said(first), Said(Assert.Single(again.Output)));
        }

        var host = new ScriptedHost();
        using var session = portal.Another(host);
        session.Set("login", new PSCredential("admin", Boxes.SshSandbox.Secret("Canary-Of-File-1")));
        var outcome = session.Run("$input | Start-PbxMigration -Box 192.0.2.1 -Credential $login -Region eu-central-1 -WhatIf", [row]);
        Assert.Empty(outcome.Errors.Select(error => error.ToString()));
        Assert.DoesNotContain(outcome.Warnings, warning => warning.Contains("column", StringComparison.Ordinal));
        Assert.Contains("MigrationDatabaseNearLimit", Assert.Single(host.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "7,5", 7_500_000_000L)]
    [InlineData("en-US", "0,125", 125_000_000L)]
    [InlineData("en-US", "1.234", 1_234_000_000L)]
    [InlineData("de-DE", "7,5", 7_500_000_000L)]
    [InlineData("de-DE", "1,234", 1_234_000_000L)]
    [InlineData("de-DE", "7.5", 7_500_000_000L)]
    [InlineData("en-US", "1,234", null)] // 1.234 or 1234?
    [InlineData("en-US", "1,234.5", null)]
    [InlineData("de-DE", "1.234,5", null)]
    [InlineData("de-DE", "7,5,1", null)]
    [InlineData("de-DE", "-7,5", null)]
    public void A_decimal_comma_is_refused_or_misread(string culture, string gb, long? bytes)
    {
        using var _ = new CultureScope(culture);
        using var session = new ModuleSession();
        var outcome = session.Run("$input | Test-PbxMigration", [Rows.Of(("Name", "mill-office"), ("DatabaseGB", gb))]);
        if (bytes is null) Assert.StartsWith("DatabaseGB can't be", Assert.Single(outcome.Errors).Exception.Message, StringComparison.Ordinal);
        else Assert.Equal(bytes, Assert.Single(outcome.Output).Prop("DatabaseBytes"));

        // What sets up a box for such a move reads its size in the same way.
        var set = _session.Run("$input | Set-WmpSandboxPbx -Sandbox $sandbox", [Rows.Of(("Name", portal.NewPbx()), ("DatabaseGB", gb))]);
        Assert.Equal(outcome.Errors.Select(error => error.Exception.Message), set.Errors.Select(error => error.Exception.Message));
    }

    [Theory]
    [InlineData("7", "", 7_000_000_000L, "MigrationDatabaseNearLimit")]
    [InlineData("7.0000000001", "", 7_000_000_001L, "MigrationDatabaseTooLarge")] // a part of a byte counts as one
    [InlineData("6.9999999999", "", 7_000_000_000L, "MigrationDatabaseNearLimit")]
    [InlineData("7.0000000001", "7000000000", 7_000_000_000L, "MigrationDatabaseNearLimit")] // the bytes are exact
    [InlineData("7.0000000001", "7000000001", 7_000_000_001L, "MigrationDatabaseTooLarge")]
    [InlineData("1,234", "1234000000", 1_234_000_000L, "")] // the bytes say which comma it is
    [InlineData("7.000000001", "7000000000", null, "WmpValidation")]
    public void A_size_at_the_limit_falls_to_the_other_side(string gb, string bytes, long? expected, string finding)
    {
        using var _ = new CultureScope("en-US");
        using var session = new ModuleSession();
        var outcome = session.Run("$input | Test-PbxMigration", [Rows.Of(("Name", "mill-office"), ("DatabaseGB", gb), ("DatabaseBytes", bytes))]);
        if (expected is null)
        {
            Assert.Equal(finding, Assert.Single(outcome.ErrorIds));
            return;
        }

        var check = Assert.Single(outcome.Output);
        Assert.Equal(expected, check.Prop("DatabaseBytes"));
        Assert.Equal(finding, string.Join(' ', MigrationCheckTests.Ids(check).Split(' ').Where(id => id.StartsWith("MigrationDatabase", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("sqlite", "4.03.44693.48", "SQLite3")]
    [InlineData("sqlite", "3.88.44723.49", "SQLite3")]
    [InlineData("MySQL 8", "4.03.44693.48", "MySQL")]
    [InlineData("MySQL 8", "3.88.44723.49", null)]
    [InlineData("sqllite", "4.03.44693.48", "SQLite3")] // a letter too many
    [InlineData("sqltie 3", "3.88.44723.49", "SQLite3")]
    [InlineData("mysq", "4.03.44693.48", "MySQL")]
    [InlineData("MariaDB", "4.03.44693.48", null)]
    [InlineData("MSSQL", "4.03.44693.48", null)] // another engine, and a letter away from MySQL
    [InlineData("PgSQL", "4.03.44693.48", null)]
    [InlineData("SQL", "4.03.44693.48", null)]
    public void An_engine_that_is_spelt_otherwise_gets_no_hint(string engine, string version, string? meant)
    {
        var check = Assert.Single(_session.Get($"Test-PbxMigration {portal.NewPbx()} -WmsVersion {version} -DatabaseEngine '{engine}' -DatabaseGB 1"));
        Assert.Equal("MigrationDatabaseUnsupported", MigrationCheckTests.Ids(check, "Error"));
        var message = ((System.Collections.IEnumerable)check.Prop("Findings")!).Cast<object>().Select(PSObject.AsPSObject).First().Text("Message")!;
        if (meant is null) Assert.DoesNotContain("write it so", message, StringComparison.Ordinal);
        else Assert.EndsWith($"If it is {meant}, write it so.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_move_is_refused_for_a_misspelt_engine_without_saying_which_is_meant()
    {
        var outcome = _session.Run($"Start-PbxMigration {portal.NewPbx()} -Box 192.0.2.1 -WmsVersion 4.03.44693.48 -DatabaseEngine sqllite -DatabaseGB 1 -Region eu-central-1 -Include * -Force");
        Assert.StartsWith("MigrationDatabaseUnsupported,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("If it is SQLite3, write it so.", outcome.Error.Exception.Message, StringComparison.Ordinal);
    }

    static string Said(PSObject check) => string.Join('\n', Answers.Select(name => FormattableString.Invariant($"{name}: {check.Prop(name)}")));
}
