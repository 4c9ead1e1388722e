using System.Management.Automation;

namespace WildixPbx.Tests.Lists;

/// <summary>What -Identity takes, and what it does not.</summary>
public sealed class IdentityTests(PortalSession portal) : IClassFixture<PortalSession>
{
    [Fact]
    public void A_PBX_is_found_by_everything_that_people_call_it()
    {
        var name = portal.NewPbx();
        portal.Session.Get($"$pbx = Get-WmpPbx {name}");
        string[] ways =
        [
            "$pbx.Id", "$pbx.Serial", "$pbx.Serial.ToUpperInvariant()", "$pbx.Name.ToUpperInvariant()", "($pbx.Name + '.wildixin.com')", "($pbx.Name.ToUpperInvariant() + '.WILDIXIN.COM')",
            "(' ' + $pbx.Name + ' ')", "$pbx", "([pscustomobject]@{ Identity = $pbx.Name; Id = 'wrong' })", "([pscustomobject]@{ Identity = ' '; Id = $pbx.Id; Serial = 'wrong' })",
            "([pscustomobject]@{ Serial = $pbx.Serial; Name = 'wrong' })", "([pscustomobject]@{ Name = $pbx.Name })", "(Get-WmpLicense $pbx)",
        ];
        foreach (var way in ways)
        {
            Assert.Equal(name, Assert.Single(portal.Session.Get($"Get-WmpPbx -Identity {way}")).Text("Name"));
            Assert.Equal(name, Assert.Single(portal.Session.Get($"{way} | Get-WmpPbx")).Text("Name"));
            Assert.Equal(name, Assert.Single(portal.Session.Get($"{way} | Set-WmpLicense -UcEssential 10 -Force")).Text("Pbx"));
        }
    }

    [Fact]
    public void A_number_is_the_text_that_it_was_in_the_file()
    {
        var name = Random.Shared.NextInt64(100_000, 999_999).ToString(System.Globalization.CultureInfo.InvariantCulture);
        portal.Session.Get($"$null = New-WmpPbx -Customer 'Bergmann GmbH' -Name {name} -Platform Virtual -Term Yearly -Force");
        Assert.Single(portal.Session.Get($"Get-WmpPbx {name}; "));
        Assert.Single(portal.Session.Get($"[pscustomobject]@{{ Name = {name} }} | Get-WmpPbx"));
    }

    [Theory]
    [InlineData("$null")]
    [InlineData("''")]
    [InlineData("'  '")]
    [InlineData("([pscustomobject]@{ Other = 1 })")]
    [InlineData("([pscustomobject]@{ Name = ''; Id = $null })")]
    [InlineData("@{ Names = 'x' }")]
    [InlineData("@('a', 'b')")]
    public void Without_anything_that_identifies_there_is_an_error_and_never_all_of_them(string identity)
    {
        portal.NewPbx();
        var before = portal.Everything();
        foreach (var command in (string[])["Get-WmpPbx", "Get-WmpLicense", "Get-WmpCustomer", "Set-WmpLicense -UcEssential 1 -Force", "Remove-WmpCustomer -Force"])
        {
            var outcome = portal.Session.Run($"{command} -Identity {identity}");
            Assert.Equal(["WmpValidation"], outcome.ErrorIds);
            Assert.Equal("Identity", new PSObject(outcome.Error.Exception).Prop("Column"));
            Assert.Empty(outcome.Output);
        }

        Assert.Equal(before, portal.Everything());
    }

