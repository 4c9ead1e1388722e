namespace WildixPbx.Tests;

/// <summary>How objects look at the prompt: in another process, which has the formatting that the engine alone lacks.</summary>
public sealed class ViewTests
{
    // Each on its own: what comes after in one stream is shown as a list, whatever views there are.
    [Fact]
    public async Task Every_type_has_a_view_with_the_columns_that_people_look_for()
    {
        var run = await ShellRun.OfAsync(
            """
            $ErrorActionPreference = 'Stop'; $WarningPreference = 'SilentlyContinue'
            '#Sandbox' | Out-Default; $sandbox = Start-WmpSandbox views -Temporary; $sandbox | Out-Default
            '#WmpConnection' | Out-Default; $sandbox | Connect-Wmp | Out-Default
            '#CustomerChange' | Out-Default; New-WmpCustomer 'Rossi S.p.A.' | Out-Default
            '#ContactChange' | Out-Default; Add-WmpContact 'Rossi S.p.A.' -Name Anna -Email anna@rossi.example.com | Out-Default
            '#Customer' | Out-Default; Get-WmpCustomer | Out-Default
            '#Contact' | Out-Default; Get-WmpContact | Out-Default
            '#HardwareOrderChange' | Out-Default; New-WmpHardwareOrder 2 -Force | Out-Default
            '#HardwareOrder' | Out-Default; Get-WmpHardwareOrder | Out-Default
            '#PbxChange' | Out-Default; New-WmpPbx rossi-milano -Customer 'Rossi S.p.A.' -Platform Virtual -Term Yearly -UcEssential 10 -Force | Out-Default
            '#Pbx' | Out-Default; Get-WmpPbx | Out-Default
            '#License' | Out-Default; Get-WmpLicense rossi-milano | Out-Default
            '#LicenseChange' | Out-Default; Set-WmpLicense rossi-milano -UcEssential 5 -UcBusiness 3 -Force | Out-Default
            '#ApprovalRequest' | Out-Default; Get-WmpRequest | Out-Default
            '#RequestChange' | Out-Default; Get-WmpRequest | Approve-WmpSandboxRequest | Out-Default
            '#Region' | Out-Default; Get-WmpRegion eu-central-1 | Out-Default
            '#LicenseProfile' | Out-Default; Get-WmpLicenseProfile UC-Essential | Out-Default
            '#RuleInfo' | Out-Default; Get-WmpRule LifetimeDecrease | Out-Default
            '#Finding' | Out-Default; try { Set-WmpLicense rossi-milano -UcEssential -1 -Force } catch { $_.Exception.Findings | Out-Default }
            '#ChangeFinding' | Out-Default; Test-WmpChange rossi-milano -UcEssential -1 | Out-Default
            '#SandboxStatistics' | Out-Default; (Get-WmpSandbox).Statistics | Out-Default
            Stop-WmpSandbox
            """);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        var parts = run.Out.Split('#', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('\n', 2)).ToDictionary(part => part[0].Trim(), part => part[1]);
        foreach (var (type, texts) in (IEnumerable<(string, string[])>)
        [
            ("Sandbox", ["views", "http://127.0.0.1"]),
            ("WmpConnection", ["http://127.0.0.1", "Partner", "2020-02"]),
            ("CustomerChange", ["Rossi S.p.A.", "Changed"]),
            ("ContactChange", ["anna@rossi.example.com", "Changed"]),
            ("Customer", ["Rossi S.p.A."]),
            ("Contact", ["Anna", "anna@rossi.example.com"]),
            ("HardwareOrderChange", ["WPBX-HW", "900.00 EUR"]),
            ("HardwareOrder", ["WPBX-HW", "Unused"]),
            ("PbxChange", ["rossi-milano", "400.00 EUR"]),
            ("Pbx", ["rossi-milano", "Virtual", "Yearly", "UC-Essential 10"]),
            ("License", ["UC-Essential", "10"]),
            ("LicenseChange", ["UC-Essential", "UC-Business", "Requested", "Effective", "Fee"]),
            ("ApprovalRequest", ["req_", "Pending", "rossi-milano"]),
            ("RequestChange", ["req_", "Approved"]),
            ("Region", ["eu-central-1", "Frankfurt"]),
            ("LicenseProfile", ["UC-Essential"]),
            ("RuleInfo", ["LifetimeDecrease", "Error"]),
            ("Finding", ["LicenseCountInvalid", "-1 is no count"]),
            ("ChangeFinding", ["rossi-milano", "LicenseCountInvalid", "-1 is no count"]),
            ("SandboxStatistics", ["Mutating"]),
        ])
        {
            Assert.True(parts.TryGetValue(type, out var shown), $"{type} shows nothing.");
            foreach (var text in texts) Assert.True(shown!.Contains(text, StringComparison.Ordinal), $"{type} does not show '{text}':\n{shown}");
            Assert.False(shown!.Contains("WildixPbx.", StringComparison.Ordinal), $"{type} shows a type instead of a value:\n{shown}");
        }
    }
}
