Describe 'Licence check' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $script:sandbox = Enter-TestPortal
        $script:estate = Start-WmpSandbox "pester-estate-$PID" -Temporary -Seed pester -PbxCount 150
        $null = $estate | Connect-Wmp
        $WarningPreference = 'SilentlyContinue' # not every test is about what is warned of
    }

    AfterAll {
        $estate | Stop-WmpSandbox
        Exit-TestPortal $sandbox
    }

    It 'a state that the days do not say' {
        $all = Get-LicenseCheckStatus
        $all | Should -HaveCount 150
        ($all | Group-Object State).Name | Sort-Object | Should -Be 'EmergencyOnly', 'Grace', 'NotApplicable', 'NotCovered', 'Ok', 'Unknown'
        foreach ($status in $all | Where-Object State -In Grace, EmergencyOnly) {
            $status.DaysLeft | Should -Be ([math]::Max(0, 14 - $status.DaysSince))
            $status.EmergencyOn | Should -Be $status.LastRenewal.AddDays(14)
            $status.LicenseServer | Should -Be $(if ($status.WmsVersion -lt '3.86') { 'wmp.wildix.com' } else { 'api.wildix.com' })
            $status.Findings.RuleId | Should -Be "LicenseCheck$($status.State)"
        }
    }

    It 'a filter, a group or a sort that loses PBXs' {
        $groups = Get-LicenseCheckStatus | Group-Object State -AsHashTable -AsString
        foreach ($state in $groups.Keys) { @(Get-LicenseCheckStatus -State $state).PbxId | Sort-Object | Should -Be ($groups[$state].PbxId | Sort-Object) }
        @(Get-LicenseCheckStatus -MinimumDays 3 | Sort-Object DaysSince -Descending)[-1].DaysSince | Should -BeGreaterOrEqual 3
    }

    It 'a list that is read to its end although nobody wants more' {
        (Get-LicenseCheckStatus | Select-Object -First 1).Pbx | Should -Not -BeNullOrEmpty
    }

    It 'PBXs that differ after a CSV, JSON or a job' {
        $before = Get-WmpPbx | Where-Object Platform -NE Cloud | Select-Object -First 20
        $expected = $before | Get-LicenseCheckStatus -AsOf '2030-01-01T00:00:00Z' | ForEach-Object { "$($_.Pbx) $($_.State) $($_.DaysSince)" }
        $path = Join-Path $TestDrive 'pbxs.csv'
        $before | Select-Object Name, Platform, Licensing, State, WmsVersion, Term,
            @{ n = 'LastRenewal'; e = { if ($_.LastRenewal) { $_.LastRenewal.ToString('o') } } }, @{ n = 'ExpiresOn'; e = { if ($_.ExpiresOn) { $_.ExpiresOn.ToString('o') } } } | Export-Csv $path
        Import-Csv $path | Get-LicenseCheckStatus -AsOf '2030-01-01T00:00:00Z' | ForEach-Object { "$($_.Pbx) $($_.State) $($_.DaysSince)" } | Should -Be $expected
        $before | ConvertTo-Json | ConvertFrom-Json | Get-LicenseCheckStatus -AsOf '2030-01-01T00:00:00Z' |
            ForEach-Object { "$($_.Pbx) $($_.State) $($_.DaysSince)" } | Should -Be $expected
        $before | ConvertTo-Json -EnumsAsStrings | ConvertFrom-Json | Get-LicenseCheckStatus -AsOf '2030-01-01T00:00:00Z' |
            ForEach-Object { "$($_.Pbx) $($_.State) $($_.DaysSince)" } | Should -Be $expected
        $before | Export-Clixml "$path.xml"
        Import-Clixml "$path.xml" | Get-LicenseCheckStatus -AsOf '2030-01-01T00:00:00Z' | ForEach-Object { "$($_.Pbx) $($_.State) $($_.DaysSince)" } | Should -Be $expected
    }

    It 'a file whose bad row stops the others, or is not named' {
        $path = New-TestCsv 'Name,Platform,Licensing,WmsVersion,LastRenewal', 'a,Virtual,PerUser,4.03,2026-03-20', 'b,Boat,PerUser,4.03,', 'c,Virtual,PerUser,,'
        $found = Import-Csv $path | Get-LicenseCheckStatus -AsOf '2026-03-24T00:00:00Z' -ErrorVariable problems -ErrorAction SilentlyContinue
        $found | ForEach-Object { "$($_.Pbx) $($_.State)" } | Should -Be 'a Grace', 'b Unknown', 'c Unknown'
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'WmpValidation,WildixPbx.Commands.GetLicenseCheckStatusCommand'
        $problems[0].TargetObject.Name | Should -Be 'b'
    }

    It 'an exit code that <Way> with <Script> does not give' -ForEach @(
        @{ Way = '-File'; Script = 'Get-LicenseCheckStatus -FailOn EmergencyOnly | Out-Null; "on"'; Code = 4 }
        @{ Way = '-File'; Script = '$ErrorActionPreference = "Stop"; Get-LicenseCheckStatus -State Grace -FailOn Grace | Out-Null; "on"'; Code = 3 }
        @{ Way = '-File'; Script = 'Get-LicenseCheckStatus -State Ok -FailOn Grace | Out-Null; "on"'; Code = 0 }
        @{ Way = '-File'; Script = 'Get-LicenseCheckStatus -FailOn Grace | Out-Null; "on"; exit 9'; Code = 9 }
        @{ Way = '-File'; Script = 'Get-LicenseCheckStatus -FailOn Grace -State EmergencyOnly | Select-Object -First 1 | Out-Null; "on"'; Code = 4 }
        @{ Way = '-File'; Script = 'Get-LicenseCheckStatus -FailOn Attention -State Unknown | Out-Null; "on"'; Code = 5 }
        @{ Way = '-File'; Script = 'Get-LicenseCheckStatus -State Grace -FailOn Grace | Export-WmpLicenseCheckReport /proc/none/check.html 2>$null; "on"'; Code = 1 }
        @{ Way = '-Command'; Script = 'Get-LicenseCheckStatus -FailOn Grace | Out-Null; "on"'; Code = 4 }
    ) {
        $path = Join-Path $TestDrive "$(Get-TestName 'job').ps1"
        Set-Content $path "Import-Module '$manifest'; Connect-Wmp | Out-Null; $Script"
        $env:WMP_URI, $env:WMP_TOKEN = "$($estate.Uri)", (ConvertFrom-SecureString $estate.Token -AsPlainText)
        $output = pwsh -NoProfile $Way $(if ($Way -eq '-File') { $path } else { Get-Content $path -Raw })
        $code = $LASTEXITCODE
        $env:WMP_URI, $env:WMP_TOKEN = $null, $null
        $code | Should -Be $Code -Because ($output -join "`n")
        @($output)[-1] | Should -Be 'on'
    }

    It 'a prompt that is closed because of what was found' {
        Get-LicenseCheckStatus -FailOn Grace -WarningVariable warned -WarningAction SilentlyContinue | Out-Null
        $warned | Should -BeLike '*-FailOn Grace*EmergencyOnly*'
    }

    It 'a table that does not fit' {
        $rows = Get-LicenseCheckStatus
        (Get-TableText $rows 120) -split "`n" | ForEach-Object Length | Measure-Object -Maximum | ForEach-Object Maximum | Should -BeLessOrEqual 120
        Get-TableText $rows[0] 120 | Should -BeLike '*Emergency*Action*'
    }

    It 'a server that is tested more than once, or a failed step that is not named' {
        $steps = Get-LicenseCheckStatus -State Grace | Test-WmpLicenseServer -Port 1 -Timeout 0.5
        $steps.Count | Should -BeIn 4, 8
        @($steps | Where-Object Outcome -EQ Failed | Group-Object Server | Where-Object Count -NE 1) | Should -BeNullOrEmpty
        Test-WmpLicenseServer -WmsVersion 4.03 -Port 1 -Timeout 0.5 -Quiet | Should -BeFalse
    }

    It 'a box that says otherwise, one that is silent, or a report that keeps it to itself' {
        $pbxs = Get-WmpPbx | Where-Object { $_.Platform -ne 'Cloud' -and $_.LastRenewal } | Select-Object -First 3
        $boxes = $pbxs | Start-WmpSandboxPbx -Sandbox $estate
        $null = $boxes[1] | Start-WmpSandboxPbx -Sandbox $estate -Tells @{ lastRenewal = (Get-Date).AddDays(-20); version = '9.09.1.1' }
        $null = $boxes[2] | Start-WmpSandboxPbx -Sandbox $estate -Behavior Hang
        $found = $boxes | Get-LicenseCheckStatus -FromBox -TimeoutSec 2 -ErrorVariable problems -ErrorAction SilentlyContinue | Sort-Object { $boxes.Pbx.IndexOf($_.Pbx) }
        $found.BoxAnswer | Should -Be 'Told', 'Told', 'NotTold'
        $found[0].Disagrees | Should -BeNullOrEmpty
        $found[1].Disagrees | Should -Contain 'LastRenewal'
        $found[1].Disagrees | Should -Contain 'WmsVersion'
        $found[1].DaysSince | Should -Be 20
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'WmpTimeout,WildixPbx.Commands.GetLicenseCheckStatusCommand'
        $problems[0].TargetObject.Pbx | Should -Be $boxes[2].Pbx

        $path = Join-Path $TestDrive 'boxes.csv'
        $found | Export-WmpLicenseCheckReport $path
        @(Import-Csv $path).Disagrees[1] | Should -BeLike '*LastRenewal*'
        Import-Csv $path | Export-WmpLicenseCheckReport "$path.again.csv"
        (Get-FileHash "$path.again.csv").Hash | Should -Be (Get-FileHash $path).Hash
        Get-TableText $found 120 | Should -BeLike '*box differs*'
        Get-TableText $found 120 | Should -BeLike '*box silent*'
        Get-TableText $found 120 | Should -Not -BeLike '*box undated*'
        $null = $boxes[0] | Start-WmpSandboxPbx -Sandbox $estate -Tells @{ lastRenewal = '' }
        $null = $boxes[1] | Start-WmpSandboxPbx -Sandbox $estate -Tells @{ lastRenewal = ''; version = '9.09.1.1' }
        $found = $boxes[0, 1] | Get-LicenseCheckStatus -FromBox
        $found.BoxAnswer | Should -Be 'ToldNoRenewal', 'ToldNoRenewal'
        ((Get-TableText $found 120) -split "`n" -like '*box undated*').Count | Should -Be 2
        ((Get-TableText $found 120) -split "`n" -like '*box differs*').Count | Should -Be 1
        ((Get-TableText $found 80) -split "`n" -like '*box undated*').Count | Should -Be 2
        ((Get-TableText $found 120) -split "`n" | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 120
        { Get-LicenseCheckStatus -Token $boxes[0].Token } | Should -Throw -ErrorId 'WmpValidation,*'
    }

    It 'an estate that is seeded twice, or over other data' {
        { Start-WmpSandbox $estate.Name -Temporary -Seed another } | Should -Throw -ErrorId 'WmpSandboxNotEmpty,*'
        (Start-WmpSandbox $estate.Name -Temporary -Seed pester -PbxCount 150).Uri | Should -Be $estate.Uri
        { Start-WmpSandbox -Temporary -PbxCount 5 } | Should -Throw -ErrorId 'WmpValidation,*'
    }
}
