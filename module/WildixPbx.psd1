@{
    # Windows PowerShell takes the netstandard2.0 build, PowerShell 7 the net8.0 one with its own load context.
    RootModule             = if ($PSEdition -eq 'Desktop') { 'netstandard2.0/WildixPbx.PowerShell.dll' } else { 'net8.0/WildixPbx.PowerShell.dll' }
    ModuleVersion          = '0.1.0'
    GUID                   = 'b7c0f0a6-4f4e-4f57-9d0c-6f2f8f1e7a35'
    Author                 = 'The WildixPbx authors'
    CompanyName            = 'The WildixPbx authors'
    Copyright              = '(c) The WildixPbx authors'
    Description            = 'Runs the Wildix Management Portal and the PBXs behind it: customers, PBXs, licences in bulk, with the rules of the licensing guide as typed errors, and a sandbox portal to rehearse on.'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Core', 'Desktop')
    FormatsToProcess       = @('WildixPbx.Format.ps1xml')
    CmdletsToExport        = @(
        'Add-WmpContact'
        'Add-WmpStorage'
        'Approve-WmpSandboxRequest'
        'Connect-Wmp'
        'Deny-WmpSandboxRequest'
        'Disable-WmpLicenseSharing'
        'Disable-WmpNetwork'
        'Disable-WmpSsh'
        'Disconnect-Wmp'
        'Enable-WmpLicenseSharing'
        'Enable-WmpNetwork'
        'Enable-WmpSsh'
        'Export-WmpLicenseCheckReport'
        'Get-LicenseCheckStatus'
        'Get-WmpAuditEvent'
        'Get-WmpConnection'
        'Get-WmpContact'
        'Get-WmpCustomer'
        'Get-WmpHardwareOrder'
        'Get-WmpLicense'
        'Get-WmpLicenseProfile'
        'Get-WmpLicenseSharing'
        'Get-WmpPbx'
        'Get-WmpPbxKey'
        'Get-WmpRegion'
        'Get-WmpRequest'
        'Get-WmpRule'
        'Get-WmpRun'
        'Get-WmpSandbox'
        'Get-WmpSandboxMail'
        'Get-WmpSsh'
        'Move-WmpPbx'
        'New-WmpCustomer'
        'New-WmpHardwareOrder'
        'New-WmpPbx'
        'Remove-WmpContact'
        'Remove-WmpCustomer'
        'Remove-WmpRequest'
        'Remove-WmpRun'
        'Resume-WmpRun'
        'Send-WmpLicenseCheckReport'
        'Set-WmpCustomer'
        'Set-WmpLicense'
        'Set-WmpPbx'
        'Set-WmpSandboxClock'
        'Set-WmpSandboxPbx'
        'Set-WmpTerm'
        'Start-WmpSandbox'
        'Stop-WmpSandbox'
        'Test-WmpChange'
        'Test-WmpLicenseServer'
        'Use-WmpSsh'
        'Wait-WmpPbx'
        'Wait-WmpRequest'
    )
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            Tags         = @('Wildix', 'PBX', 'WMP', 'Licensing', 'PSEdition_Core', 'PSEdition_Desktop')
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
