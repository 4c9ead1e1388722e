<#
.SYNOPSIS
    The licence check of the night: reports for people and programs, a mail or a chat, and an exit code.
.DESCRIPTION
    Runs in PowerShell 7 and Windows PowerShell 5.1, from any scheduler. It asks nothing. What is secret comes from the
    environment or from files that the scheduler's own store fills, never from a parameter:

    WMP_URI with WMP_TOKEN or WMP_TOKEN_FILE        the portal (not with -Boxes)
    SMTP_USER with SMTP_PASSWORD_FILE               the login at the mail server, where it wants one
    WEBHOOK_FILE                                    the address of a webhook, where one is to be told

    Exit codes: 0 no PBX is in Grace or EmergencyOnly, though the report may have some that need a look; 1 the job itself
    failed, or there was no PBX to judge, and earlier reports are as they were; 2 the report is there, but a row could not
    be read or somebody could not be told; 3 at least one PBX is in Grace; 4 at least one makes emergency calls only; with
    -FailOn Attention, 5 at least one is Unknown, NotCovered or needs another look. Where somebody could not be told 2 wins over 3, 4 and 5.
.PARAMETER ReportFolder
    Where license-check.html, .json, .csv, .xml (JUnit) and .md are written. An earlier report is only replaced by a whole one.
.PARAMETER Boxes
    A CSV with Customer, Name, Serial, Platform, Licensing, WmsVersion and LastRenewal, in place of a portal. Between them
    may be commas, semicolons or tabs.
.PARAMETER Culture
    How dates in it are written where they don't begin with the year, such as de-DE.
.PARAMETER TimeZone
    The time zone of times in it without an offset, such as Europe/Berlin; UTC without it.
.PARAMETER Module
    The module, by name or path.
.PARAMETER SmtpServer
    The mail server, with a port where it is not 587, such as mail.example.com:2525; without it no mail is sent.
.PARAMETER From
    Who sends.
.PARAMETER To
    Who gets the mail; several with a comma or a semicolon between.
.PARAMETER MailParameter
    More for Send-WmpLicenseCheckReport, such as @{ AllowInsecureTransport = $true } for a relay in the house.
.PARAMETER WebhookTemplate
    What is posted to the webhook; webhooks/teams.json or slack.json beside this folder.
.PARAMETER Quiet
    For how long nobody is told the same state again: less than the time between two runs, since no run starts on the second.
.PARAMETER FailOn
    From which state on the exit code says so.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $ReportFolder,
    [string] $Boxes,
    [string] $Culture,
    [string] $TimeZone,
    [string] $Module = 'WildixPbx',
    [string] $SmtpServer,
    [string] $From = 'licence-check@example.com',
    [string[]] $To,
    [hashtable] $MailParameter = @{},
    [string] $WebhookTemplate,
    [timespan] $Quiet = '20:00:00',
    [ValidateSet('Attention', 'Grace', 'EmergencyOnly')] [string] $FailOn = 'Grace'
)
$ErrorActionPreference = 'Stop'
Import-Module $Module

[void] [IO.Directory]::CreateDirectory($ReportFolder)
$unread = $untold = $connection = $null
$reports = 'html', 'json', 'csv', 'xml', 'md' | ForEach-Object { Join-Path $ReportFolder "license-check.$_" }

# Everything streams: 100,000 PBXs need no more memory than their report, and the portal is asked once. Where reading
# fails, or nothing is there to read, the pipeline ends here and no report is replaced.
$check = @{ FailOn = $FailOn }
if ($Culture) { $check.Culture = $Culture }
if ($TimeZone) { $check.TimeZone = $TimeZone }
if ($Boxes) { $delimiter = if ((Get-Content -LiteralPath $Boxes -TotalCount 1) -replace '"[^"]*"' -match "[;`t]") { $Matches[0] } else { ',' } } # as Excel writes it here
$judge = {
    if ($Boxes) { Import-Csv $Boxes -Delimiter $delimiter | Get-LicenseCheckStatus @check -ErrorVariable unread -ErrorAction Continue }
    else { Get-LicenseCheckStatus @check }
}
if (-not $Boxes) { $connection = Connect-Wmp }
try {
    . $judge | Export-WmpLicenseCheckReport -Path $reports

    # Told from the report that is in its place: an address, a login or a template with a mistake must not cost the report.
    # A file holds a secret alone, in its first line, for the account of this job only.
    if ($SmtpServer -or $env:WEBHOOK_FILE) {
        try {
            $send = @{ Quiet = $Quiet; OnlyIfFindings = $true; ErrorVariable = 'untold'; ErrorAction = 'Continue' }
            if ($SmtpServer) {
                $send += @{ SmtpServer = $SmtpServer; From = $From } + $MailParameter
                if ($To) { $send.To = $To }
                if ($env:SMTP_USER) {
                    $password = [IO.File]::ReadAllText($env:SMTP_PASSWORD_FILE).Trim()
                    $send.Credential = New-Object Management.Automation.PSCredential $env:SMTP_USER, (New-Object Net.NetworkCredential '', $password).SecurePassword
                }
            }
            if ($env:WEBHOOK_FILE) {
                $send.Webhook = [IO.File]::ReadAllText($env:WEBHOOK_FILE).Trim()
                if ($WebhookTemplate) { $send.WebhookTemplate = $WebhookTemplate }
            }
            Import-Csv $reports[2] | Send-WmpLicenseCheckReport @send | ForEach-Object { "$($_.Receiver): $($_.Outcome)" }
        }
        catch { $untold = "$_"; "Nobody was told: $untold" }
    }
}
finally { if ($connection) { $connection | Disconnect-Wmp } }

# The sentence that counts, of how many, and where to read on.
[IO.File]::ReadAllLines((Join-Path $ReportFolder 'license-check.md'))[2]
if ($unread) { "$($unread.Count) $(if ($unread.Count -eq 1) { 'row has' } else { 'rows have' }) cells that can't be read: see above." }
"Reports: $ReportFolder"
if ($untold) { exit 2 }
