<#
.SYNOPSIS
    The licence check as a runbook of Azure Automation, in a PowerShell 7 runtime environment.
.DESCRIPTION
    Before the first run: put the module's zip file into the runtime environment, give the account's managed identity
    "Key Vault Secrets User" on the vault and "Storage Blob Data Contributor" on the storage account, and keep the portal's
    token in the vault as wmp-token, the mail server's password as smtp-password. Without a vault they may be encrypted
    variables of the account (see Get-JobSecret below).

    A cloud job has about 400 MB of memory and a disk that goes with it. So everything streams, reports are copied to a
    blob container, and so is what was told to whom: without it every run would tell everything again.

    A runbook has no exit code: it fails by an error that ends it. This one does where a PBX makes emergency calls only, or
    where a step failed, so that an alert rule on failed jobs is enough. Each step is tried whatever became of the others,
    and the error names all that went wrong, the PBXs first.
.PARAMETER SmtpUser
    Who logs in at the mail server; none for one that asks for no login.
#>
[Diagnostics.CodeAnalysis.SuppressMessage('PSReviewUnusedParameter', '', Justification = 'The steps below use them, which it does not see.')]
[CmdletBinding()]
param(
    [string] $Uri = 'https://gateway.example.com',
    [string] $VaultName = 'kv-wildixpbx',
    [string] $StorageAccountName = 'stwildixpbx',
    [string] $Container = 'licence-check',
    [string] $SmtpServer = 'mail.example.com',
    [int] $SmtpPort = 587,
    [string] $SmtpUser,
    [string] $From = 'licence-check@example.com',
    [string[]] $To = 'noc@example.com'
)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

# A secret as SecureString. With encrypted variables in place of a vault:
#     [Net.NetworkCredential]::new('', (Get-AutomationVariable $Name)).SecurePassword
function Get-JobSecret($Vault, $Name) { (Get-AzKeyVaultSecret -VaultName $Vault -Name $Name).SecretValue }

# What goes wrong is gathered and thrown at the end: one mistake must not hide another, nor cost the report.
$problems = [Collections.Generic.List[string]]::new()
function Invoke-Step([string] $Otherwise, [scriptblock] $Step) {
    try { . $Step } catch { $problems.Add("${Otherwise}: $_") }
}

Connect-AzAccount -Identity | Out-Null # the managed identity: no secret opens the vault
$storage = New-AzStorageContext -StorageAccountName $StorageAccountName -UseConnectedAccount
$memory = 'state/license-check-sent.json'
$folder = Join-Path ([IO.Path]::GetTempPath()) "licence-check-$([guid]::NewGuid())"
$state = Join-Path $folder 'state'
[void] (New-Item $state -ItemType Directory -Force)
$reports = 'html', 'json', 'csv' | ForEach-Object { Join-Path $folder "license-check.$_" }

# Told twice is better than not told: without its memory the check goes on.
Invoke-Step 'What was told before could not be read' {
    if (Get-AzStorageBlob -Container $Container -Blob $memory -Context $storage -ErrorAction Ignore) {
        Get-AzStorageBlobContent -Container $Container -Blob $memory -Destination $folder -Context $storage -Force | Out-Null
    }
}

$worst = @{}
Invoke-Step 'The licence check failed' {
    Connect-Wmp -Uri $Uri -Token (Get-JobSecret $VaultName 'wmp-token') | Out-Null
    Get-LicenseCheckStatus |
        Export-WmpLicenseCheckReport -Path $reports -PassThru |
        ForEach-Object { $worst["$($_.State)"]++ }
}
Disconnect-Wmp # sends nothing, so nothing can go wrong

# From the report that is there: an address, a secret or a server that is wrong must not cost it. The CSV is read row by row.
if (Test-Path $reports[2]) {
    Invoke-Step 'Nobody was told' {
        $mail = @{ SmtpServer = $SmtpServer; Port = $SmtpPort; From = $From; To = $To; OnlyIfFindings = $true; Quiet = '20:00:00'; StatePath = $state }
        if ($SmtpUser) { $mail.Credential = [pscredential]::new($SmtpUser, (Get-JobSecret $VaultName 'smtp-password')) }
        Import-Csv $reports[2] | Send-WmpLicenseCheckReport @mail -ErrorAction Continue -ErrorVariable untold
        foreach ($receiver in $untold) { $problems.Add("Somebody was not told: $receiver") }
    }
}

$day = (Get-Date).ToUniversalTime().ToString('yyyy-MM-dd')
foreach ($path in $reports + (Join-Path $folder $memory) | Where-Object { Test-Path $_ }) {
    $name = Split-Path $path -Leaf
    Invoke-Step "$name was not kept" {
        $blob = if ($path -in $reports) { "$day/$name" } else { $memory }
        Set-AzStorageBlobContent -File $path -Container $Container -Blob $blob -Context $storage -Force | Out-Null
    }
}
Invoke-Step "$folder was not removed" { Remove-Item $folder -Recurse -Force }

$fallen = $worst['EmergencyOnly']
if ($fallen) { $problems.Insert(0, "$fallen $(if ($fallen -eq 1) { 'PBX makes' } else { 'PBXs make' }) emergency calls only.") }
if ($problems) { throw $problems -join "`n" }
