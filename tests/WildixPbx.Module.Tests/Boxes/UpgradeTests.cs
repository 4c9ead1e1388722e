namespace WildixPbx.Tests.Boxes;

/// <summary>Upgrades of PBXs, to the end and otherwise.</summary>
public sealed class UpgradeTests(BoxSession boxes) : IClassFixture<BoxSession>
{
    readonly ModuleSession _session = boxes.Session;

    [Fact]
    public void An_upgrade_is_looked_for_made_and_waited_for_until_the_box_is_back()
    {
        var none = Assert.Single(_session.Get("$a | Update-Pbx -CheckOnly -PollInterval 0.05"));
        Assert.Equal((false, "Idle"), (none.Prop("Changed"), none.Text("Stage")));
        Assert.Equal(false, Assert.Single(_session.Get("$a | Update-Pbx -PollInterval 0.05 -Force")).Prop("Changed")); // nothing newer, nothing done

        var found = Assert.Single(_session.Get("$a | Start-WmpSandboxPbx -AvailableVersion 7.10.61000.1 | Update-Pbx -CheckOnly -PollInterval 0.05"));
        Assert.Equal(("Available", "7.10.61000.1"), (found.Text("Stage"), found.Text("AvailableVersion")));

        Assert.Equal(["WmpConfirmationRequired"], [_session.End("$a | Update-Pbx -PollInterval 0.05").FullyQualifiedErrorId.Split(',')[0]]); // nobody is there to answer
        Assert.StartsWith("7.09.", Assert.Single(_session.Get("$a | Get-PbxInfo")).Text("WmsVersion"), StringComparison.Ordinal);

        var done = Assert.Single(_session.Get("$a | Update-Pbx -PollInterval 0.05 -Force"));
        Assert.Equal((true, true, "7.10.61000.1"), (done.Prop("Changed"), done.Prop("Rebooted"), done.Text("WmsVersion")));
        Assert.Equal("7.10.61000.1", _session.Get($"(Get-WmpPbx {boxes.First}).WmsVersion")[0].ToString()); // and the portal heard of it
    }

    [Fact]
    public void An_upgrade_that_fails_or_is_not_through_in_time_is_a_typed_error()
    {
        Assert.Equal(["WmpUpgradeFailed"], _session.Run("$b | Start-WmpSandboxPbx -AvailableVersion 7.10.61000.1 -Behavior UpgradeFails | Update-Pbx -PollInterval 0.05 -Force").ErrorIds);
        Assert.Equal(["WmpTimeout"], _session.Run("$b | Start-WmpSandboxPbx -Behavior @() | Update-Pbx -PollInterval 0.2 -Timeout 0.3 -Force").ErrorIds);
        Assert.Equal(["WmpValidation", "WmpValidation"], [Id("Update-Pbx $b -Timeout 0"), Id("Update-Pbx $b -PollInterval -1")]);

        string Id(string command) => _session.End(command).FullyQualifiedErrorId.Split(',')[0];
    }
}
