<#
.SYNOPSIS
    Moves two PBXs to the Cloud, one of each kind that the guide knows, on a sandbox portal and simulated PBXs with real SSH servers.
.DESCRIPTION
    A Per User subscription goes to a Cloud instance that the portal makes, with serial, name, term and licences; a Lifetime
    PBX gives its data to a Cloud PBX that was created for it. On the way the script's connection breaks, and the move is
    gone on with; and one move is taken back. Each state is checked; the first one that is not as expected ends the script
    with exit code 1. Needs OpenSSH's server and libnss-wrapper, so Linux.
.PARAMETER Name
    The sandbox's name. Its data go when the script ends.
#>
param([string] $Name = 'migrate')
$ErrorActionPreference = 'Stop'
if (-not (Get-Module WildixPbx)) { Import-Module (Join-Path $PSScriptRoot '../output/WildixPbx') }

# What costs money or can't be undone would be asked about; here everything is agreed to beforehand.
$agreed = @{ Force = $true; WarningAction = 'SilentlyContinue' }
. (Join-Path $PSScriptRoot 'checks.ps1')

# A PBX in use: its WMS version is one that can be moved, its database has a size.
function New-Pbx([string] $PbxName, [hashtable] $Settings) {
    New-WmpPbx -Customer 'Verdi S.p.A.' -Name $PbxName @Settings @agreed | Out-Null
    $PbxName | Set-WmpSandboxPbx -Activated $true -WmsVersion 4.03.44763.50 -Database SQLite3 -DatabaseGB 0.002 | Out-Null
}

try {
    $sandbox = Start-WmpSandbox -Name $Name -Temporary
    $connection = $sandbox | Connect-Wmp
    New-WmpCustomer -Name 'Verdi S.p.A.' @agreed | Out-Null
    Add-WmpContact -Customer 'Verdi S.p.A.' -Name 'Aida Verdi' -Email aida@verdi.example @agreed | Out-Null

    Step '1. A subscription: what stands against the move'
    New-Pbx verdi-office @{ Platform = 'Virtual'; Term = 'Yearly'; UcEssential = 12 }
    $old = Start-WmpSandboxPbx verdi-office -Ssh -UserCount 12
    $before = Get-WmpPbx verdi-office
    $check = 'verdi-office' | Test-PbxMigration -DatabaseEngine SQLite3 -DatabaseGB 0.002
    Assert-State 'The kind' $check.Kind Subscription
    Assert-State 'It can be moved' $check.CanMove $true
    Assert-State 'A database of 7.2 GB is too large' ('verdi-office' | Test-PbxMigration -DatabaseEngine SQLite3 -DatabaseGB 7.2 -Quiet) $false
    Assert-Refused 'MySQL on WMS 3' MigrationDatabaseUnsupported {
        'verdi-office' | Start-PbxMigration -Region eu-central-1 -Box $old -WmsVersion 3.88.44763.50 -DatabaseEngine MySQL -DatabaseGB 1 @agreed
    }

    Step '2. The portal makes the Cloud instance'
    $move = 'verdi-office' | Start-PbxMigration -Region eu-central-1 -Box $old -Include * -NoWait @agreed
    Assert-State 'The move waits for the Cloud PBX' $move.State Waiting
    Assert-State 'The old PBX' (Get-WmpPbx -Identity $before.Id).State Migrated
    $cloud = Get-WmpPbx verdi-office
    Assert-State 'The Cloud PBX has the serial' $cloud.Serial $before.Serial
    Assert-State 'and the licences' $cloud.Licenses['UC-Essential'] 12
    Set-WmpSandboxClock -By 00:03:00 | Out-Null # a Cloud PBX takes about three minutes

    Step '3. The data: the connection breaks, and the move is gone on with'
    $new = $cloud | Start-WmpSandboxPbx -Ssh
    $before.Id | Start-WmpSandboxPbx -MigrationFault DropConnection -MigrationFaultAt Copy | Out-Null
    Assert-Refused 'The half move' WmpConnectionLost { $move | Resume-PbxMigration -Box $old -TargetBox $new @agreed }
    $done = $move | Resume-PbxMigration -Box $old -TargetBox $new @agreed
    Assert-State 'The move' $done.State Completed
    Assert-State 'Users of the Cloud PBX' @($new | Get-PbxUser).Count 12
    Assert-State 'The Cloud PBX takes the old password' ($new | Get-PbxInfo -Credential ([pscredential]::new('admin', $old.AdminPassword))).Serial $before.Serial

    Step '4. Lifetime: a Cloud PBX of its own takes the data'
    New-Pbx verdi-lab @{ Platform = 'Virtual'; Term = 'Lifetime' }
    New-WmpPbx -Customer 'Verdi S.p.A.' -Name verdi-lab-cloud -Platform Cloud -Region eu-central-1 -Term Monthly @agreed | Out-Null
    Set-WmpSandboxClock -By 00:03:00 | Out-Null
    $lab, $labCloud = 'verdi-lab', 'verdi-lab-cloud' | Start-WmpSandboxPbx -Ssh
    Assert-Refused 'A move without a target' MigrationTargetRequired { 'verdi-lab' | Start-PbxMigration -Box $lab @agreed }
    $target = (Get-WmpPbx verdi-lab-cloud).Serial
    $move = 'verdi-lab' | Start-PbxMigration -TargetSerial $target -TargetPassword $labCloud.AdminPassword -Box $lab -TargetBox $labCloud -Include * -Exclude recordings @agreed
    Assert-State 'The move' $move.State Completed
    Assert-State 'The old PBX keeps its serial' (Get-WmpPbx verdi-lab).State Active

    Step '5. A move that is taken back'
    New-Pbx verdi-annex @{ Platform = 'Virtual'; Term = 'Monthly' }
    $annex = Start-WmpSandboxPbx verdi-annex -Ssh
    $move = 'verdi-annex' | Start-PbxMigration -Region eu-central-1 -Box $annex -Include * -NoWait @agreed
    Assert-State 'Taken back' ($move | Stop-PbxMigration @agreed).State Stopped
    Assert-State 'The PBX is as before' (Get-WmpPbx verdi-annex).Platform Virtual
    Get-PbxMigration

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
