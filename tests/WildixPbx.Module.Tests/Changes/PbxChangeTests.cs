namespace WildixPbx.Tests.Changes;

/// <summary>PBXs that get another name or another customer, and WMS Network on them.</summary>
public sealed class PbxChangeTests(PortalSession portal) : IClassFixture<PortalSession>
{
    [Fact]
    public void A_rename_that_is_not_made_or_made_twice_is_found()
    {
        var (name, other) = (portal.NewPbx(), portal.NewName());
        var renamed = Assert.Single(portal.Session.Get($"Set-WmpPbx {name} -Name {other.ToUpperInvariant()}.wildixin.com"));
        Assert.Equal((other, true), (renamed.Text("Name"), renamed.Prop("Changed")));
        Assert.Equal(false, Assert.Single(portal.Session.Get($"Get-WmpPbx {other} | Set-WmpPbx -NewName {other}")).Prop("Changed"));
        Assert.Equal(["WmpNotFound"], portal.Session.Run($"Get-WmpPbx {name}").ErrorIds);
    }

    [Fact]
    public void Rows_are_renamed_by_serial_or_Pbx_and_never_found_by_the_new_name()
    {
        var names = portal.NewPbxs(2);
        var (first, second) = (portal.NewName(), portal.NewName());
        var serial = portal.Session.Get($"(Get-WmpPbx {names[0]}).Serial")[0].BaseObject;
        var outcome = portal.Session.Run("$input | Set-WmpPbx -ThrottleLimit 4",
        [
            Rows.Of(("Serial", serial), ("NewName", first)), Rows.Of(("Pbx", names[1]), ("NewName", second)),
            Rows.Of(("Name", second)), Rows.Of(("Pbx", second), ("NewName", " ")),
        ]);
        Assert.Equal([first, second], outcome.Output.OrderBy(result => (int)result.Prop("InputIndex")!).Select(result => result.Text("Name")));
        Assert.Equal(["WmpNothingToChange", "WmpValidation"], outcome.ErrorIds.Order());
    }

    [Theory]
    [InlineData("Set-WmpPbx {0} -Name {1}", "PbxNameTaken")]
    [InlineData("Set-WmpPbx {0} -Name 'no label!'", "PbxNameInvalid")]
    [InlineData("Set-WmpPbx {0}", "WmpNothingToChange")]
    [InlineData("Set-WmpPbx {0} -Name a,b", "WmpValidation")]
    [InlineData("Set-WmpPbx {0},{1} -Name some-name", "WmpValidation")]
    [InlineData("Get-WmpPbx {0} | Set-WmpPbx", "WmpNothingToChange")]
    [InlineData("Get-WmpPbx {0} | Move-WmpPbx -Force", "WmpNothingToChange")]
    [InlineData("Move-WmpPbx {0} -Customer Nobody -Force", "WmpNotFound")]
    [InlineData("Get-WmpConnection | Move-WmpPbx -Customer 'Bergmann GmbH' -Force", "WmpValidation")]
    [InlineData("Enable-WmpNetwork no-such-pbx", "WmpNotFound")]
    [InlineData("[pscustomobject]@{{ Identity = ' ' }} | Disable-WmpNetwork", "WmpValidation")]
    public void A_change_that_makes_no_sense_changes_something(string script, string id)
    {
        var names = portal.NewPbxs(2);
        var before = portal.Everything();
        Assert.Equal([id], portal.Session.Run(string.Format(null, script, names[0], names[1])).ErrorIds);
        Assert.Equal(before, portal.Everything());
    }

    [Fact]
    public void A_stale_object_that_is_renamed_or_moved_is_found_and_a_switch_is_made_all_the_same()
    {
        var name = portal.NewPbx();
        portal.Session.Get($"$null = New-WmpCustomer 'Elsewhere Ltd'; $old = Get-WmpPbx {name}; $null = Set-WmpLicense {name} -UcEssential 12 -Force");
        Assert.Equal(["WmpStaleETag", "WmpStaleETag"], portal.Session.Run("$old | Set-WmpPbx -Name some-other-name; $old | Move-WmpPbx -Customer 'Elsewhere Ltd' -Force").ErrorIds);
        Assert.Equal(true, Assert.Single(portal.Session.Get("$old | Enable-WmpNetwork")).Prop("InNetwork"));
    }

    [Fact]
    public void A_PBX_moves_with_its_licences_and_both_customers_count_it()
    {
        portal.Session.Get("$null = New-WmpCustomer 'Buyer AG'; $null = Add-WmpContact 'Buyer AG' -Name IT -Email it@buyer.example.com");
        var names = portal.NewPbxs(3);
        var moved = portal.Session.Get("$input | Move-WmpPbx -NewCustomer 'buyer ag' -Force", names.Select(name => Rows.Of(("Name", name))));
        Assert.All(moved, pbx => Assert.Equal(("Buyer AG", true, "UC-Essential 10"), (pbx.Text("Customer"), pbx.Prop("Changed"), pbx.Text("Licenses"))));
        Assert.Equal(3, portal.Session.Get("(Get-WmpCustomer 'Buyer AG').PbxCount")[0].BaseObject);
        Assert.Equal(names.Order(), portal.Session.Get("Get-WmpPbx -Customer 'Buyer AG'").Select(pbx => pbx.Text("Name")).Order());
        Assert.Equal(false, portal.Session.Get($"Move-WmpPbx {names[0]} -Customer 'Buyer AG' -Force")[0].Prop("Changed"));
        Assert.StartsWith("WmpConfirmationRequired,", portal.Session.End($"Move-WmpPbx {names[0]} -Customer 'Bergmann GmbH'").FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_customer_without_a_contact_takes_no_PBX_over()
    {
        portal.Session.Get("$null = New-WmpCustomer 'Silent Buyer'");
        Assert.Equal(["CustomerContactRequired"], portal.Session.Run($"Move-WmpPbx {portal.NewPbx()} -Customer 'Silent Buyer' -Force").ErrorIds);
    }

    [Fact]
    public void WhatIf_shows_what_would_come_of_it_and_changes_nothing()
    {
        var name = portal.NewPbx();
        portal.Session.Get("$null = New-WmpCustomer 'Looking Ltd'; $null = Add-WmpContact 'Looking Ltd' -Name IT -Email it@looking.example.com");
        var before = portal.Mutations();
        Assert.Equal(["SshOnlyOnCloud", "StorageOnlyOnCloud", "PbxNameInvalid"], portal.Session.Run(
            $"Move-WmpPbx {name} -Customer 'Looking Ltd' -WhatIf; Enable-WmpNetwork {name} -WhatIf; Enable-WmpSsh {name} -WhatIf; Add-WmpStorage {name} -Units 1 -WhatIf; Set-WmpPbx {name} -Name 'a b' -WhatIf").ErrorIds);
        Assert.Equal(before, portal.Mutations());
    }

    [Fact]
    public void Network_is_switched_on_and_off_and_a_second_time_changes_nothing()
    {
        var names = portal.NewPbxs(3);
        Assert.Equal([true, true, true], portal.Session.Get("$input | Enable-WmpNetwork -ThrottleLimit 3", names).Select(pbx => (bool)pbx.Prop("Changed")!));
        Assert.Equal([false, false, false], portal.Session.Get("$input | Enable-WmpNetwork", names).Select(pbx => (bool)pbx.Prop("Changed")!));
        Assert.Equal([false, false, false], portal.Session.Get("$input | Get-WmpPbx | Disable-WmpNetwork", names).Select(pbx => (bool)pbx.Prop("InNetwork")!));
    }
}
