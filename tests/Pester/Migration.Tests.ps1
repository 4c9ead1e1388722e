Describe 'Moves to the Cloud' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $script:sandbox = Enter-TestPortal
        $null = $sandbox | Connect-Wmp
    }

    AfterAll { Exit-TestPortal $sandbox }

    Context 'Test-PbxMigration' {
        It 'a box that nobody knows, taken for one that can be moved' {
            $check = Test-PbxMigration (New-TestPbx)
            $check | Should -BeOfType ([WildixPbx.PbxMigrationCheck])
            $check.Kind | Should -Be 'Subscription'
            $check.CanMove | Should -BeNullOrEmpty
            $check.Unknown | Should -Be 'WmsVersion', 'DatabaseEngine', 'DatabaseBytes'
            Test-PbxMigration $check.Pbx -Quiet | Should -BeFalse
        }

        It 'a file whose rows are not judged each by itself' {
            $names = New-TestPbx 3
            $csv = New-TestCsv 'Name,WmsVersion,DatabaseEngine,DatabaseGB', "$($names[0]),4.03.44693.48,SQLite3,1.5", "$($names[1]),3.86.43877.31,MySQL,7.5", "$($names[2]),,,"
            $before = Get-MutationCount
            $checks = Import-Csv $csv | Test-PbxMigration
            Get-MutationCount | Should -Be $before
            $checks.Pbx | Should -Be $names
            $checks[0].CanMove | Should -BeTrue
            $checks[1].CanMove | Should -BeFalse
            $checks[1].Findings.Where({ $_.Severity -eq 'Error' }).RuleId | Should -Be 'MigrationVersionTooOld', 'MigrationDatabaseUnsupported', 'MigrationDatabaseTooLarge'
            $checks[2].CanMove | Should -BeNullOrEmpty
            $checks | Where-Object CanMove | Should -HaveCount 1
        }

        It 'a file that needs a portal' {
            $csv = New-TestCsv 'Name,Platform,Term,Licensing,WmsVersion,Database,DatabaseGB,TargetSerial', 'mill-office,Virtual,Lifetime,PerUser,4.03.44733.50,SQLite3,6.5,'
            $check = Import-Csv $csv | Test-PbxMigration -Offline
            $check.Kind | Should -Be 'NewInstance'
            $check.Findings.RuleId | Should -Be 'MigrationDatabaseNearLimit', 'MigrationTargetRequired', 'MigrationDnsNames', 'MigrationOldPassword'
        }

        It 'a rule that is overridden in silence, or one that can not be' {
            $version = @{ Identity = (New-TestPbx); WmsVersion = '5.01'; DatabaseEngine = 'MySQL'; DatabaseGB = 1 }
            Test-PbxMigration @version -Quiet | Should -BeFalse
            $check = Test-PbxMigration @version -OverrideRule MigrationVersionNotCovered
            $check.CanMove | Should -BeTrue
            $check.Findings[0].RuleId | Should -Be 'MigrationVersionNotCovered'
            { Test-PbxMigration @version -OverrideRule MigrationDowntime -ErrorAction Stop } | Should -Throw -ErrorId 'WmpRuleNotOverridable,*' -ExceptionType ([WildixPbx.ValidationException])
        }

        It 'a check that says another thing once it went through a file, under <_>' -ForEach 'de-DE', 'it-IT', 'en-US' {
            $culture = [cultureinfo]::CurrentCulture
            try {
                [cultureinfo]::CurrentCulture = $_
                $csv = New-TestCsv 'Name,Platform,Term,Licensing,WmsVersion,Database,DatabaseGB', 'mill-office,Hardware,Lifetime,PerUser,4.03.44733.50,MySQL,6.5', 'hill-office,Virtual,Yearly,PerUser,4.03.44693.48,SQLite3,1.234'
                $first = @(Import-Csv $csv | Test-PbxMigration -Offline) + (Test-PbxMigration (New-TestPbx) -WmsVersion 4.03.44693.48 -DatabaseEngine SQLite3 -DatabaseGB 7.5)
                $path = Join-Path $TestDrive "checks-$_.csv"
                $first | Export-Csv $path
                $rows = Import-Csv $path
                if ($_ -ne 'en-US') { $rows.DatabaseGB | Should -Be '6,5', '1,234', '7,5' }
                $rows.Findings[0] | Should -Be 'MigrationDatabaseNearLimit, MigrationTargetRequired, MigrationDnsNames, MigrationOldPassword'
                $again = $rows | Test-PbxMigration -Offline -WarningVariable warnings
                $again += $rows[2] | Test-PbxMigration -WarningVariable +warnings
                $warnings | Should -BeNullOrEmpty
                $answers = 'Pbx', 'Serial', 'Kind', 'Platform', 'Term', 'Licensing', 'WmsVersion', 'MinimumVersion', 'DatabaseEngine', 'DatabaseBytes', 'DatabaseGB', 'CanMove', 'Unknown', 'Findings'
                $said = $first + $first[2] | Select-Object $answers | ConvertTo-Csv
                $again | Select-Object $answers | ConvertTo-Csv | Should -Be $said
            }
            finally { [cultureinfo]::CurrentCulture = $culture }
        }

        It 'a table that is wider than the window' {
            $check = Test-PbxMigration (New-TestPbx) -WmsVersion 4.03.44693.48 -DatabaseEngine SQLite3 -DatabaseGB 1.5
            foreach ($width in 80, 120) { (Get-TableText $check $width) -split '\r?\n' | ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual $width } }
            Get-TableText $check 120 | Should -Match 'SQLite3 1.5 GB'
        }
    }
}
