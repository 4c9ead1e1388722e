namespace WildixPbx.Tests.Migrations;

/// <summary>Test-PbxMigration without a portal, on what a file says.</summary>
public sealed class MigrationOfflineTests
{
    [Theory]
    [InlineData("Virtual", "Yearly", "PerUser", "4.03.44693.48", "MySQL", "1500000000", "", "Subscription", true, "", "")]
    [InlineData("Hardware", "Monthly", "PerService", "3.88.44763.50", "SQLite3", "6000000001", "", "NewInstance", false, "MigrationTargetRequired", "")]
    [InlineData("Virtual", "Lifetime", "PerUser", "4.03.44733.50", "SQLite3", "1", "2211000011b3", "NewInstance", null, "", "TargetPbx")]
    [InlineData("", "", "", "", "", "", "", null, null, "", "Platform Kind WmsVersion DatabaseEngine DatabaseBytes")]
    [InlineData("Cloud", "", "", "", "", "", "", null, false, "MigrationSourceIsCloud", "Kind WmsVersion DatabaseEngine DatabaseBytes")]
    [InlineData("Virtual", "", "", "3.86", "SQLite3", "1", "", null, false, "MigrationVersionTooOld", "Kind")]
    public void A_fact_that_no_column_says_is_assumed(string platform, string term, string licensing, string version, string engine, string bytes, string target, string? kind, bool? canMove, string errors, string unknown)
    {
        using var session = new ModuleSession();
        var row = Rows.Of(("Name", "Mill-Office"), ("Platform", platform), ("Expire", term), ("Licensing", licensing), ("WmsVersion", version), ("DatabaseEngine", engine), ("DatabaseBytes", bytes), ("TargetSerial", target), ("Customer", "Lakeside"), ("UC-Essential", "12"));
        var outcome = session.Run("$input | Test-PbxMigration", [row]);
        Assert.Empty(outcome.Warnings); // columns that describe a PBX are no mistake
        Assert.Empty(outcome.Errors);
        var check = Assert.Single(outcome.Output);
        Assert.Equal(("mill-office", kind, canMove), (check.Text("Pbx"), check.Text("Kind"), check.Prop("CanMove")));
        Assert.Equal(errors, MigrationCheckTests.Ids(check, "Error"));
        Assert.Equal(unknown, string.Join(' ', (IEnumerable<string>)check.Prop("Unknown")!));
    }

    [Fact]
    public void A_bare_name_says_nothing_without_a_portal_and_Offline_asks_none_that_there_is()
    {
        using var portal = new PortalSession();
        var name = portal.NewPbx();
        var before = portal.Requests();
        Assert.Equal("WmpNotConnected", Assert.Single(portal.Session.Run($"Test-PbxMigration {name} -Offline").ErrorIds));
        Assert.Equal("mill-office", Assert.Single(portal.Session.Get("$input | Test-PbxMigration -Offline", [Rows.Of(("Name", "mill-office"))])).Text("Pbx"));
        Assert.Equal(before + 1, portal.Requests()); // counting them is one
        portal.Session.Get("Disconnect-Wmp");
        Assert.Equal("WmpNotConnected", Assert.Single(portal.Session.Run($"Test-PbxMigration {name}").ErrorIds));
    }
}
