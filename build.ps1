<#
.SYNOPSIS
    Builds, tests, documents and packs the module. Everything but help and packing is plain `dotnet`.
.PARAMETER Task
    Build: lays out output/WildixPbx. Test: xunit, then Analyze and Pester, which need their modules installed.
    Docs: the MAML help and the portal's OpenAPI document from their sources. Pack: a release build as a zip file.
.PARAMETER Configuration
    Debug or Release; Pack always takes Release.
.EXAMPLE
    ./build.ps1
    Lays out output/WildixPbx, for Import-Module ./output/WildixPbx.
.EXAMPLE
    ./build.ps1 -Task Test
    Runs every test that this machine can run.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Analyze', 'Pester', 'Docs', 'Pack')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)
$ErrorActionPreference = 'Stop'
$solution = Join-Path $PSScriptRoot 'WildixPbx.sln'
$module = Join-Path $PSScriptRoot 'output/WildixPbx'

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE." }
}

function Invoke-Build($Configuration) { Invoke-DotNet build $solution --configuration $Configuration }

function Invoke-Analyze {
    if (-not (Get-Module -ListAvailable PSScriptAnalyzer)) { Write-Warning 'PSScriptAnalyzer is not installed; scripts were not analyzed.'; return }
    $found = @('build.ps1', 'examples', 'tests/Pester' | ForEach-Object {
            Invoke-ScriptAnalyzer -Path (Join-Path $PSScriptRoot $_) -Recurse -Settings (Join-Path $PSScriptRoot 'PSScriptAnalyzerSettings.psd1')
        })
    $found | ForEach-Object { Write-Host ('{0}:{1}: {2}: {3}' -f $_.ScriptName, $_.Line, $_.RuleName, $_.Message) }
    if ($found) { throw "PSScriptAnalyzer found $($found.Count) problems." }
}

function Invoke-PesterTest {
    if (-not (Get-Module -ListAvailable Pester | Where-Object Version -GE '5.0')) { Write-Warning 'Pester 5 is not installed; its tests were not run.'; return }
    Import-Module Pester -MinimumVersion 5.0
    $result = Invoke-Pester -Path (Join-Path $PSScriptRoot 'tests/Pester') -PassThru -Output Normal
    $failed = $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount
    Write-Host "Pester: $($result.PassedCount) passed, $failed failed, $($result.SkippedCount) skipped"
    if ($result.Result -ne 'Passed') { throw 'Pester tests failed.' }
}

function Export-Doc {
    Invoke-Build $Configuration
    Copy-Item (Join-Path $PSScriptRoot 'src/WildixPbx.Sandbox/obj/openapi.json') (Join-Path $PSScriptRoot 'docs/portal-api/openapi.json')
    & (Join-Path $PSScriptRoot 'docs/Export-Help.ps1')
}

function Invoke-Pack {
    Invoke-Build Release
    $version = (Test-ModuleManifest (Join-Path $module 'WildixPbx.psd1')).Version
    $package = Join-Path $PSScriptRoot "output/WildixPbx-$version.zip"
    Remove-Item $package -ErrorAction Ignore
    [IO.Compression.ZipFile]::CreateFromDirectory($module, $package, 'Optimal', $true) # not every PowerShell has Compress-Archive
    Get-Item $package
}

foreach ($step in $Task) {
    switch ($step) {
        'Build' { Invoke-Build $Configuration }
        'Test' { Invoke-DotNet test $solution --configuration $Configuration; Invoke-Analyze; Invoke-PesterTest }
        'Analyze' { Invoke-Analyze }
        'Pester' { Invoke-PesterTest }
        'Docs' { Export-Doc }
        'Pack' { Invoke-Pack }
    }
}
