<#
.SYNOPSIS
    Activates a new Virtual PBX as the guide has it, on a sandbox portal and a simulated PBX with a real SSH server.
.DESCRIPTION
    Creates the PBX, changes the factory password of its admin, upgrades it, enters its key, and gives its users the
    licences of users.csv. Then what was bought is held against what is assigned. Each state is checked; the first one that
    is not as expected ends the script with exit code 1. Needs OpenSSH's server and libnss-wrapper, so Linux.
.PARAMETER Name
    The sandbox's name. Its data go when the script ends.
.PARAMETER Data
    The folder of users.csv.
#>
param([string] $Name = 'activate', [string] $Data = (Join-Path $PSScriptRoot 'data'))
$ErrorActionPreference = 'Stop'
if (-not (Get-Module WildixPbx)) { Import-Module (Join-Path $PSScriptRoot '../output/WildixPbx') }

# What costs money or can't be undone would be asked about; here everything is agreed to beforehand.
$agreed = @{ Force = $true; WarningAction = 'SilentlyContinue' }
. (Join-Path $PSScriptRoot 'checks.ps1')

try {
    $sandbox = Start-WmpSandbox -Name $Name -Temporary
    $connection = $sandbox | Connect-Wmp

    Step '1. At the portal: the PBX, its licences and its key'
    New-WmpCustomer -Name 'Bianchi S.r.l.' @agreed | Out-Null
    Add-WmpContact -Customer 'Bianchi S.r.l.' -Name 'Carla Bianchi' -Email carla@bianchi.example @agreed | Out-Null
    New-WmpPbx -Customer 'Bianchi S.r.l.' -Name bianchi-office -Platform Virtual -Term Yearly -PbxBasic 1 -UcEssential 2 -UcBusiness 2 -UcPremium 1 @agreed | Out-Null
    $key = 'bianchi-office' | Get-WmpPbxKey
    Assert-State 'The key is kept secret' $key.Key.GetType().Name SecureString

    # The box: on the sandbox a simulator, whose object says where it is and how it is logged in to.
    $box = Start-WmpSandboxPbx bianchi-office -Ssh -AvailableVersion 7.10.61000.1
    Assert-State 'Its SSH server is a process of OpenSSH' ((Get-Content "/proc/$(Get-Content (Join-Path $box.SshFolder 'ssh/sshd.pid'))/comm") -replace '-.*') sshd

    Step '2. On the box: the password of its admin'
    $password = $box | Set-PbxAdminPassword @agreed
    Assert-State 'A new password was made' $password.Outcome Done
    $login = [pscredential]::new($box.SshUserName, $password.Password)
    Assert-Refused 'The old password' WmpPasswordRefused { $box | Invoke-PbxCommand -Command hostname }
    Assert-State 'The new password' ($box | Invoke-PbxCommand -Command hostname -Credential $login) bianchi-office

    Step '3. On the box: the upgrade, before the key'
    Assert-State 'A newer version' ($box | Update-Pbx -CheckOnly).AvailableVersion 7.10.61000.1
    $upgrade = $box | Update-Pbx -PollInterval 00:00:00.2 @agreed
    Assert-State 'The version now' $upgrade.WmsVersion 7.10.61000.1

    Step '4. On the box: the key'
    Assert-State 'The key' ($box | Register-PbxKey -Key $key.Key -Credential $login @agreed).Outcome Done
    Assert-State 'The key, once more' ($box | Register-PbxKey -Key $key.Key -Credential $login @agreed).Changed $false
    'bianchi-office' | Set-WmpSandboxPbx -Activated $true | Out-Null # what the box's first call to the license server does
    Assert-State 'The PBX at the portal' ('bianchi-office' | Wait-WmpPbx -Timeout 30).State Active

    Step '5. On the box: the licences of its users'
    Assert-State 'Users with the licence that all new ones get' @($box | Get-PbxUser -LicenseType Essential).Count 5
    $users = Import-Csv (Join-Path $Data 'users.csv')
    # The rows say which PBX they are of; here each gets the address of its simulator as well.
    $users | Add-Member -NotePropertyName Uri -NotePropertyValue $box.Uri
    $set = $users | Set-PbxUserLicense -Token $box.Token -CertificateFingerprint $box.CertificateFingerprint @agreed
    Assert-State 'Users that were set' @($set | Where-Object Changed).Count $users.Count

    Step '6. Bought against assigned'
    $comparison = $box | Compare-PbxLicense
    Assert-State 'Overuse' @($comparison.Findings | Where-Object RuleId -eq LicenseOverused).Count 0
    $comparison

    ''
    "All $script:checks states are as expected."
    $ok = $true
}
catch {
    "FAILED: $_"
    $ok = $false
}
finally {
    if ($connection) { $connection | Disconnect-Wmp }
    if ($sandbox) { $sandbox | Stop-WmpSandbox }
}
if (-not $ok) { exit 1 }
exit 0
