<#
.SYNOPSIS
    The licence check as a runbook of Azure Automation, in a PowerShell 7 runtime environment.
.DESCRIPTION
    Before the first run: put the module's zip file into the runtime environment, give the account's managed identity
    "Key Vault Secrets User" on the vault and "Storage Blob Data Contributor" on the storage account, and keep the token
    and the password in the vault. Without a vault they may be encrypted variables of the account (see Get-Secret below).

    A cloud job has about 400 MB of memory and a disk that goes with it. So everything streams, reports are copied to a
    blob container, and so is what was told to whom: without it every run would tell everything again.

    A runbook has no exit code: it fails by an error that ends it. This one does where a PBX makes emergency calls only,
    so that an alert rule on failed jobs is enough.
#>
[CmdletBinding()]
param(
    [string] $Uri = 'https://gateway.example.com',
    [string] $VaultName = 'kv-wildixpbx',
    [string] $StorageAccountName = 'stwildixpbx',
    [string] $Container = 'licence-check',
    [string] $SmtpServer = 'mail.example.com',
    [string] $SmtpUser = 'licence-check',
    [string] $From = 'licence-check@example.com',
    [string[]] $To = 'noc@example.com'
)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$folder = Join-Path ([IO.Path]::GetTempPath()) "licence-check-$([guid]::NewGuid())"
$state = Join-Path $folder 'state'
[void] (New-Item $state -ItemType Directory -Force)

# A secret as SecureString. With encrypted variables in place of a vault:
#     [Net.NetworkCredential]::new('', (Get-AutomationVariable $Name)).SecurePassword
function Get-JobSecret($Vault, $Name) { (Get-AzKeyVaultSecret -VaultName $Vault -Name $Name).SecretValue }

Connect-AzAccount -Identity | Out-Null # the managed identity: no secret opens the vault
$storage = New-AzStorageContext -StorageAccountName $StorageAccountName -UseConnectedAccount
$memory = 'state/license-check-sent.json'
if (Get-AzStorageBlob -Container $Container -Blob $memory -Context $storage -ErrorAction Ignore) {
    Get-AzStorageBlobContent -Container $Container -Blob $memory -Destination $folder -Context $storage -Force | Out-Null
}

# What went wrong is gathered and thrown at the end, what matters most first: one mistake must not hide another.
$problems = [Collections.Generic.List[string]]::new()
$worst = @{}
try {
    $connection = Connect-Wmp -Uri $Uri -Token (Get-JobSecret $VaultName 'wmp-token')
    $login = [pscredential]::new($SmtpUser, (Get-JobSecret $VaultName 'smtp-password'))
    $reports = 'html', 'json', 'csv' | ForEach-Object { Join-Path $folder "license-check.$_" }
    Get-LicenseCheckStatus |
        Export-WmpLicenseCheckReport -Path $reports -PassThru |
        ForEach-Object { $worst["$($_.State)"]++ }

    # Only now: an address or a server that is wrong must not cost the report. The CSV is read row by row.
    Import-Csv ($reports -like '*.csv')[0] |
        Send-WmpLicenseCheckReport -SmtpServer $SmtpServer -Credential $login -From $From -To $To -OnlyIfFindings -Quiet 20:00:00 -StatePath $state
}
catch { $problems.Add("$_") }
if ($connection) { $connection | Disconnect-Wmp }
try {
    foreach ($file in Get-ChildItem $folder -Recurse -File) {
        $blob = if ($file.Name -eq 'license-check-sent.json') { $memory } else { "$((Get-Date).ToUniversalTime().ToString('yyyy-MM-dd'))/$($file.Name)" }
        Set-AzStorageBlobContent -File $file.FullName -Container $Container -Blob $blob -Context $storage -Force | Out-Null
    }
}
catch { $problems.Add("The reports were not kept: $_") }
Remove-Item $folder -Recurse -Force
if ($worst['EmergencyOnly']) { $problems.Insert(0, "$($worst['EmergencyOnly']) PBXs make emergency calls only.") }
if ($problems) { throw $problems -join ' ' }
