namespace WildixPbx.Tests.Changes;

/// <summary>Customers, contacts and hardware: made, renamed, removed.</summary>
public sealed class CustomerTests(PortalSession portal) : IClassFixture<PortalSession>
{
    [Fact]
    public void A_customer_that_is_there_already_is_success_without_a_change()
    {
        Assert.Equal(true, portal.Session.Get("New-WmpCustomer 'Twice AG'")[0].Prop("Changed"));
        Assert.Equal(false, portal.Session.Get("New-WmpCustomer ' TWICE ag '")[0].Prop("Changed"));
        var taken = portal.Session.Run("New-WmpCustomer 'Twice AG' -NoClobber");
        Assert.Equal(["WmpNameTaken"], taken.ErrorIds);
        Assert.Equal("Twice AG", taken.Error.TargetObject);
        Assert.Single(portal.Session.Get("Get-WmpCustomer -Name 'twice*'"));
    }

    [Fact]
    public void Names_and_rows_can_be_piped()
    {
        var made = portal.Session.Get("'First Ltd', 'Second Ltd' | New-WmpCustomer");
        Assert.Equal([1, 2], made.Select(customer => (int)customer.Prop("InputIndex")!));
        var rows = portal.Session.Run("$input | New-WmpCustomer", [Rows.Of(("Name", "Third Ltd")), Rows.Of(("Name", new string('x', 201))), Rows.Of(("Name", "Fourth Ltd"))]);
        Assert.Equal(["WmpInvalidRequest"], rows.ErrorIds);
        Assert.Equal([1, 3], rows.Output.Select(customer => (int)customer.Prop("InputIndex")!));
    }

    [Fact]
    public void A_new_name_shows_everywhere()
    {
        portal.Session.Get("$null = New-WmpCustomer 'Before GmbH'; $null = Add-WmpContact 'Before GmbH' -Name Anna -Email anna@before.example.com");
        var name = portal.NewName();
        portal.Session.Get($"$null = Get-WmpCustomer 'Before GmbH' | New-WmpPbx -Name {name} -Platform Virtual -Term Yearly -Force");
        Assert.Equal(true, portal.Session.Get("Set-WmpCustomer 'before gmbh' -Name 'After GmbH'")[0].Prop("Changed"));
        Assert.Equal("After GmbH", portal.Session.Get($"Get-WmpPbx {name}")[0].Text("Customer"));
        Assert.Equal("After GmbH", portal.Session.Get("Get-WmpContact -Email anna@before.example.com")[0].Text("Customer"));
        Assert.Equal(["WmpNameTaken"], portal.Session.Run("Set-WmpCustomer 'After GmbH' -Name 'Bergmann GmbH'").ErrorIds);
        Assert.Equal(["WmpNothingToChange"], portal.Session.Run("Set-WmpCustomer 'After GmbH'").ErrorIds);
    }

    [Fact]
    public void A_customer_with_PBXs_can_not_be_removed_and_one_without_goes_with_its_contacts()
    {
        portal.NewPbx();
        var refused = portal.Session.Run("Remove-WmpCustomer 'Bergmann GmbH' -Force");
        Assert.Equal(["WmpInUse"], refused.ErrorIds);
        Assert.Equal("Bergmann GmbH", refused.Error.TargetObject);

        portal.Session.Get("$null = New-WmpCustomer 'Short Ltd'; $null = Add-WmpContact 'Short Ltd' -Name Anna -Email anna@short.example.com");
        Assert.Empty(portal.Session.Get("Get-WmpCustomer 'Short Ltd' | Remove-WmpCustomer -Force"));
        Assert.Empty(portal.Session.Get("Get-WmpContact -Email anna@short.example.com"));
        Assert.Equal(["WmpNotFound"], portal.Session.Run("Remove-WmpCustomer 'Short Ltd' -Force").ErrorIds);
    }

    [Fact]
    public void A_PBX_that_is_piped_by_mistake_never_reaches_its_customer()
    {
        var name = portal.NewPbx();
        var before = portal.Everything();
        Assert.Equal(["WmpNotFound", "WmpNotFound", "WmpNotFound"], portal.Session.Run(
            $"Get-WmpPbx {name} | Set-WmpCustomer; Get-WmpPbx {name} | Remove-WmpCustomer -Force; Get-WmpContact -Email it@* | Remove-WmpCustomer -Force").ErrorIds);
        Assert.Equal(before, portal.Everything());
    }

