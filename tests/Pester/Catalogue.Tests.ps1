Describe 'Regions, profiles and rules' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $script:sandbox = Enter-TestPortal
        $null = $sandbox | Connect-Wmp
    }

    AfterAll { Exit-TestPortal $sandbox }

    It 'a region that is listed but not accepted' {
        $customer = New-TestCustomer
        $rows = Get-WmpRegion | ForEach-Object { [pscustomobject]@{ Customer = $customer.Id; Name = "in-$($_.Name)"; Platform = 'Cloud'; Region = $_; Term = 'Yearly' } }
        @($rows | New-WmpPbx -Force).Count | Should -Be @(Get-WmpRegion).Count
    }

    It 'a wildcard that is not understood' {
        (Get-WmpLicenseProfile 'uc-b*').Name | Should -Be 'UC-Business'
        @(Get-WmpRegion 'eu-*').Count | Should -BeLessThan @(Get-WmpRegion).Count
        Get-WmpRegion 'nowhere*' | Should -BeNullOrEmpty
    }

    It 'prices that a script cannot compute with' {
        (Get-WmpLicenseProfile UC-Essential).Prices['Yearly'].Amount | Should -BeOfType [decimal]
    }

    It 'rules that need a portal, or that do not group' {
        Disconnect-Wmp
        $areas = Get-WmpRule | Group-Object Area
        $areas.Count | Should -BeGreaterThan 3
        (Get-WmpRule LifetimeNotForCloud).Severity | Should -Be 'Error'
        @(Get-WmpRule -Severity Error).Count | Should -Be @(Get-WmpRule | Where-Object Severity -EQ 'Error').Count
        $null = $sandbox | Connect-Wmp
    }

    It 'the rule of an error that is not looked up by it' {
        $problem = try { New-WmpPbx -Customer (New-TestCustomer).Id -Name 'x' -Platform Cloud -Term Yearly -Force -ErrorAction Stop } catch { $_.Exception }
        ($problem | Get-WmpRule).Id | Should -Be 'RegionRequired'
    }

    It 'an unknown rule, rule set, region or profile that is silently nothing' {
        { Get-WmpRegion 'nowhere' -ErrorAction Stop } | Should -Throw -ErrorId 'WmpNotFound,*'
        { Get-WmpLicenseProfile 'UC-Gold' -ErrorAction Stop } | Should -Throw -ErrorId 'WmpNotFound,*'
        { Get-WmpRule NoSuchRule -ErrorAction Stop } | Should -Throw -ErrorId 'WmpNotFound,*'
        { Get-WmpRule -RuleSet '1999-01' -ErrorAction Stop } | Should -Throw -ErrorId 'WmpNotFound,*'
    }

    It 'a word that completion of "<Line>" does not offer' -ForEach @(
        @{ Line = 'New-WmpPbx -Platform '; Word = 'Hardware' }
        @{ Line = 'New-WmpPbx -Term Five'; Word = 'FiveYears' }
        @{ Line = 'New-WmpPbx -Region eu-'; Word = 'eu-central-1' }
        @{ Line = 'Get-WmpLicenseProfile uc-p'; Word = 'UC-Premium' }
        @{ Line = 'Get-WmpLicense x -Profile '; Word = 'UC-Business' }
        @{ Line = 'Get-WmpRule Lifetime'; Word = 'LifetimeNotForCloud' }
        @{ Line = 'Get-WmpPbx -State Act'; Word = 'Active' }
        @{ Line = 'Start-WmpSandbox -RuleSet '; Word = '2022-04' }
        @{ Line = 'Set-WmpLicense -UcE'; Word = '-UcEssential' }
        @{ Line = 'Set-WmpLic'; Word = 'Set-WmpLicense' }
    ) {
        (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches.CompletionText | Should -Contain $Word
    }

    It 'a completion without a connection that fails' {
        Disconnect-Wmp
        $line = 'New-WmpPbx -Region '
        { TabExpansion2 -inputScript $line -cursorColumn $line.Length } | Should -Not -Throw
        $null = $sandbox | Connect-Wmp
    }
}
