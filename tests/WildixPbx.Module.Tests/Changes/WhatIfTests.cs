using System.Management.Automation;

namespace WildixPbx.Tests.Changes;

/// <summary>-WhatIf: shows what a change would do and cost, and sends nothing that could change something.</summary>
public sealed class WhatIfTests(PortalSession portal) : IClassFixture<PortalSession>
{
    public static TheoryData<string, string> Commands => new()
    {
        { "New-WmpCustomer {1}", "{1}" },
        { "Set-WmpCustomer 'Bergmann GmbH' -Name {1}", "{1}" },
        { "Remove-WmpCustomer 'Empty Ltd'", "Empty Ltd" },
        { "Add-WmpContact 'Bergmann GmbH' -Name Anna -Email anna@bergmann.example.com", "anna@bergmann.example.com" },
        { "Remove-WmpContact (Get-WmpContact -Email it@bergmann.example.com)", "con_" },
        { "New-WmpPbx -Customer 'Bergmann GmbH' -Name {1} -Platform Virtual -Term Yearly -UcEssential 10", "400.00 EUR" },
        { "New-WmpHardwareOrder 3", "1350.00 EUR" },
        { "Set-WmpLicense {0} -UcEssential 30", "800.00 EUR" },
        { "Set-WmpLicense {0} -UcEssential 5", "DecreaseNeedsApproval" },
        { "Set-WmpLicense {0} -UcEssential 10", "already so" },
        { "Set-WmpLicense {0} -UcEssential 5 -Add", "200.00 EUR" },
        { "Remove-WmpRequest (Get-WmpRequest -State Pending -First 1)", "req_" },
        { "Get-WmpRequest -State Pending -First 1 | Approve-WmpSandboxRequest -Sandbox $sandbox", "req_" },
        { "Get-WmpRequest -State Pending -First 1 | Deny-WmpSandboxRequest -Sandbox $sandbox", "req_" },
        { "Stop-WmpSandbox $sandbox.Name", "process" },
        { "Start-WmpSandbox -Name what-if -Temporary", "what-if" },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_rehearsal_shows_the_change_and_sends_none(string command, string shown)
    {
        var (name, other) = (portal.NewPbx(), portal.NewName());
        portal.Session.Get($"$null = New-WmpCustomer 'Empty Ltd'; $null = Set-WmpLicense {portal.NewPbx()} -UcEssential 1 -Force");
        var host = new ScriptedHost();
        using var session = portal.Another(host);
        var before = portal.Everything();
        var sent = portal.Mutations();
        foreach (var suffix in command.Contains("Sandbox", StringComparison.Ordinal) ? (string[])[" -WhatIf"] : [" -WhatIf", " -WhatIf -Force"])
            Assert.Empty(session.Get(Fill(command) + suffix));
        Assert.All(host.Lines, line => Assert.Contains(Fill(shown), line, StringComparison.Ordinal));
        Assert.NotEmpty(host.Lines);
        Assert.Empty(host.Questions);
        Assert.Equal(sent, portal.Mutations());
        Assert.Equal(before, portal.Everything());
        Assert.Empty(session.Get("Get-WmpSandbox what-i?"));

        string Fill(string text) => string.Format(System.Globalization.CultureInfo.InvariantCulture, text, name, other);
    }

    [Fact]
    public void The_preference_is_as_good_as_the_switch()
    {
        var name = portal.NewPbx();
        portal.Session.Get($"& {{ $WhatIfPreference = $true; Set-WmpLicense {name} -UcEssential 30 -Force }}");
        Assert.Equal(10, portal.Count(name));
    }

    [Fact]
    public void All_rows_of_a_file_are_rehearsed_and_the_refused_ones_are_told()
    {
        var names = portal.NewPbxs(5, "-Platform Virtual -Term Lifetime -UcEssential 10");
        var before = portal.Mutations();
        PSObject[] rows = [.. names.Select((name, i) => Rows.Of(("Name", name), ("UcEssential", i == 1 ? "5" : i == 2 ? "12x" : i == 3 ? " " : "20")))];
        var host = new ScriptedHost();
        using var session = portal.Another(host);
        var outcome = session.Run("$input | Set-WmpLicense -WhatIf -ThrottleLimit 8", rows);
        Assert.Equal(["LifetimeDecrease", "WmpValidation", "WmpNothingToChange"], outcome.ErrorIds);
        Assert.Equal([2, 3, 4], outcome.Errors.Select(error => (int)new PSObject(error.Exception).Prop("InputIndex")!));
        Assert.Equal(2, host.Lines.Count);
        Assert.Empty(outcome.Output);
        Assert.Equal(before, portal.Mutations());
    }

    [Fact]
    public void A_fee_above_the_maximum_shows_in_a_rehearsal_too()
    {
        var outcome = portal.Session.Run($"Set-WmpLicense {portal.NewPbx()} -UcEssential 30 -MaximumFee 799.99 -WhatIf");
        Assert.Equal(["FeeAboveMaximum"], outcome.ErrorIds);
        Assert.Contains("800.00 EUR", outcome.Error.ToString(), StringComparison.Ordinal);
    }
}
