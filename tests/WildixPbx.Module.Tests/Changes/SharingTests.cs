namespace WildixPbx.Tests.Changes;

/// <summary>Licences that several PBXs use and one of them has.</summary>
public sealed class SharingTests(PortalSession portal) : IClassFixture<PortalSession>
{
    const string Client = "-Platform Virtual -Term Yearly";

    [Fact]
    public void A_sharing_is_requested_then_applied_and_the_licences_are_the_servers()
    {
        var (server, client) = Pair();
        var asked = Assert.Single(portal.Session.Get($"Get-WmpPbx {client} | Enable-WmpLicenseSharing -ServerPbx (Get-WmpPbx {server})"));
        Assert.Equal((server, "Requested", true), (asked.Text("ServerPbx"), asked.Text("State"), asked.Prop("Changed")));
        Assert.Null(asked.Prop("EffectiveOn"));
        var again = Assert.Single(portal.Session.Get($"Enable-WmpLicenseSharing {client} -ServerPbx {server}"));
        Assert.Equal((false, asked.Text("RequestId")), (again.Prop("Changed"), again.Text("RequestId")));
        var listed = Assert.Single(portal.Session.Get($"Get-WmpLicenseSharing {client}"));
        Assert.Equal(("Requested", asked.Text("RequestId"), "UC-Essential 10"), (listed.Text("State"), listed.Text("RequestId"), listed.Text("Licenses")));
        Assert.Null(listed.Prop("EffectiveServerPbxId"));

        portal.Session.Get($"$null = Get-WmpLicenseSharing {client} | Approve-WmpSandboxRequest -Sandbox $sandbox");
        Assert.Equal(client, Assert.Single(portal.Session.Get($"Get-WmpLicenseSharing {server}")).Text("ClientPbx")); // of a server, its clients
        var active = Assert.Single(portal.Session.Get($"Get-WmpLicenseSharing -ServerPbx {server}"));
        Assert.Equal((client, "Active"), (active.Text("ClientPbx"), active.Text("State")));
        Assert.Equal(active.Text("ServerPbxId"), active.Text("EffectiveServerPbxId"));
        Assert.Equal(["SharingClientHasLicenses"], portal.Session.Run($"Set-WmpLicense {client} -UcEssential 3 -Force").ErrorIds);
        Assert.Equal(["WmpInUse", "WmpInUse"], portal.Session.Run($"Disable-WmpNetwork {server}; Move-WmpPbx {client} -Customer 'Bergmann GmbH' -Force; $null = New-WmpCustomer 'Third Ltd'; $null = Add-WmpContact 'Third Ltd' -Name IT -Email it@third.example.com; Move-WmpPbx {client} -Customer 'Third Ltd' -Force").ErrorIds);
        Assert.Equal("None", Assert.Single(portal.Session.Get($"Get-WmpLicenseSharing -ServerPbx {server} | Disable-WmpLicenseSharing")).Text("State"));
        Assert.Empty(portal.Session.Get($"Get-WmpPbx -SharingServer {server}; Disable-WmpLicenseSharing {client} | Wait-WmpRequest"));
    }

    [Fact]
    public void The_request_is_waited_for_taken_back_and_has_its_age()
    {
        var (server, client) = Pair();
        portal.Session.Get($"$asked = Enable-WmpLicenseSharing {client} -ServerPbx {server}");
        Assert.Equal(["WmpTimeout"], portal.Session.Run("$asked | Wait-WmpRequest -Timeout 0.05 -PollInterval 0.02").ErrorIds);
        var pending = Assert.Single(portal.Session.Get("$asked | Get-WmpRequest"));
        Assert.Equal(("LicenseSharing", server), (pending.Text("Kind"), pending.Text("ServerPbx")));
        Assert.True((TimeSpan)pending.Prop("Age")! >= TimeSpan.Zero);
        portal.Session.Get("$asked | Remove-WmpRequest -Force");
        var withdrawn = Assert.Single(portal.Session.Get("$asked | Wait-WmpRequest -Timeout 5"));
        Assert.Equal("Withdrawn", withdrawn.Text("State"));
        Assert.Equal((DateTimeOffset)withdrawn.Prop("DecidedOn")! - (DateTimeOffset)withdrawn.Prop("RequestedOn")!, withdrawn.Prop("Age"));
        Assert.Equal("None", portal.Session.Get($"Get-WmpLicenseSharing {client}")[0].Text("State"));
    }

