<#
.SYNOPSIS
    Changes licences in three ways, in turn, and writes a line for each: its name, its rows, its milliseconds.
.DESCRIPTION
    serial: Invoke-RestMethod, one call after another. parallel: the same calls in ForEach-Object -Parallel. module:
    Set-WmpLicense with the same -ThrottleLimit. Each time to a higher count, so that every request changes something.
    Address and token are in WMP_URI and WMP_TOKEN.
#>
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [int] $Rounds,
    [Parameter(Mandatory)] [int] $Serial,
    [Parameter(Mandatory)] [int] $Parallel,
    [Parameter(Mandatory)] [int] $Bulk,
    [int] $FirstCount = 11,
    [int] $ThrottleLimit = 16
)
$ErrorActionPreference = 'Stop'
Import-Module $Module
$null = Connect-Wmp
$base = "$($env:WMP_URI.TrimEnd('/'))/api/v1"
$authorization = "Bearer $env:WMP_TOKEN"
$names = 1..[Math]::Max($Bulk, [Math]::Max($Serial, $Parallel)) | ForEach-Object { 'bench-{0:d7}' -f $_ }
$count = $FirstCount

function Write-Time($Name, $Rows, $Clock) { '{0} {1} {2}' -f $Name, $Rows, $Clock.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture) }

for ($round = 0; $round -lt $Rounds; $round++) {
    $body = @{ licenses = @{ 'UC-Essential' = $count++ } } | ConvertTo-Json -Compress
    $clock = [Diagnostics.Stopwatch]::StartNew()
    foreach ($name in $names[0..($Serial - 1)]) {
        $headers = @{ Authorization = $authorization; 'Idempotency-Key' = [guid]::NewGuid().ToString() }
        $null = Invoke-RestMethod -Method Patch -Uri "$base/pbxs/$name/licenses" -Headers $headers -ContentType 'application/json' -Body $body
    }
    Write-Time serial $Serial $clock

    $body = @{ licenses = @{ 'UC-Essential' = $count++ } } | ConvertTo-Json -Compress
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $null = $names[0..($Parallel - 1)] | ForEach-Object -ThrottleLimit $ThrottleLimit -Parallel {
        $headers = @{ Authorization = $using:authorization; 'Idempotency-Key' = [guid]::NewGuid().ToString() }
        Invoke-RestMethod -Method Patch -Uri "$using:base/pbxs/$_/licenses" -Headers $headers -ContentType 'application/json' -Body $using:body
    }
    Write-Time parallel $Parallel $clock

    $rows = foreach ($name in $names[0..($Bulk - 1)]) { [pscustomobject]@{ Identity = $name; UcEssential = "$count" } }
    $count++
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $results = @($rows | Set-WmpLicense -Force -ThrottleLimit $ThrottleLimit -WarningAction SilentlyContinue)
    $clock.Stop()
    if ($results.Count -ne $Bulk -or $results.Changed -contains $false) { throw 'Not every row was changed.' }
    Write-Time module $Bulk $clock
}
