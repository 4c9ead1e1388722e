namespace WildixPbx.Tests;

/// <summary>The licence check while the portal's clock moves: it is that clock which counts, and not this machine's.</summary>
public sealed class ClockStatusTests
{
    // How far the clock is moved after the last renewal, and the states then: hand-written from the rule catalogue.
    static readonly (string After, string PerUser, string PerService, int Days)[] Steps =
    [
        ("0.00:00:00", "Ok", "Ok", 0), ("1.00:00:00", "Ok", "Ok", 1), ("2.00:00:00", "Ok", "Ok", 2), ("2.00:01:00", "Grace", "NotCovered", 2),
        ("13.00:00:00", "Grace", "NotCovered", 13), ("14.00:00:00", "Grace", "NotCovered", 14), ("14.00:01:00", "EmergencyOnly", "NotCovered", 14),
        ("15.00:00:00", "EmergencyOnly", "NotCovered", 15),
    ];

    [Fact]
    public void The_states_follow_the_portals_clock_to_the_minute()
    {
        using var portal = new PortalSession();
        var session = portal.Session;
        session.Get(
            """
            $null = New-WmpPbx per-user -Customer 'Bergmann GmbH' -Platform Virtual -Term Yearly -UcEssential 5 -Force
            $null = New-WmpPbx per-service -Customer 'Bergmann GmbH' -Platform Virtual -Term Yearly -Licensing PerService -PbxService 1 -Force
            $null = New-WmpPbx in-cloud -Customer 'Bergmann GmbH' -Platform Cloud -Region eu-central-1 -Term Yearly -UcEssential 5 -Force
            $null = New-WmpPbx not-yet -Customer 'Bergmann GmbH' -Platform Virtual -Term Yearly -UcEssential 5 -Force
            """);

        // Far ahead of this machine's clock, so that one who asks it gets every answer wrong.
        session.Get("$renewed = (Set-WmpSandboxClock -By 400.00:00:00 -Sandbox $sandbox).Now; 'per-user', 'per-service' | Set-WmpSandboxPbx -Activated true -Sandbox $sandbox -Force; 'per-user', 'per-service' | Set-WmpSandboxPbx -Online false -LastRenewal $renewed -Sandbox $sandbox -Force");
        foreach (var (after, perUser, perService, days) in Steps)
        {
            // The clock ticks on: one that is there already can't be moved back.
            session.Get($"if ([timespan]'{after}' -gt 0) {{ $null = Set-WmpSandboxClock -To ($renewed + [timespan]'{after}') -Sandbox $sandbox }}");
            var states = session.Get("Get-LicenseCheckStatus").ToDictionary(status => status.Text("Pbx")!);
            Assert.Equal((after, perUser, perService), (after, states["per-user"].Text("State")!, states["per-service"].Text("State")!));
            Assert.Equal((days, Math.Max(0, 14 - days)), (states["per-user"].Prop("DaysSince"), states["per-user"].Prop("DaysLeft")));
            Assert.Equal(("NotApplicable", "Unknown"), (states["in-cloud"].Text("State"), states["not-yet"].Text("State")));
        }

        Assert.Equal(["per-user"], session.Get("Get-LicenseCheckStatus -State EmergencyOnly, Grace").Select(status => status.Text("Pbx")));
        session.Get("$null = 'per-user' | Set-WmpSandboxPbx -Online true -Sandbox $sandbox -Force");
        Assert.Equal("Ok", session.Get("Get-LicenseCheckStatus per-user")[0].Text("State")); // it renews by itself once it is reached again
    }
}
