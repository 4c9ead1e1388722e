Describe 'Licences' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $script:sandbox = Enter-TestPortal
        $null = $sandbox | Connect-Wmp
        $WarningPreference = 'SilentlyContinue' # not every test is about what a change brings with it
        $script:customer = New-TestCustomer
    }

    AfterAll { Exit-TestPortal $sandbox }

    It 'a blank cell that changes a count, or a written 0 that does not' {
        $name = New-TestPbx
        $path = New-TestCsv 'Identity,UcEssential,UcBusiness,UcPremium,PbxBasic', "$name,,5,   ,0"
        $changes = Import-Csv $path | Set-WmpLicense -Force
        $changes.Profile | Should -Be 'PBX-BASIC', 'UC-Business'
        ($changes | Where-Object Changed).Profile | Should -Be 'UC-Business'
        (Get-WmpLicense $name -Profile UC-Essential).EffectiveCount | Should -Be 10
    }

    It 'rows that lose their number, or errors that lose their row, on the way through threads' {
        $names = New-TestPbx 6
        $rows = 0..5 | ForEach-Object { [pscustomobject]@{ Identity = $names[$_]; UcEssential = if ($_ -in 1, 3) { '12x' } else { 20 + $_ } } }
        $changes = $rows | Set-WmpLicense -Force -ThrottleLimit 4 -ErrorVariable problems -ErrorAction SilentlyContinue
        $changes | Sort-Object InputIndex | ForEach-Object { '{0}:{1}:{2}' -f $_.InputIndex, $_.Pbx, $_.EffectiveCount } |
            Should -Be "1:$($names[0]):20", "3:$($names[2]):22", "5:$($names[4]):24", "6:$($names[5]):25"
        $problems.TargetObject.Identity | Sort-Object | Should -Be (@($names[1], $names[3]) | Sort-Object)
    }

    It 'a broken rule that is not caught by its type, or whose id, category and advice scripts cannot read' {
        $name = New-TestPbx -Term Lifetime
        $caught = try { Set-WmpLicense $name -UcEssential 5 -Force -ErrorAction Stop } catch [WildixPbx.RuleViolationException] { $_ }
        $caught.Exception.RuleId | Should -Be 'LifetimeDecrease'
        $caught.FullyQualifiedErrorId | Should -Be 'LifetimeDecrease,WildixPbx.Commands.SetWmpLicenseCommand'
        $caught.CategoryInfo.Category | Should -Be 'InvalidOperation'
        $caught.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $caught.Exception.Findings[0].Subject | Should -Be $name
        $caught.TargetObject.ToString() | Should -Be $name
    }

    It 'a pipeline that -ErrorAction Stop does not stop' {
        $names = New-TestPbx 2
        { $names[0], 'no-such-pbx', $names[1] | Set-WmpLicense -UcEssential 30 -Force -ErrorAction Stop } | Should -Throw -ErrorId 'WmpNotFound,*'
        $names | Get-WmpLicense -Profile UC-Essential | ForEach-Object EffectiveCount | Should -Be 30, 10
    }

    It 'errors of a pipeline that -ErrorVariable and $Error do not keep one by one' {
        $Error.Clear()
        'no-such-1', 'no-such-2' | Set-WmpLicense -UcEssential 1 -Force -ErrorVariable problems -ErrorAction SilentlyContinue
        $problems | Should -HaveCount 2
        $Error | Should -HaveCount 2
    }

    It 'a file that changes something when it is run again' {
        $names = New-TestPbx 3
        $path = New-TestCsv (@('Name,UC-Essential') + ($names | ForEach-Object { "$_,30" }))
        @(Import-Csv $path | Set-WmpLicense -Force | Where-Object Changed).Count | Should -Be 3
        @(Import-Csv $path | Set-WmpLicense -Force | Where-Object Changed).Count | Should -Be 0
    }

    It 'a column that nothing takes and nobody hears of, or a row that asks for nothing' {
        $path = New-TestCsv 'Identity,UcEsential', "$(New-TestPbx),30"
        Import-Csv $path | Set-WmpLicense -Force -WarningVariable warned -WarningAction SilentlyContinue -ErrorVariable problems -ErrorAction SilentlyContinue
        $warned | Should -HaveCount 1
        "$warned" | Should -Match "'UcEsential' \(nearest: UC-?Essential\)"
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'WmpNothingToChange,*'
    }

    It 'a profile by name, or counts to add and to take away, that become other counts' {
        $name = New-TestPbx
        $null = Set-WmpLicense $name -License @{ 'UC-Essential' = 12; 'UC-Business' = 3 } -Force
        $null = Set-WmpLicense $name -UcEssential 5 -Add -Force
        Get-WmpLicense $name | Sort-Object Profile | ForEach-Object { "$($_.Profile) $($_.EffectiveCount)" } | Should -Be 'UC-Business 3', 'UC-Essential 17'
        (Set-WmpLicense $name -UcEssential 2 -Remove -Force).RequestedCount | Should -Be 15
    }

    It 'a profile that the portal does not have and that is sold' {
        { Set-WmpLicense (New-TestPbx) -License @{ 'UC-Gold' = 1 } -Force -ErrorAction Stop } | Should -Throw -ExceptionType ([WildixPbx.RuleViolationException])
    }

    It 'a change thought out on a state that is no longer so' {
        $seen = Get-WmpPbx (New-TestPbx)
        $null = Set-WmpLicense $seen.Name -UcBusiness 1 -Force
        { $seen | Set-WmpLicense -UcBusiness 2 -Force -ErrorAction Stop } | Should -Throw -ExceptionType ([WildixPbx.ConflictException])
    }

    It 'a preview that changes something, by -WhatIf or by $WhatIfPreference' {
        $names = New-TestPbx 2
        $before = Get-MutationCount
        $names | Set-WmpLicense -UcEssential 50 -WhatIf
        $WhatIfPreference = $true
        $names[0] | Set-WmpLicense -UcEssential 50
        $WhatIfPreference = $false
        Get-MutationCount | Should -Be $before
        $names | Get-WmpLicense -Profile UC-Essential | ForEach-Object EffectiveCount | Should -Be 10, 10
    }

    It 'results that Export-Csv makes unreadable, or that it cannot read' {
        $names = New-TestPbx 2
        $path = Join-Path $TestDrive 'results.csv'
        $names | Set-WmpLicense -UcEssential 11 -Confirm:$false | Export-Csv $path
        $rows = Import-Csv $path
        $rows.Pbx | Should -Be $names
        $rows[0].RequestedCount, $rows[0].EffectiveCount, $rows[0].Changed | Should -Be '11', '11', 'True'
        $rows[0].Fee | Should -Match '^\d+\.\d\d [A-Z]{3}$'
        Get-WmpLicense $names[0] | Export-Csv $path
        (Import-Csv $path).EffectiveCount | Should -Be '11'
    }

    It 'fees that do not add up' {
        $changes = New-TestPbx 2 | Set-WmpLicense -UcEssential 12 -Force
        $sum = ($changes | Measure-Object { $_.Fee.Amount } -Sum).Sum
        $price = (Get-WmpLicenseProfile UC-Essential).Prices['Yearly'].Amount
        $sum | Should -Be (4 * $price)
    }

    It 'many rows from many runspaces with one connection that are lost' {
        $names = New-TestPbx 8
        $connection = Get-WmpConnection
        $effective = $names | ForEach-Object -ThrottleLimit 4 -Parallel {
            Import-Module $using:manifest
            (Set-WmpLicense $_ -UcEssential 40 -Force -Connection $using:connection).EffectiveCount
        }
        $effective | Should -HaveCount 8
        $names | Get-WmpLicense -Profile UC-Essential | ForEach-Object EffectiveCount | Select-Object -Unique | Should -Be 40
    }
}
