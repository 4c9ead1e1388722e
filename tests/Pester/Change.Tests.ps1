Describe 'Checks of changes' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $script:sandbox = Enter-TestPortal
        $null = $sandbox | Connect-Wmp
        $WarningPreference = 'SilentlyContinue'
        $script:customer = New-TestCustomer
    }

    AfterAll { Exit-TestPortal $sandbox }

    It 'a check that says something else than the change' {
        $name = New-TestPbx -Term Lifetime
        $refused = try { Set-WmpLicense $name -UcEssential 5 -UcBusiness 200000 -Force -ErrorAction Stop } catch { $_.Exception.Findings.RuleId }
        (Test-WmpChange $name -UcEssential 5 -UcBusiness 200000).RuleId | Should -Be $refused
    }

    It 'a check that changes something' {
        $names = New-TestPbx 3
        $before = Get-MutationCount
        $null = $names | Test-WmpChange -UcEssential 5 -ThrottleLimit 4
        $null = $names | Test-WmpChange -Term Monthly -RuleSet 2022-04
        Get-MutationCount | Should -Be $before
        ($names | Get-WmpLicense -Profile UC-Essential).EffectiveCount | Should -Be 10, 10, 10
    }

    It 'a file whose bad row stops the others, or loses its number' {
        $names = New-TestPbx 2
        $path = New-TestCsv 'Name,UC-Essential', "$($names[0]),5", 'no-such-pbx,5', "$($names[1]),x", "$($names[1]),11"
        $found = Import-Csv $path | Test-WmpChange -ErrorVariable problems -ErrorAction SilentlyContinue
        $found | ForEach-Object { '{0} {1}' -f $_.InputIndex, $_.RuleId } | Should -Be '1 DecreaseNeedsApproval', '1 NotLastDay', '4 NotLastDay'
        $problems.Exception.InputIndex | Should -Be 2, 3
    }

    It 'a creation that is taken for a change of what is there' {
        $path = New-TestCsv 'Customer,Name,Platform,Term,UC-Essential', "$($customer.Name),$(Get-TestName),Cloud,Lifetime,5"
        (Import-Csv $path | Test-WmpChange -Operation Create).RuleId | Should -Be 'RegionRequired', 'LifetimeNotForCloud', 'MistakeReportWindow'
    }

    It 'a check of a file that asks a portal, or that takes what is not there for something' {
        $path = New-TestCsv 'Name,Platform,Term,ExpiresOn,UC-Essential', 'a,Virtual,Lifetime,,12', 'b,Cloud,Yearly,2027-03-10,30', 'c,,,,'
        Measure-Request { Import-Csv $path | Test-WmpChange -UcEssential 8 -Offline } | Should -Be 1 # the question itself
        Import-Csv $path | Test-WmpChange -UcEssential 8 -Offline | ForEach-Object { '{0} {1}' -f $_.Pbx, $_.RuleId } |
            Should -Be 'a LifetimeDecrease', 'b DecreaseNeedsApproval', 'b NotLastDay'
        Import-Csv $path | Test-WmpChange -UcEssential 8 -Offline -AsOf '2027-03-09' | ForEach-Object RuleId | Should -Be 'LifetimeDecrease', 'DecreaseNeedsApproval'
    }

    It 'advice that counts as a no' {
        $names = (New-TestPbx), (New-TestPbx -Term Lifetime)
        $names | Test-WmpChange -UcEssential 5 -Quiet | Should -Be $true, $false
    }

    It 'a check without a change, with two, or of nothing' -ForEach @(
        @{ Given = @{ Identity = 'x' }; Id = 'WmpNothingToChange' }
        @{ Given = @{ Identity = 'x'; Ssh = 'Open'; UcEssential = 5 }; Id = 'WmpValidation' }
        @{ Given = @{ UcEssential = 5 }; Id = 'WmpValidation' }
        @{ Given = @{ Identity = 'x'; UcEssential = 5; RuleSet = '1999-01' }; Id = 'WmpNotFound' }
        @{ Given = @{ Identity = 'x'; UcEssential = 5; Offline = $true }; Id = 'WmpNotConnected' }
    ) {
        { Test-WmpChange @Given -ErrorAction Stop } | Should -Throw -ErrorId "$Id,*"
    }
}
