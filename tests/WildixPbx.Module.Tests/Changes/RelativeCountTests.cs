namespace WildixPbx.Tests.Changes;

/// <summary>-Add and -Remove, and changes that were thought out on a state that is no longer.</summary>
public sealed class RelativeCountTests(PortalSession portal) : IClassFixture<PortalSession>
{
    [Fact]
    public void Add_and_Remove_count_from_what_is_there()
    {
        var name = portal.NewPbx("-Platform Virtual -Term Yearly -UcEssential 10 -UcBusiness 5");
        var added = portal.Session.Get($"Set-WmpLicense {name} -UcEssential 5 -UcPremium 2 -Add -Force");
        Assert.Equal([15, 2], added.Select(result => (int)result.Prop("EffectiveCount")!));
        var removed = Assert.Single(portal.Session.Get($"Set-WmpLicense {name} -UcBusiness 2 -Remove -Force"));
        Assert.Equal((3, 5), ((int)removed.Prop("RequestedCount")!, (int)removed.Prop("EffectiveCount")!));
    }

    [Fact]
    public void Rows_of_one_PBX_add_up()
    {
        var name = portal.NewPbx();
        portal.Session.Get("$null = $input | Set-WmpLicense -Add -Force -ThrottleLimit 8", Enumerable.Range(0, 20).Select(_ => Rows.Of(("Name", name), ("UcEssential", "1"))));
        Assert.Equal(30, portal.Count(name));
    }

    [Theory]
    [InlineData("-UcEssential -5 -Add", "WmpValidation")]
    [InlineData("-UcEssential -5 -Remove", "WmpValidation")]
    [InlineData("-UcEssential 2147483647 -Add", "LicenseCountInvalid")]
    [InlineData("-UcEssential 11 -Remove", "LicenseCountInvalid")]
    public void A_number_that_makes_no_sense_is_refused(string parameters, string id)
    {
        var name = portal.NewPbx();
        Assert.Equal([id], portal.Session.Run($"Set-WmpLicense {name} {parameters} -Force").ErrorIds);
        Assert.Equal(10, portal.Count(name));
    }

    [Fact]
    public void Both_at_once_end_the_command()
        => Assert.StartsWith("WmpValidation,", portal.Session.End("Set-WmpLicense x -UcEssential 1 -Add -Remove -Force").FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void A_change_by_somebody_else_between_reading_and_adding_is_not_counted_twice()
    {
        var name = portal.NewPbx();
        var host = new ScriptedHost(_ =>
        {
            portal.Session.Get($"$null = Set-WmpLicense {name} -UcEssential 12 -Force"); // while the question stands
            return Answer.Yes;
        });
        using var session = portal.Another(host);
        var outcome = session.Run($"Set-WmpLicense {name} -UcEssential 5 -Add");
        Assert.Equal(["WmpStaleETag"], outcome.ErrorIds);
        Assert.Equal("WildixPbx.ConflictException", outcome.Error.Exception.GetType().FullName);
        Assert.NotEmpty(outcome.Error.ErrorDetails.RecommendedAction);
        Assert.Equal(12, portal.Count(name));
    }

    [Fact]
    public void A_stale_object_is_refused_and_a_name_is_not()
    {
        var name = portal.NewPbx();
        portal.Session.Get($"$old = Get-WmpPbx {name}; $null = Set-WmpLicense {name} -UcEssential 12 -Force");
        var stale = portal.Session.Run("$old | Set-WmpLicense -UcEssential 20 -Force");
        Assert.Equal(["WmpStaleETag"], stale.ErrorIds);
        Assert.Contains(name, stale.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(["WmpStaleETag"], portal.Session.Run("$old | Set-WmpLicense -UcEssential 20 -WhatIf").ErrorIds);
        Assert.Equal(12, portal.Count(name));
        portal.Session.Get("$null = $old.Name | Set-WmpLicense -UcEssential 20 -Force");
        Assert.Equal(20, portal.Count(name));
        portal.Session.Get($"$null = Get-WmpPbx {name} | Set-WmpLicense -UcEssential 21 -Force");
        Assert.Equal(21, portal.Count(name));
    }

    [Fact]
    public void A_stale_customer_is_neither_renamed_nor_removed()
    {
        portal.Session.Get("$null = New-WmpCustomer 'Old Name'; $old = Get-WmpCustomer 'Old Name'; $null = Set-WmpCustomer 'Old Name' -Name 'New Name'");
        Assert.Equal(["WmpStaleETag", "WmpStaleETag"], portal.Session.Run("$old | Set-WmpCustomer -Name 'Other Name'; $old | Remove-WmpCustomer -Force").ErrorIds);
        Assert.Single(portal.Session.Get("Get-WmpCustomer 'New Name'"));
    }

    [Fact]
    public void A_new_PBX_can_be_piped_on()
    {
        var name = portal.NewName();
        portal.Session.Get($"$null = New-WmpPbx -Customer 'Bergmann GmbH' -Name {name} -Platform Virtual -Term Yearly -Force | Set-WmpLicense -UcEssential 7 -Force");
        Assert.Equal(7, portal.Count(name));
    }
}
