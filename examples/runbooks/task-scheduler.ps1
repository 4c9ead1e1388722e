<#
.SYNOPSIS
    Registers the licence check with the Windows Task Scheduler, for PowerShell 7 or Windows PowerShell 5.1.
.DESCRIPTION
    Run it once, elevated. The task runs as a group managed service account (gMSA), whose password nobody knows: it is
    registered without one, which no other account allows. The module has to be there for all users, since that account has
    none of its own: in PowerShell\Modules of the program files, for 5.1 in WindowsPowerShell\Modules.

    Secrets are files under the job's folder that Windows lets only that account and administrators read. The first line
    of token.txt is the portal's token, that of smtp-password.txt the password at the mail server, where it
    asks for one.

    The result of a run is the task's "Last Run Result": 0, or the exit codes of license-check.ps1. What it said, or the
    error that ended it, is in last-run.log. A task does not mail by itself; license-check.ps1 does.
.PARAMETER Account
    The gMSA of the task, such as EXAMPLE\svc-wildixpbx$.
.PARAMETER Folder
    The job's folder: license-check.ps1, the secrets, the state and the reports.
.PARAMETER Uri
    The portal.
.PARAMETER Boxes
    A CSV in place of a portal, which the account can read; see license-check.ps1. No token is needed then.
.PARAMETER SmtpServer
    The mail server, with a port where it is not 587, such as mail.example.com:2525.
.PARAMETER SmtpUser
    Who logs in at the mail server; none for one that asks for no login.
.PARAMETER From
    Who the mail comes from.
.PARAMETER To
    Who gets the mail; several with a comma or a semicolon between.
.PARAMETER FailOn
    From which state on the task's result says so.
.PARAMETER WindowsPowerShell
    Takes Windows PowerShell 5.1 in place of PowerShell 7.
.EXAMPLE
    ./task-scheduler.ps1 -Account 'EXAMPLE\svc-wildixpbx$' -Uri https://gateway.example.com
.EXAMPLE
    ./task-scheduler.ps1 -Account 'EXAMPLE\svc-wildixpbx$' -Boxes C:\ProgramData\WildixPbx\boxes.csv -FailOn Attention -WindowsPowerShell
#>
[CmdletBinding(DefaultParameterSetName = 'Portal')]
param(
    [Parameter(Mandatory)] [string] $Account,
    [Parameter(Mandatory, ParameterSetName = 'Portal')] [uri] $Uri,
    [Parameter(Mandatory, ParameterSetName = 'Boxes')] [string] $Boxes,
    [string] $Folder = "$env:ProgramData\WildixPbx",
    [string] $SmtpServer = 'mail.example.com',
    [string] $SmtpUser,
    [string] $From = 'licence-check@example.com',
    [string] $To = 'noc@example.com',
    [ValidateSet('Attention', 'Grace', 'EmergencyOnly')] [string] $FailOn = 'Grace',
    [switch] $WindowsPowerShell
)
$ErrorActionPreference = 'Stop'
if ($Account -notlike '*$') { throw "$Account is no group managed service account, whose name ends with $. The task keeps no password, so no other account could run it." }

# 5.1 and 7 read the same script.
$program = if ($WindowsPowerShell) { "$env:SystemRoot\System32\WindowsPowerShell\v1.0\powershell.exe" } else { "$env:ProgramFiles\PowerShell\7\pwsh.exe" }
if (-not (Test-Path -LiteralPath $program)) { throw "$program is not there. Install PowerShell 7 for all users, or give -WindowsPowerShell." }

# Only the account of the job, administrators and the system: what the folder inherits is taken away.
$Folder = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Folder) # a task starts elsewhere
[void] (New-Item $Folder -ItemType Directory -Force)
& icacls.exe $Folder /inheritance:r /grant:r "${Account}:(OI)(CI)M" '*S-1-5-32-544:(OI)(CI)F' '*S-1-5-18:(OI)(CI)F' | Out-Null
if ($LASTEXITCODE) { throw "icacls ended with $LASTEXITCODE." }
Copy-Item (Join-Path $PSScriptRoot 'license-check.ps1') $Folder -Force
foreach ($secret in @(if ($Uri) { 'token.txt' }) + @(if ($SmtpUser) { 'smtp-password.txt' })) {
    if (-not (Test-Path -LiteralPath (Join-Path $Folder $secret))) { Write-Warning "Put the secret into $(Join-Path $Folder $secret)." }
}

# PowerShell takes more than one character for an apostrophe, and knows them all.
function Quote([string] $Text) { "'" + [Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($Text) + "'" }
function QuotePath([string] $Name) { Quote (Join-Path $Folder $Name) }
$check = @(
    "& $(QuotePath 'license-check.ps1') -ReportFolder $(QuotePath 'reports') -FailOn $FailOn"
    "-SmtpServer $(Quote $SmtpServer) -From $(Quote $From) -To $(Quote $To)"
    if ($Boxes) { "-Boxes $(Quote $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Boxes))" }
) -join ' '
$command = @(
    if ($Uri) { "`$env:WMP_URI = $(Quote $Uri); `$env:WMP_TOKEN_FILE = $(QuotePath 'token.txt')" }
    "`$env:WMP_STATE_PATH = $(QuotePath 'state')"
    if ($SmtpUser) { "`$env:SMTP_USER = $(Quote $SmtpUser); `$env:SMTP_PASSWORD_FILE = $(QuotePath 'smtp-password.txt')" }
    "`$log = $(QuotePath 'last-run.log')"
    "try { $check *> `$log }" +
    ' catch { "$_", $_.ScriptStackTrace | Out-File -LiteralPath $log -Append; exit 1 }' # nobody sees what the task writes elsewhere
    'if ($LASTEXITCODE) { exit $LASTEXITCODE }' # exit without a number would make 0 of the code that -FailOn has set
) -join '; '
$encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($command)) # so that no quotation mark is lost on the way

$task = @{
    TaskName    = 'WildixPbx licence check'
    Description = 'Reports PBXs that no longer renew their licence.'
    Action      = New-ScheduledTaskAction -Execute $program -Argument "-NoProfile -NonInteractive -ExecutionPolicy Bypass -EncodedCommand $encoded" -WorkingDirectory $Folder
    Trigger     = New-ScheduledTaskTrigger -Daily -At '06:20' -RandomDelay '00:10:00'
    Principal   = New-ScheduledTaskPrincipal -UserId $Account -LogonType Password -RunLevel Limited
    Settings    = New-ScheduledTaskSettingsSet -StartWhenAvailable -MultipleInstances IgnoreNew -ExecutionTimeLimit '00:30:00'
}
Register-ScheduledTask @task -Force
