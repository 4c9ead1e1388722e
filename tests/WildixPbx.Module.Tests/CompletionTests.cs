using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace WildixPbx.Tests;

/// <summary>What Tab offers.</summary>
public sealed class CompletionTests(PortalSession portal) : IClassFixture<PortalSession>
{
    [Theory]
    [InlineData("New-WmpPbx -Term ", "Monthly,Yearly,FiveYears,Lifetime")]
    [InlineData("New-WmpPbx -Term y", "Yearly")]
    [InlineData("New-WmpPbx -Platform v", "Virtual")]
    [InlineData("New-WmpPbx -Licensing ", "PerUser,PerService")]
    [InlineData("New-WmpPbx -Region eu-w", "eu-west-1,eu-west-3")]
    [InlineData("Get-WmpPbx -Region 'us-e", "us-east-1")]
    [InlineData("Get-WmpLicense -Profile UC-B", "UC-Business")]
    [InlineData("Get-WmpRegion ap", "ap-southeast-2")]
    [InlineData("Get-WmpRule LicenseCheckG", "LicenseCheckGrace")]
    [InlineData("Start-WmpSandbox -RuleSet 20", "2020-02,2022-04")]
    [InlineData("Get-WmpPbx -Term F", "FiveYears")]
    [InlineData("Get-WmpAuditEvent -Kind c", "customer,contact")]
    [InlineData("Get-WmpSandboxMail -Kind L", "LicenseNotRenewed")]
    public void The_words_that_a_parameter_takes_are_offered(string text, string words)
        => Assert.Equal(words.Split(',').Order(StringComparer.Ordinal), Complete(portal.Session, text).Select(word => word.Trim('\'')).Order(StringComparer.Ordinal));

    [Fact]
    public void The_servers_that_are_offered_are_those_that_the_client_may_share_with()
    {
        var (client, server, offline) = (portal.NewPbx("-Platform Virtual -Term Yearly"), portal.NewPbx(), portal.NewPbx());
        var service = portal.NewPbx("-Platform Virtual -Term Yearly -Licensing PerService");
        portal.Session.Get($"$null = '{client}', '{server}', '{service}' | Enable-WmpNetwork");
        Assert.Equal([server], Complete(portal.Session, $"Enable-WmpLicenseSharing {client} -ServerPbx "));
        Assert.Equal([server], Complete(portal.Session, $"Enable-WmpLicenseSharing -Identity {client} -ServerPbx '{server[..5]}"));
        Assert.Empty(Complete(portal.Session, $"Enable-WmpLicenseSharing {client} -ServerPbx {offline}"));
        Assert.Empty(Complete(portal.Session, "Enable-WmpLicenseSharing nobody -ServerPbx "));
        Assert.Empty(Complete(portal.Session, "Enable-WmpLicenseSharing -ServerPbx "));
    }

    [Theory]
    [InlineData("Enable-WmpLicenseSharing x -ServerPbx ", 0)]
    [InlineData("New-WmpPbx -Region eu", 0)]
    [InlineData("Get-WmpLicense -Profile UC", 0)]
    [InlineData("New-WmpPbx -Term y", 1)]
    public void Without_a_connection_what_only_the_portal_knows_is_left_out_without_an_error(string text, int count)
    {
        using var session = new ModuleSession();
        Assert.Equal(count, Complete(session, text).Length);
        Assert.Empty((ArrayList)session.Runspace.SessionStateProxy.GetVariable("Error"));
    }

    [Fact]
    public void A_portal_that_is_gone_does_not_stand_in_the_way()
    {
        using var session = new ModuleSession();
        session.Get($"$gone = Start-WmpSandbox c{Guid.NewGuid():N} -Temporary; $null = $gone | Connect-Wmp; $gone | Stop-WmpSandbox");
        Assert.Empty(Complete(session, "New-WmpPbx -Region eu"));
    }

    // The engine's own completion, as the prompt calls it: in a runspace that is busy with nothing else.
    static string[] Complete(ModuleSession session, string text)
    {
        using var shell = PowerShell.Create(session.Runspace);
        var before = Runspace.DefaultRunspace;
        try
        {
            return [.. CommandCompletion.CompleteInput(text, text.Length, new Hashtable(), shell).CompletionMatches
                .Where(match => match.ResultType == CompletionResultType.ParameterValue).Select(match => match.CompletionText)];
        }
        finally { Runspace.DefaultRunspace = before; }
    }
}
