namespace WildixPbx.Tests.Lists;

/// <summary>Waiting for a PBX to activate.</summary>
public sealed class WaitPbxTests(PortalSession portal) : IClassFixture<PortalSession>
{
    [Fact]
    public void A_Virtual_PBX_is_not_waited_for_without_end_since_it_waits_for_its_key()
    {
        var name = portal.NewPbx();
        var outcome = portal.Session.Run($"Wait-WmpPbx {name}");
        Assert.Equal(["WmpWaitsForKey"], outcome.ErrorIds);
        Assert.Contains("Get-WmpPbxKey", outcome.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(["WmpTimeout"], portal.Session.Run($"Wait-WmpPbx {name} -Timeout 0.05 -PollInterval 0.02").ErrorIds);
        portal.Session.Get($"$null = Set-WmpSandboxPbx {name} -Sandbox $sandbox -Activated true");
        Assert.Equal("Active", Assert.Single(portal.Session.Get($"Wait-WmpPbx {name}")).Text("State"));
        Assert.Equal(["WmpStatePassed"], portal.Session.Run($"Wait-WmpPbx {name} -State Created").ErrorIds);
    }

    [Fact]
    public void A_Cloud_PBX_is_active_after_three_minutes_and_the_wait_ends_then()
    {
        using var own = PortalSession.With();
        string[] names = own.NewPbxs(2, "-Platform Cloud -Region eu-west-1 -Term Yearly");
        Assert.Equal(["WmpTimeout", "WmpTimeout"], own.Session.Run("$input | Wait-WmpPbx -Timeout 0.05 -PollInterval 0.02", names).ErrorIds);
        own.Session.Get("$null = Set-WmpSandboxClock 00:03:01 -Sandbox $sandbox");
        Assert.Equal(names, own.Session.Get("$input | Get-WmpPbx | Wait-WmpPbx -Timeout 60", names).Select(pbx => pbx.Text("Name")));
    }

    [Theory]
    [InlineData("Wait-WmpPbx x -PollInterval 0")]
    [InlineData("Wait-WmpPbx x -Timeout -5")]
    public void A_time_to_wait_that_is_none_is_refused(string script)
        => Assert.StartsWith("WmpValidation,", portal.Session.End(script).FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void A_name_that_is_not_there_does_not_stop_the_next()
    {
        var name = portal.NewPbx("-Platform Cloud -Region eu-west-1 -Term Yearly");
        var outcome = portal.Session.Run($"'nobody', '{name}' | Wait-WmpPbx -State Activating");
        Assert.Equal(["WmpNotFound"], outcome.ErrorIds);
        Assert.Equal(name, Assert.Single(outcome.Output).Text("Name"));
    }
}
