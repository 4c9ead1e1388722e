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
            '#PbxWithRequest' | Out-Default; Get-WmpPbx | Out-Default
            '#RequestStatus' | Out-Default; Get-WmpRequest | Out-Default
            '#RequestChange' | Out-Default; Get-WmpRequest | Approve-WmpSandboxRequest | Out-Default
            '#Region' | Out-Default; Get-WmpRegion eu-central-1 | Out-Default
            '#LicenseProfile' | Out-Default; Get-WmpLicenseProfile UC-Essential | Out-Default
            '#RuleInfo' | Out-Default; Get-WmpRule LifetimeDecrease | Out-Default
            '#Finding' | Out-Default; try { Set-WmpLicense rossi-milano -UcEssential -1 -Force } catch { $_.Exception.Findings | Out-Default }
            '#ChangeFinding' | Out-Default; Test-WmpChange rossi-milano -UcEssential -1 | Out-Default
            $null = New-WmpPbx rossi-torino -Customer 'Rossi S.p.A.' -Platform Virtual -Term Yearly -UcEssential 10 -Force; $state = Join-Path ([IO.Path]::GetTempPath()) "wildix-views-$PID"
            '#TermChange' | Out-Default; Set-WmpTerm rossi-torino FiveYears -Force -StatePath $state | Out-Default
            '#Run' | Out-Default; Get-WmpRun -StatePath $state | Out-Default; Remove-Item $state -Recurse
            '#PbxMigrationCheck' | Out-Default; Test-PbxMigration rossi-torino -WmsVersion 3.86 -DatabaseEngine MySQL -DatabaseGB 6.5 | Out-Default
            '#SandboxPbx' | Out-Default; Start-WmpSandboxPbx rossi-milano -UserCount 2 -AvailableVersion 7.10.1.1 | Out-Default
            '#PbxInfo' | Out-Default; Get-WmpSandboxPbx | Get-PbxInfo | Out-Default
            '#PbxUser' | Out-Default; Get-WmpSandboxPbx | Get-PbxUser | Out-Default
            '#PbxUserLicenseChange' | Out-Default; Get-WmpSandboxPbx | Set-PbxUserLicense -Extension 101 -LicenseType premium | Out-Default
            '#PbxLicenseComparison' | Out-Default; Get-WmpSandboxPbx | Compare-PbxLicense | Out-Default
            '#PbxUpgrade' | Out-Default; Get-WmpSandboxPbx | Update-Pbx -CheckOnly -PollInterval 0.05 | Out-Default
            $null = New-WmpPbx rossi-cloud -Customer 'Rossi S.p.A.' -Platform Cloud -Region eu-west-1 -Term Yearly -UcEssential 7 -Force
            $null = New-WmpPbx rossi-roma -Customer 'Rossi S.p.A.' -Platform Virtual -Term Yearly -Force
            '#PbxActivationKey' | Out-Default; Get-WmpPbxKey rossi-milano | Out-Default
            '#StorageChange' | Out-Default; Add-WmpStorage rossi-cloud -Units 2 -Force | Out-Default
            '#SshChange' | Out-Default; Enable-WmpSsh rossi-cloud -Duration 02:00:00 | Out-Default
            '#SshAccess' | Out-Default; Get-WmpSsh -Open | Out-Default
            '#NetworkChange' | Out-Default; 'rossi-cloud', 'rossi-roma' | Enable-WmpNetwork | Out-Default
            '#SharingChange' | Out-Default; Enable-WmpLicenseSharing rossi-roma -ServerPbx rossi-cloud | Out-Default
            '#LicenseSharing' | Out-Default; Get-WmpLicenseSharing | Out-Default
            '#SandboxPbxChange' | Out-Default; Set-WmpSandboxPbx rossi-milano -Activated true -WmsVersion 4.03.44693.48 | Out-Default
            '#CustomerMove' | Out-Default; Move-WmpPbx rossi-milano -Customer 'Rossi S.p.A.' -Force | Out-Default
            '#PortalMail' | Out-Default; Get-WmpSandboxMail -Kind SharingRequested | Out-Default
            '#AuditEntry' | Out-Default; Get-WmpAuditEvent rossi-cloud | Out-Default
            '#SandboxTime' | Out-Default; Set-WmpSandboxClock 60 | Out-Default
            '#LicenseCheckStatus' | Out-Default; [pscustomobject]@{ Name = 'rossi-roma'; Platform = 'Virtual'; Licensing = 'PerUser'; WmsVersion = '4.03'; LastRenewal = '2026-03-20' } | Get-LicenseCheckStatus -AsOf 2026-03-24T00:00:00Z | Out-Default
            '#LicenseServerStep' | Out-Default; Test-WmpLicenseServer -Server 127.0.0.1 -Port 1 | Out-Default
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
            ("Pbx", ["rossi-milano", "Virtual", "Created", "Yearly", "UC-Essential 10"]),
            ("PbxWithRequest", ["UC-Essential 10 ", "(asked: 5)"]),
            ("License", ["UC-Essential", "10"]),
            ("LicenseChange", ["UC-Essential", "UC-Business", "Requested", "Effective", "Fee"]),
            ("TermChange", ["rossi-torino", "Yearly -> FiveYears", "Waiting", "run_", "req_"]),
            ("Run", ["run_", "rossi-torino", "1 of 3", "Approval", "Pending"]),
            ("RequestStatus", ["req_", "Pending", "rossi-milano", "UC-Essential 10 -> 5", "Age"]),
            ("RequestChange", ["req_", "Approved"]),
            ("Region", ["eu-central-1", "Frankfurt"]),
            ("LicenseProfile", ["UC-Essential"]),
            ("RuleInfo", ["LifetimeDecrease", "Error"]),
            ("Finding", ["LicenseCountInvalid", "-1 is no count"]),
            ("ChangeFinding", ["rossi-milano", "LicenseCountInvalid", "-1 is no count"]),
            ("PbxMigrationCheck", ["rossi-torino", "Subscription", "False", "3.86", "MySQL 6.5 GB"]),
            ("SandboxPbx", ["rossi-milano", "https://127.0.0.1", "pbx_"]),
            ("PbxInfo", ["rossi-milano", "7.09."]),
            ("PbxUser", ["101", "essential", "rossi-milano.wildixin.com"]),
            ("PbxUserLicenseChange", ["essential", "premium", "True"]),
            ("PbxLicenseComparison", ["UC-Premium", "Assigned", "LicenseOverused"]),
            ("PbxUpgrade", ["7.09.", "Available", "7.10.1.1"]),
            ("PbxActivationKey", ["rossi-milano", "(kept from view)"]),
            ("StorageChange", ["rossi-cloud", "10", "30", "01:00", "EUR"]),
            ("SshChange", ["rossi-cloud.wildixin.com:2222", "True"]),
            ("SshAccess", ["rossi-cloud", "OpenFor"]),
            ("NetworkChange", ["rossi-roma", "True"]),
            ("SharingChange", ["rossi-roma", "rossi-cloud", "Requested", "req_"]),
            ("LicenseSharing", ["rossi-roma", "rossi-cloud", "UC-Essential 7"]),
            ("SandboxPbxChange", ["rossi-milano", "Active", "4.03.44693.48"]),
            ("CustomerMove", ["rossi-milano", "Rossi S.p.A.", "False"]),
            ("PortalMail", ["SharingRequested", "rossi-roma"]),
            ("AuditEntry", ["PbxCreated", "partner", "ScheduledStorageGB: - -> 30"]),
            ("SandboxTime", ["Now"]),
            ("LicenseCheckStatus", ["rossi-roma", "Grace", "2026-04-03", "api.wildix.com"]),
            ("LicenseServerStep", ["127.0.0.1:1", "NameResolution", "Passed", "Failed", "NotRun", "Detail"]),
            ("SandboxStatistics", ["Mutating"]),
        ])
        {
            Assert.True(parts.TryGetValue(type, out var shown), $"{type} shows nothing.");
            foreach (var text in texts) Assert.True(shown!.Contains(text, StringComparison.Ordinal), $"{type} does not show '{text}':\n{shown}");
            Assert.False(shown!.Contains("WildixPbx.", StringComparison.Ordinal), $"{type} shows a type instead of a value:\n{shown}");
        }
    }
}
