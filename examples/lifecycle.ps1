<#
.SYNOPSIS
    The life of one customer, from creation to shared licences, on a sandbox portal with a moved clock.
.DESCRIPTION
    Creates a customer with a Cloud PBX and two Virtual ones, and takes them through all that a partner can do at the
    portal: licences up and down (with a Wildix manager's approval), a change of term that is denied and then one that is
    approved, storage, SSH, sharing licences over the WMS Network. The sandbox's clock is moved where something takes its
    time. Each state is checked; the first one that is not as expected ends the script with exit code 1.
.PARAMETER Name
    The sandbox's name. Its data go when the script ends.
#>
param([string] $Name = 'lifecycle')
$ErrorActionPreference = 'Stop'
if (-not (Get-Module WildixPbx)) { Import-Module (Join-Path $PSScriptRoot '../output/WildixPbx') }

# What costs money or can't be undone would be asked about; here everything is agreed to beforehand.
$agreed = @{ Force = $true; WarningAction = 'SilentlyContinue' }
. (Join-Path $PSScriptRoot 'checks.ps1')

try {
    $sandbox = Start-WmpSandbox -Name $Name -Temporary
    $connection = $sandbox | Connect-Wmp

    Step '1. A customer, a contact, three PBXs'
    $customer = New-WmpCustomer -Name 'Rossi S.p.A.' @agreed
    Assert-Refused 'A PBX for a customer without a contact' CustomerContactRequired {
        New-WmpPbx -Customer $customer.Id -Name rossi-cloud -Platform Cloud -Region eu-central-1 -Term Yearly @agreed
    }
    Add-WmpContact -Customer $customer.Id -Name 'Anna Rossi' -Email anna@rossi.example @agreed | Out-Null
    Assert-Refused 'Lifetime for a Cloud PBX' LifetimeNotForCloud {
        New-WmpPbx -Customer $customer.Id -Name rossi-cloud -Platform Cloud -Region eu-central-1 -Term Lifetime @agreed
    }
    $cloud = New-WmpPbx -Customer $customer.Id -Name rossi-cloud -Platform Cloud -Region eu-central-1 -Term Yearly -UcEssential 30 -PbxBasic 10 @agreed
    New-WmpPbx -Customer $customer.Id -Name rossi-office -Platform Virtual -Term Monthly -UcEssential 10 @agreed | Out-Null
    New-WmpPbx -Customer $customer.Id -Name rossi-failover -Platform Virtual -Term Yearly @agreed | Out-Null
    Assert-State 'The Cloud PBX' $cloud.State Activating
    Assert-State 'The deadline for mistakes is there' ($cloud.ReportMistakeBy -gt $cloud.CreatedOn) $true

    Step '2. Activation: Cloud by itself, Virtual by its key'
    Set-WmpSandboxClock -By 00:03:00 | Out-Null
    Assert-State 'The Cloud PBX' ('rossi-cloud' | Wait-WmpPbx -Timeout 30).State Active
    Assert-Refused 'The key of a Cloud PBX' KeyNotForCloud { 'rossi-cloud' | Get-WmpPbxKey }
    Assert-State 'The key of a Virtual PBX is kept secret' ('rossi-office' | Get-WmpPbxKey).Key.GetType().Name SecureString
    'rossi-office', 'rossi-failover' | Set-WmpSandboxPbx -Activated $true | Out-Null
    Assert-State 'The Virtual PBX' (Get-WmpPbx rossi-office).State Active

    # By name from here on: an object is the state that was read, and a change of it is refused once somebody else changed it.
    Step '3. Licences: up at once, down with approval'
    $up = 'rossi-office' | Set-WmpLicense -UcEssential 15 @agreed
    Assert-State 'In force after the increase' $up.EffectiveCount 15
    $down = 'rossi-office' | Set-WmpLicense -UcEssential 12 @agreed
    Assert-State 'In force while the decrease waits' $down.EffectiveCount 15
    Assert-Refused 'Another count while one waits' RequestPending { 'rossi-office' | Set-WmpLicense -UcEssential 11 @agreed }
    $down | Approve-WmpSandboxRequest -Reason 'Agreed.' | Out-Null
    Assert-State 'The request' ($down | Wait-WmpRequest -Timeout 30).State Approved
    Assert-State 'In force after the approval' (Get-WmpPbx rossi-office).Licenses['UC-Essential'] 12

    Step '4. Term: denied, then approved'
    $change = 'rossi-office' | Set-WmpTerm -Term Yearly @agreed
    Assert-State 'The run waits' $change.State Waiting
    Assert-State 'Licences while it waits' (Get-WmpPbx rossi-office).Licenses['UC-Essential'] 12
    $change | Deny-WmpSandboxRequest -Reason 'Not this month.' | Out-Null
    Assert-Refused 'Going on after the denial' WmpRequestDenied { Resume-WmpRun -Id $change.RunId }
    Assert-State 'The term after the denial' (Get-WmpPbx rossi-office).Term Monthly
    Assert-State 'Licences after the denial' (Get-WmpPbx rossi-office).Licenses['UC-Essential'] 12

    $change = 'rossi-office' | Set-WmpTerm -Term Yearly @agreed
    $change | Approve-WmpSandboxRequest | Out-Null
    Assert-State 'Licences between the two saves' (Get-WmpPbx rossi-office).Licenses.Total 0
    Assert-State 'The run after the approval' (Resume-WmpRun -Id $change.RunId).State Completed
    Assert-State 'The new term' (Get-WmpPbx rossi-office).Term Yearly
    Assert-State 'Licences under the new term' (Get-WmpPbx rossi-office).Licenses['UC-Essential'] 12
    Assert-State 'The run on record' (Get-WmpRun -Id $change.RunId).State Completed

    Step '5. Storage: from the next 01:00 on, and never less'
    $storage = 'rossi-cloud' | Add-WmpStorage -Units 2 @agreed
    Assert-State 'In force today' $storage.StorageGB 10
    Assert-State 'From 01:00 on' $storage.ScheduledStorageGB 30
    Assert-Refused 'Storage on a Virtual PBX' StorageOnlyOnCloud { 'rossi-office' | Add-WmpStorage -Units 1 @agreed }
    Assert-Refused 'Storage that is no multiple of 10 GB' StorageSizeInvalid { 'rossi-cloud' | Add-WmpStorage -SizeGB 5 @agreed }
    Set-WmpSandboxClock -To $storage.EffectiveOn | Out-Null
    Assert-State 'In force after 01:00' (Get-WmpPbx rossi-cloud).StorageGB 30

    Step '6. SSH: opened for two hours, shut by the portal'
    Assert-Refused 'SSH of a Virtual PBX' SshOnlyOnCloud { 'rossi-office' | Enable-WmpSsh @agreed }
    'rossi-cloud' | Enable-WmpSsh -Duration 02:00:00 @agreed | Out-Null
    Assert-State 'Open over the whole estate' @(Get-WmpSsh -Open).Count 1
    Set-WmpSandboxClock -By 02:00:00 | Out-Null
    Assert-State 'Open after two hours' @(Get-WmpSsh -Open).Count 0
    $inside = 'rossi-cloud' | Use-WmpSsh -ScriptBlock { (Get-WmpSsh -Open).Pbx }
    Assert-State 'Open inside the script block' $inside rossi-cloud
    Assert-State 'Open after it' @(Get-WmpSsh -Open).Count 0

    Step '7. Sharing: the failover PBX uses the licences of the office'
    Assert-Refused 'Sharing without WMS Network' SharingNetworkDisabled { Enable-WmpLicenseSharing -ClientPbx rossi-failover -ServerPbx rossi-office @agreed }
    'rossi-office', 'rossi-failover' | Enable-WmpNetwork | Out-Null
    $sharing = Enable-WmpLicenseSharing -ClientPbx rossi-failover -ServerPbx rossi-office @agreed
    Assert-State 'Sharing while Wildix has not applied it' $sharing.State Requested
    $sharing | Approve-WmpSandboxRequest | Out-Null
    Assert-State 'Sharing' (Get-WmpLicenseSharing rossi-failover).State Active
    Assert-Refused 'Licences of its own for a client' SharingClientHasLicenses { Set-WmpLicense rossi-failover -UcEssential 5 @agreed }

    Step '8. A year later: renewed by itself, and a box that lost its connection'
    Set-WmpSandboxPbx rossi-failover -Online $false | Out-Null
    $expiry = (Get-WmpPbx rossi-cloud).ExpiresOn
    Set-WmpSandboxClock -To $expiry.AddMinutes(1) | Out-Null
    Assert-State 'The term renewed by itself' ((Get-WmpPbx rossi-cloud).ExpiresOn -gt $expiry) $true
    Assert-State 'Mails about the box' (@(Get-WmpSandboxMail -Kind LicenseNotRenewed).Count -gt 300) $true
    Assert-State 'Mails about decisions' @(Get-WmpSandboxMail -Kind RequestDecided).Count 4

    Step '9. The trail has it all'
    Assert-State 'Changes of the office''s term' @(Get-WmpAuditEvent -Pbx rossi-office -Action TermChanged).Count 1
    Assert-State 'What was done by a manager' @(Get-WmpAuditEvent -Actor manager -Kind request).Count 4

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