    [Fact]
    public void A_text_that_fits_two_PBXs_is_ambiguous_for_every_cmdlet()
    {
        var first = portal.NewPbx();
        portal.Session.Get($"$serial = (Get-WmpPbx {first}).Serial; $null = New-WmpPbx -Customer 'Bergmann GmbH' -Name $serial -Platform Virtual -Term Yearly -UcEssential 1 -Force");
        foreach (var command in (string[])["Get-WmpPbx $serial", "Get-WmpLicense $serial", "Set-WmpLicense $serial -UcEssential 20 -Force", "Set-WmpLicense $serial -UcEssential 20 -WhatIf"])
        {
            var outcome = portal.Session.Run(command);
            Assert.Equal(["WmpAmbiguousIdentity"], outcome.ErrorIds);
            Assert.Equal("WildixPbx.ConflictException", outcome.Error.Exception.GetType().FullName);
            Assert.Contains("id", outcome.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }

        Assert.Equal(10, portal.Count(first));
    }

    [Fact]
    public void An_error_of_a_piped_input_names_it()
    {
        var name = portal.NewPbx();
        foreach (var command in (string[])["Get-WmpPbx", "Get-WmpLicense"])
        {
            PSObject[] rows = [Rows.Of(("Name", name)), Rows.Of(("Name", "no-such-pbx")), Rows.Of(("Name", name))];
            var outcome = portal.Session.Run($"$input | {command}", rows);
            Assert.Equal(2, outcome.Output.Count);
            Assert.Equal(["WmpNotFound"], outcome.ErrorIds);
            Assert.Same(rows[1], outcome.Error.TargetObject);
            Assert.Equal(2, new PSObject(outcome.Error.Exception).Prop("InputIndex"));
            Assert.StartsWith("Input 2: ", outcome.Error.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal("no-such-pbx", portal.Session.Run("Get-WmpPbx no-such-pbx").Error.TargetObject);
    }

    [Fact]
    public void A_customer_gives_its_PBXs_contacts_and_licences()
    {
        portal.Session.Get("$null = New-WmpCustomer 'Piped Ltd'; $null = Add-WmpContact 'Piped Ltd' -Name Anna -Email anna@piped.example.com");
        string[] names = [portal.NewName(), portal.NewName()];
        portal.Session.Get($"$null = $input | New-WmpPbx -Customer 'Piped Ltd' -Platform Virtual -Term Yearly -UcEssential 3 -Force", names.Select(name => Rows.Of(("Name", name))));
        Assert.Equal(names, portal.Session.Get("Get-WmpCustomer 'Piped Ltd' | Get-WmpPbx").Select(pbx => pbx.Text("Name")));
        Assert.Equal(names, portal.Session.Get("Get-WmpCustomer 'Piped Ltd' | Get-WmpLicense").Select(license => license.Text("Pbx")));
        Assert.Single(portal.Session.Get("Get-WmpCustomer 'Piped Ltd' | Get-WmpContact"));
    }

    [Fact]
    public void A_PBX_a_contact_and_a_licence_give_their_customer()
    {
        var name = portal.NewPbx();
        foreach (var item in (string[])[$"Get-WmpPbx {name}", "Get-WmpContact -Email it@bergmann.example.com", $"Get-WmpLicense {name}"])
            Assert.Equal("Bergmann GmbH", Assert.Single(portal.Session.Get($"{item} | Get-WmpCustomer")).Text("Name"));
        Assert.Contains(portal.Session.Get($"Get-WmpPbx {name} | Get-WmpContact"), contact => contact.Text("Email") == "it@bergmann.example.com");
    }

    [Fact]
    public void Wildcards_find_several_where_something_is_read_and_none_where_something_is_changed()
    {
        var names = portal.NewPbxs(3);
        var common = names[0][..^9]; // all but what makes it unique
        Assert.Equal(names[0], Assert.Single(portal.Session.Get($"Get-WmpPbx {names[0][..^1]}?")).Text("Name"));
        Assert.Equal(names[0], Assert.Single(portal.Session.Get($"Get-WmpPbx {common.ToUpperInvariant()}-*")).Text("Name"));
        Assert.Equal(names[0], Assert.Single(portal.Session.Get($"Get-WmpLicense {common}-*")).Text("Pbx"));
        Assert.Empty(portal.Session.Get("Get-WmpPbx no-such-*"));
        Assert.Equal(["WmpNotFound"], portal.Session.Run("Set-WmpLicense pbx-* -UcEssential 99 -Force").ErrorIds);
        Assert.Equal(["WmpNotFound"], portal.Session.Run("Remove-WmpCustomer Berg* -Force").ErrorIds);
    }

    [Fact]
    public void A_bracket_in_a_name_is_a_letter()
    {
        portal.Session.Get("$null = New-WmpCustomer 'Branch [1] Ltd'");
        Assert.Single(portal.Session.Get("Get-WmpCustomer 'branch [1] ltd'"));
        Assert.Equal(["WmpNotFound"], portal.Session.Run("Get-WmpCustomer 'Branch [2] Ltd'").ErrorIds);
    }
}
