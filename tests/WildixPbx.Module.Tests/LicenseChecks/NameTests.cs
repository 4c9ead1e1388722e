namespace WildixPbx.Tests;

/// <summary>Names that are written in several ways, or that turn what follows them.</summary>
public sealed class NameTests
{
    const string Composed = "Caf\u00E9 Nord", Decomposed = "CAFE\u0301 Nord";

    [Fact]
    public void A_customer_is_the_same_whether_an_accent_is_part_of_its_letter_or_follows_it()
    {
        using var portal = new PortalSession();
        var session = portal.Session;
        session.Set("composed", Composed);
        session.Set("decomposed", Decomposed);
        session.Get("$null = New-WmpCustomer -Name $composed; $null = Add-WmpContact -Customer $composed -Name 'IT office' -Email it@cafe.example.com");
        var (name, other) = (portal.NewName(), portal.NewPbx());
        session.Get($"$null = New-WmpPbx {name} -Customer $composed -Platform Virtual -Term Yearly -UcEssential 5 -Force");

        // At the portal, of objects, and of rows that are written either way.
        Assert.Equal([name], Names("Get-LicenseCheckStatus -Customer $decomposed"));
        Assert.Equal([name], Names("Get-WmpPbx | Get-LicenseCheckStatus -Customer $decomposed"));
        foreach (var (asked, found) in new[] { ("$decomposed", "$composed"), ("$composed", "$decomposed") })
            Assert.Equal(["a"], Names($"[pscustomobject]@{{ Name = 'a'; Customer = {found}; LastRenewal = '' }}, [pscustomobject]@{{ Name = 'b'; Customer = 'Cafe Nord'; LastRenewal = '' }} | Get-LicenseCheckStatus -Customer {asked}"));
        Assert.Contains(other, Names("Get-LicenseCheckStatus"));

        string[] Names(string command) => [.. session.Get(command).Select(status => status.Text("Pbx")!)];
    }

    [Fact]
    public void A_name_of_half_a_character_is_compared_as_it_is()
    {
        using var session = new ModuleSession();
        Assert.Equal("a", Assert.Single(session.Get("[pscustomobject]@{ Name = 'a'; Customer = \"x$([char]0xD83D)\"; LastRenewal = '' } | Get-LicenseCheckStatus -Customer \"X$([char]0xD83D)\"")).Text("Pbx"));
    }

    [Theory] // a right-to-left override, in what an error says
    [InlineData("[pscustomobject]@{ Name = 'a'; Platform = $name; LastRenewal = '' } | Get-LicenseCheckStatus")]
    [InlineData("[pscustomobject]@{ Name = $name; LastRenewal = '' } | Get-LicenseCheckStatus -FromBox -Token ([Net.NetworkCredential]::new('', 'x').SecurePassword)")]
    [InlineData("[pscustomobject]@{ Name = $name } | Export-WmpLicenseCheckReport ([IO.Path]::GetTempPath() + 'never-written.csv')")]
    public void A_name_that_turns_what_follows_is_isolated_in_an_error(string command)
    {
        using var session = new ModuleSession();
        session.Set("name", "http://\u202Elive moc");
        var message = session.Run(command).Errors[0].Exception.Message;
        Assert.Contains("\u2068", message, StringComparison.Ordinal);
        Assert.Contains("\u2069'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_customer_that_the_portal_does_not_know_is_isolated_in_its_error()
    {
        using var portal = new PortalSession();
        Assert.Contains("'\u2068\u202Elive\u2069'", portal.Session.End("Get-LicenseCheckStatus -Customer \"$([char]0x202E)live\"").Exception.Message, StringComparison.Ordinal);
    }
}