    [Fact]
    public void The_same_mail_address_is_the_same_contact()
    {
        portal.Session.Get("$null = New-WmpCustomer 'Contacts Ltd'");
        Assert.Equal([true, false, true], portal.Session.Get(
            """
            Add-WmpContact 'Contacts Ltd' -Name Anna -Email anna@contacts.example.com
            Get-WmpCustomer 'Contacts Ltd' | Add-WmpContact -Name Anna -Email ANNA@contacts.example.com
            Add-WmpContact 'Contacts Ltd' -Name 'Anna B.' -Email anna@contacts.example.com
            """).Select(contact => (bool)contact.Prop("Changed")!));
        Assert.Equal("Anna B.", Assert.Single(portal.Session.Get("Get-WmpCustomer 'Contacts Ltd' | Get-WmpContact")).Text("Name"));
        Assert.Equal(["WmpInvalidRequest"], portal.Session.Run("Add-WmpContact 'Contacts Ltd' -Name Bert -Email 'no address'").ErrorIds);
    }

    [Fact]
    public void A_contact_is_never_called_like_the_company_that_was_piped()
        => Assert.Equal(["WmpValidation"], portal.Session.Run("Get-WmpCustomer 'Bergmann GmbH' | Add-WmpContact -Email somebody@bergmann.example.com").ErrorIds);

    [Fact]
    public void A_row_is_named_also_where_the_customer_stands_on_the_command_line()
    {
        var row = Rows.Of(("Name", "Carl"), ("Email", "no address"), ("Phone", "1"));
        var outcome = portal.Session.Run("$input | Add-WmpContact -Customer 'Bergmann GmbH'", [row]);
        BadRowTests.AssertRow(outcome, "WmpInvalidRequest", "name@example.com", row, input: 1);
        Assert.Contains("'Phone'", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Contacts_are_found_and_removed()
    {
        portal.Session.Get("$null = New-WmpCustomer 'Leavers Ltd'; $null = Add-WmpContact 'Leavers Ltd' -Name Anna -Email anna@leavers.example.com; $null = Add-WmpContact 'Leavers Ltd' -Name Bert -Email bert@leavers.example.com");
        Assert.Equal(["Anna"], portal.Session.Get("Get-WmpContact 'Leavers Ltd' -Name 'a*'").Select(contact => contact.Text("Name")));
        var gone = Assert.Single(portal.Session.Get("Get-WmpContact 'Leavers Ltd' -Email bert@* | Remove-WmpContact -PassThru -Force"));
        Assert.Equal(("Bert", true), (gone.Text("Name"), gone.Prop("Changed")));
        Assert.Equal(["WmpNotFound", "WmpNotFound"], portal.Session.Run("Get-WmpContact 'Nobody Ltd'; Remove-WmpContact con_none -Force").ErrorIds);
        Assert.Single(portal.Session.Get("Get-WmpContact 'Leavers Ltd'"));
    }

    [Fact]
    public void A_customer_without_a_contact_gets_no_PBX()
    {
        portal.Session.Get("$null = New-WmpCustomer 'Silent Ltd'");
        Assert.Equal(["CustomerContactRequired"], portal.Session.Run($"New-WmpPbx -Customer 'Silent Ltd' -Name {portal.NewName()} -Platform Virtual -Term Yearly -Force").ErrorIds);
    }

    [Fact]
    public void Hardware_is_bought_used_up_and_then_missing()
    {
        using var fresh = PortalSession.With();
        var order = fresh.Session.Get("New-WmpHardwareOrder 1 -MaximumFee 450 -Force")[0];
        Assert.Equal(("WPBX-HW", "450.00 EUR", 1), (order.Text("Item"), order.Text("Fee"), order.Prop("Unused")));
        fresh.NewPbx("-Platform Hardware -Term Lifetime");
        Assert.Empty(fresh.Session.Get("Get-WmpHardwareOrder -Unused"));
        Assert.Equal(1, Assert.Single(fresh.Session.Get("Get-WmpHardwareOrder wpbx-hw")).Prop("Used"));
        var outcome = fresh.Session.Run($"New-WmpPbx -Customer 'Bergmann GmbH' -Name {fresh.NewName()} -Platform Hardware -Term Lifetime -Force");
        Assert.Equal(["HardwareNotPurchased"], outcome.ErrorIds);
        Assert.Equal(["FeeAboveMaximum", "WmpInvalidRequest", "WmpInvalidRequest", "WmpValidation"], fresh.Session.Run(
            "New-WmpHardwareOrder 2 -MaximumFee 899.99 -Force; New-WmpHardwareOrder 0 -Force; New-WmpHardwareOrder 1 -Item TOASTER -Force; New-WmpHardwareOrder 1x -Force").ErrorIds);
        Assert.Single(fresh.Session.Get("Get-WmpHardwareOrder"));
    }
}