    [Fact]
    public void Everything_that_stands_in_the_way_is_said_at_once()
    {
        var cloud = portal.NewPbx("-Platform Cloud -Region eu-west-1 -Term Yearly -UcEssential 2");
        var service = portal.NewPbx("-Platform Virtual -Term Yearly -Licensing PerService");
        var outcome = portal.Session.Run($"Enable-WmpLicenseSharing {cloud} -ServerPbx {service}");
        Assert.Equal(["SharingNetworkDisabled"], outcome.ErrorIds);
        portal.Session.Set("problem", outcome.Error.Exception);
        Assert.Equal(["SharingNetworkDisabled", "SharingCloudClient", "SharingNotPerUser", "SharingClientHasLicenses"], portal.Session
            .Get("$problem.Findings | Where-Object Severity -EQ Error").Select(finding => finding.Text("RuleId")));
    }

    [Theory]
    [InlineData("Enable-WmpLicenseSharing {0}", "WmpNothingToChange")]
    [InlineData("Enable-WmpLicenseSharing {0} -ServerPbx ' '", "WmpNothingToChange")]
    [InlineData("Enable-WmpLicenseSharing {0} -ServerPbx {1},{0}", "WmpValidation")]
    [InlineData("Enable-WmpLicenseSharing {0} -ServerPbx nobody", "WmpNotFound")]
    [InlineData("Enable-WmpLicenseSharing nobody -ServerPbx {1}", "WmpNotFound")]
    [InlineData("Enable-WmpLicenseSharing {0} -ServerPbx {0}", "SharingSamePbx")]
    [InlineData("Get-WmpConnection | Enable-WmpLicenseSharing -ServerPbx {1}", "WmpValidation")]
    [InlineData("Get-WmpLicenseSharing -ServerPbx nobody", "WmpNotFound")]
    [InlineData("Get-WmpLicenseSharing nobody", "WmpNotFound")]
    [InlineData("Disable-WmpLicenseSharing nobody", "WmpNotFound")]
    public void A_call_that_makes_no_sense_changes_something(string script, string id)
    {
        var (server, client) = Pair();
        var before = portal.Everything();
        Assert.Equal([id], portal.Session.Run(string.Format(null, script, client, server)).ErrorIds);
        Assert.Equal(before, portal.Everything());
    }

    [Fact]
    public void Rows_share_by_their_columns_and_the_server_is_asked_for_once()
    {
        var server = portal.NewPbx();
        var clients = portal.NewPbxs(4, Client);
        portal.Session.Get($"$null = $input | Enable-WmpNetwork", [server, .. clients]);
        var before = portal.Requests();
        var outcome = portal.Session.Run("$input | Enable-WmpLicenseSharing", clients.Select(client => Rows.Of(("ClientPbx", client), ("ServerPbx", server))).Append(Rows.Of(("ClientPbx", ""), ("ServerPbx", server))));
        Assert.Equal(1 + 4 + 1, portal.Requests() - before); // the server, the clients, and asking how many
        Assert.Equal(4, outcome.Output.Count);
        Assert.Equal(["WmpValidation"], outcome.ErrorIds);
        Assert.Equal(clients.Order(), portal.Session.Get($"Get-WmpLicenseSharing -ServerPbx {server}").Select(sharing => sharing.Text("ClientPbx")).Order());
        Assert.Equal([false, false, false, false], portal.Session.Get($"Get-WmpLicenseSharing -ServerPbx {server} | Enable-WmpLicenseSharing").Select(sharing => (bool)sharing.Prop("Changed")!));
    }

    [Fact]
    public void From_2022_on_it_takes_effect_at_once()
    {
        using var later = PortalSession.With("-RuleSet 2022-04");
        var server = later.NewPbx();
        var client = later.NewPbx("-Platform Cloud -Region eu-west-1 -Term Yearly");
        var shared = Assert.Single(later.Session.Get($"Enable-WmpLicenseSharing {client} -ServerPbx {server}"));
        Assert.Equal(("Active", true), (shared.Text("State"), shared.Prop("Changed")));
        Assert.NotNull(shared.Prop("EffectiveOn"));
        Assert.Empty(later.Session.Get($"Enable-WmpLicenseSharing {client} -ServerPbx {server} | Wait-WmpRequest -Timeout 5"));
    }

    // A server with licences and a client without, both in the network.
    (string Server, string Client) Pair()
    {
        var (server, client) = (portal.NewPbx(), portal.NewPbx(Client));
        portal.Session.Get($"$null = '{server}', '{client}' | Enable-WmpNetwork");
        return (server, client);
    }
}
