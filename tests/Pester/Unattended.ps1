# A scheduled script, as tests/Pester/Module.Tests.ps1 runs it: in a process of its own that nobody watches.
# Writes what it found as JSON; what a preview says goes to the output before it.
param([string] $Manifest, [string] $Pbx)
$found = [ordered] @{}

Import-Module $Manifest
$found.Loaded = @([AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName().Name } | Where-Object { $_ -match '^(WildixPbx\.Engine|RestSharp|Polly|Renci)' })
$found.TypeFound = try { throw 'other' } catch [WildixPbx.RuleViolationException] { 'wrong' } catch { 'caught' }

$found.Source = (Connect-Wmp).Source
Set-WmpLicense $Pbx -UcEssential 25 -WhatIf
$found.Question = try { Set-WmpLicense $Pbx -UcEssential 25; 'changed' } catch { $_.FullyQualifiedErrorId }
$found.AfterQuestion = (Get-WmpLicense $Pbx -Profile UC-Essential).EffectiveCount
$found.Confirmed = (Set-WmpLicense $Pbx -UcEssential 26 -Confirm:$false).EffectiveCount
$ConfirmPreference = 'None'
$found.Preference = (Set-WmpLicense $Pbx -UcEssential 27).EffectiveCount

Remove-Module WildixPbx
Import-Module $Manifest
Import-Module $Manifest -Force
$null = Connect-Wmp
$found.AfterImport = (Get-WmpLicense $Pbx -Profile UC-Essential).EffectiveCount

Disconnect-Wmp
$env:WMP_TOKEN = $null
$found.NoToken = try { Connect-Wmp } catch { $_.FullyQualifiedErrorId }
$found | ConvertTo-Json -Compress
