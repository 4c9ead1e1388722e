namespace WildixPbx.Tests.Connections;

/// <summary>Which connection a cmdlet uses.</summary>
public sealed class ConnectionTests(PortalSession portal) : IClassFixture<PortalSession>
{
    [Fact]
    public void The_parameter_beats_the_default()
    {
        using var other = PortalSession.With();
        using var session = portal.Another();
        session.Set("other", other.Sandbox);
        var name = portal.NewPbx();
        session.Get("$there = $other | Connect-Wmp -NoDefault");
        Assert.Single(session.Get($"Get-WmpPbx {name}"));
        Assert.Equal(["WmpNotFound"], session.Run($"Get-WmpPbx {name} -Connection $there").ErrorIds);
        session.Get($"$null = New-WmpCustomer 'Only there' -Connection $there");
        Assert.Equal(["WmpNotFound"], session.Run("Get-WmpCustomer 'Only there'").ErrorIds);
    }

    [Fact]
    public void The_last_connection_is_the_default_unless_NoDefault_says_otherwise()
    {
        using var session = portal.Another();
        var kept = session.Get("$first = Get-WmpConnection; $second = $sandbox | Connect-Wmp -NoDefault; [object]::ReferenceEquals($first, (Get-WmpConnection))")[0];
        Assert.Equal(true, kept.BaseObject);
        var changed = session.Get("$third = $sandbox | Connect-Wmp; [object]::ReferenceEquals($third, (Get-WmpConnection))")[0];
        Assert.Equal(true, changed.BaseObject);
    }

    [Fact]
    public void Two_runspaces_do_not_share_a_default()
    {
        using var other = new ModuleSession();
        Assert.Empty(other.Get("Get-WmpConnection"));
        Assert.StartsWith("WmpNotConnected,", other.Run("Get-WmpPbx").Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(portal.Session.Get("Get-WmpConnection"));
    }

    [Theory]
    [InlineData("Get-WmpPbx")]
    [InlineData("Get-WmpCustomer")]
    [InlineData("Get-WmpContact")]
    [InlineData("Get-WmpLicense")]
    [InlineData("Get-WmpRequest")]
    [InlineData("Get-WmpHardwareOrder")]
    [InlineData("Get-WmpRegion")]
    [InlineData("Get-WmpLicenseProfile")]
    [InlineData("Wait-WmpRequest req_1")]
    [InlineData("New-WmpCustomer x")]
    [InlineData("Set-WmpLicense x -UcEssential 1 -Force")]
    public void After_Disconnect_a_cmdlet_says_that_there_is_no_connection(string command)
    {
        using var session = portal.Another();
        session.Get("Disconnect-Wmp; Disconnect-Wmp"); // the second finds it done already
        var error = session.End(command);
        Assert.StartsWith("WmpNotConnected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("WildixPbx.AuthenticationException", error.Exception.GetType().FullName);
        Assert.Contains("Connect-Wmp", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_that_was_closed_is_not_used_again()
    {
        using var session = portal.Another();
        session.Get("$closed = $sandbox | Connect-Wmp -NoDefault; $closed | Disconnect-Wmp");
        Assert.Equal(["WmpDisconnected"], session.Run("Get-WmpPbx -Connection $closed").ErrorIds);
        Assert.NotEmpty(session.Get("Get-WmpConnection"));
    }

    [Fact]
    public void A_connection_says_whose_it_is_and_shows_no_token()
    {
        var connection = portal.Session.Get("Get-WmpConnection")[0];
        Assert.Equal("Sandbox", connection.Prop("Source"));
        Assert.Equal("Partner", connection.Prop("Role"));
        Assert.Equal("2020-02", connection.Prop("RuleSet"));
        Assert.DoesNotContain(connection.Properties, property => property.Value?.ToString()?.Contains(portal.Token, StringComparison.Ordinal) == true);
    }

    [Fact]
    public void Certificates_that_are_not_checked_are_warned_of()
    {
        using var session = new ModuleSession();
        session.Set("sandbox", portal.Sandbox);
        Assert.Contains("Certificates", Assert.Single(session.Run("$sandbox | Connect-Wmp -SkipCertificateCheck").Warnings), StringComparison.Ordinal);
    }
}
