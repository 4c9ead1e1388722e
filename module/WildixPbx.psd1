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
        'Add-PbxHostKey'
        'Add-WmpContact'
        'Approve-WmpSandboxRequest'
        'Connect-Wmp'
        'Deny-WmpSandboxRequest'
        'Disconnect-Wmp'
        'Get-PbxHostKey'
        'Get-PbxInfo'
        'Get-WmpConnection'
        'Get-WmpContact'
        'Get-WmpCustomer'
        'Get-WmpHardwareOrder'
        'Get-WmpLicense'
        'Get-WmpLicenseProfile'
        'Get-WmpPbx'
        'Get-WmpRegion'
        'Get-WmpRequest'
        'Get-WmpRule'
        'Get-WmpSandbox'
        'Get-WmpSandboxPbx'
        'Invoke-PbxCommand'
        'New-WmpCustomer'
        'New-WmpHardwareOrder'
        'New-WmpPbx'
        'Register-PbxKey'
        'Remove-PbxHostKey'
        'Remove-WmpContact'
        'Remove-WmpCustomer'
        'Remove-WmpRequest'
        'Set-PbxAdminPassword'
        'Set-WmpCustomer'
        'Set-WmpLicense'
        'Start-WmpSandbox'
        'Start-WmpSandboxPbx'
        'Stop-WmpSandbox'
        'Stop-WmpSandboxPbx'
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
