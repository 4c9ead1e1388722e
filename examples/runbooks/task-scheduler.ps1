<#
.SYNOPSIS
    Registers the licence check with the Windows Task Scheduler, for PowerShell 7 or Windows PowerShell 5.1.
.DESCRIPTION
    Run it once, elevated. The task runs as a group managed service account (gMSA), whose password nobody knows. The module
    has to be installed for all users: Install-Module WildixPbx -Scope AllUsers, or its folder under $env:ProgramFiles.

    Secrets are files under the job's folder that Windows lets only that account and administrators read. The first line
    of token.txt is the portal's token, that of smtp-password.txt the password at the mail server, where it
    asks for one.

    The result of a run is the task's "Last Run Result": 0, or the exit codes of license-check.ps1. A task does not mail
    by itself; license-check.ps1 does.
.PARAMETER Account
    The gMSA of the task, such as EXAMPLE\svc-wildixpbx$.
.PARAMETER Folder
    The job's folder: license-check.ps1, the secrets, the state and the reports.
.PARAMETER Uri
    The portal.
.PARAMETER SmtpUser
    Who logs in at the mail server; none for one that asks for no login.
.PARAMETER From
    Who the mail comes from.
.PARAMETER WindowsPowerShell
    Takes Windows PowerShell 5.1 in place of PowerShell 7.
.EXAMPLE
    ./task-scheduler.ps1 -Account 'EXAMPLE\svc-wildixpbx$' -Uri https://gateway.example.com
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Account,
    [Parameter(Mandatory)] [uri] $Uri,
    [string] $Folder = "$env:ProgramData\WildixPbx",
    [string] $SmtpServer = 'mail.example.com',
    [string] $SmtpUser,
    [string] $From = 'licence-check@example.com',
    [string] $To = 'noc@example.com',
    [switch] $WindowsPowerShell
)
$ErrorActionPreference = 'Stop'

# Only the account of the job, administrators and the system: what the folder inherits is taken away.
[void] (New-Item $Folder -ItemType Directory -Force)
& icacls.exe $Folder /inheritance:r /grant:r "${Account}:(OI)(CI)M" '*S-1-5-32-544:(OI)(CI)F' '*S-1-5-18:(OI)(CI)F' | Out-Null
if ($LASTEXITCODE) { throw "icacls ended with $LASTEXITCODE." }
Copy-Item (Join-Path $PSScriptRoot 'license-check.ps1') $Folder -Force
foreach ($secret in @('token.txt') + @(if ($SmtpUser) { 'smtp-password.txt' })) {
    if (-not (Test-Path (Join-Path $Folder $secret))) { Write-Warning "Put the secret into $(Join-Path $Folder $secret)." }
}

# 5.1 and 7 read the same script; 5.1 needs the policy, since scripts from elsewhere are not signed.
$program = if ($WindowsPowerShell) { "$env:SystemRoot\System32\WindowsPowerShell\v1.0\powershell.exe" } else { "$env:ProgramFiles\PowerShell\7\pwsh.exe" }
function Quote([string] $Text) { "'" + $Text.Replace("'", "''") + "'" }
$log = Quote "$Folder\last-run.log"
$command = @(
    "`$env:WMP_URI = $(Quote $Uri)"
    "`$env:WMP_TOKEN_FILE = $(Quote "$Folder\token.txt")"
    "`$env:WMP_STATE_PATH = $(Quote "$Folder\state")"
    if ($SmtpUser) { "`$env:SMTP_USER = $(Quote $SmtpUser); `$env:SMTP_PASSWORD_FILE = $(Quote "$Folder\smtp-password.txt")" }
    "try { & $(Quote "$Folder\license-check.ps1") -ReportFolder $(Quote "$Folder\reports") -SmtpServer $(Quote $SmtpServer) -From $(Quote $From) -To $(Quote $To) *> $log }" +
    " catch { `$_ | Out-File $log -Append; exit 1 }" # nobody sees what the task writes elsewhere
    'if ($LASTEXITCODE) { exit $LASTEXITCODE }' # exit without a number would make 0 of the code that -FailOn has set
) -join '; '
$encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($command)) # so that no quotation mark is lost on the way

$task = @{
    TaskName    = 'WildixPbx licence check'
    Description = 'Reports PBXs that no longer renew their licence.'
    Action      = New-ScheduledTaskAction -Execute $program -Argument "-NoProfile -NonInteractive -ExecutionPolicy Bypass -EncodedCommand $encoded" -WorkingDirectory $Folder
    Trigger     = New-ScheduledTaskTrigger -Daily -At '06:20' -RandomDelay (New-TimeSpan -Minutes 10)
    Principal   = New-ScheduledTaskPrincipal -UserId $Account -LogonType Password -RunLevel Limited
    Settings    = New-ScheduledTaskSettingsSet -StartWhenAvailable -MultipleInstances IgnoreNew -ExecutionTimeLimit (New-TimeSpan -Minutes 30)
}
Register-ScheduledTask @task -Force
