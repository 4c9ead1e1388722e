Describe 'Runs and the change of term' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $script:sandbox = Enter-TestPortal
        $null = $sandbox | Connect-Wmp
        $script:customer = New-TestCustomer
    }

    BeforeEach {
        $script:pbx = New-TestPbx
        $script:change = Set-WmpTerm $pbx Monthly -UcEssential 12 -Force -WarningAction SilentlyContinue
    }

    AfterEach { Get-WmpRun | Remove-WmpRun -Force -WarningAction SilentlyContinue }

    AfterAll { Exit-TestPortal $sandbox }

    It 'a term that is in force before anybody agreed' {
        $change.State, $change.Term, $change.EffectiveTerm | Should -Be 'Waiting', 'Monthly', 'Yearly'
        $change.RequestedLicenses['UC-Essential'], $change.EffectiveLicenses['UC-Essential'] | Should -Be 12, 10
        (Get-WmpPbx $pbx).Term | Should -Be 'Yearly'
    }

    It 'an approval that nobody can go on after' {
        $null = $change | Approve-WmpSandboxRequest
        (Get-WmpRun $change.RunId).WithoutLicensesSince | Should -Not -BeNullOrEmpty
        (Resume-WmpRun $change.RunId).State | Should -Be 'Completed'
        $after = Get-WmpPbx $pbx
        $after.Term, $after.Licenses['UC-Essential'] | Should -Be 'Monthly', 12
    }

    It 'the same command that begins a second time' {
        (Set-WmpTerm $pbx Monthly -UcEssential 12 -Force).RunId | Should -Be $change.RunId
        { Set-WmpTerm $pbx FiveYears -Force -ErrorAction Stop } | Should -Throw -ErrorId 'WmpRunOpen,*' -ExceptionType ([WildixPbx.ConflictException])
    }

    It 'a denial that takes the licences' {
        $null = $change | Deny-WmpSandboxRequest -Reason 'the contract'
        { Resume-WmpRun $change.RunId -ErrorAction Stop } | Should -Throw -ErrorId 'WmpRequestDenied,*'
        (Get-WmpPbx $pbx).Licenses['UC-Essential'] | Should -Be 10
        (Get-WmpRun $change.RunId).State | Should -Be 'Denied'
    }

    It 'a wait without end, or one that ends the run' {
        { Resume-WmpRun $change.RunId -Wait -Timeout 0:0:0.2 -PollInterval 0:0:0.1 -ErrorAction Stop } | Should -Throw -ErrorId 'WmpTimeout,*'
        (Get-WmpRun $change.RunId).State | Should -Be 'Waiting'
    }

    It 'a run that is lost by mistake' {
        { Remove-WmpRun $change.RunId -ErrorAction Stop } | Should -Throw -ErrorId 'WmpRunOpen,*'
        Remove-WmpRun $change.RunId -Force -WarningVariable warned -WarningAction SilentlyContinue
        $warned | Should -BeLike "*$($change.RequestId)*"
        Get-WmpRun | Should -BeNullOrEmpty
    }

    It 'a PBX without licences that nobody asked about' {
        $null = $change | Approve-WmpSandboxRequest
        Disconnect-Wmp
        try { $run = Get-WmpRun $change.RunId -WarningVariable warned -WarningAction SilentlyContinue }
        finally { $null = $sandbox | Connect-Wmp }
        $run.MayBeWithoutLicenses, $run.PortalAsked | Should -Be $true, $false
        $warned | Should -BeLike '*may be without licences*'
        (Get-WmpRun $change.RunId).PortalAsked | Should -BeTrue
    }

    It 'a request that was taken back and stands in the way' {
        $null = $change | Remove-WmpRequest
        $next = Set-WmpTerm $pbx FiveYears -Force -WarningAction SilentlyContinue
        $next.State, $next.Term | Should -Be 'Waiting', 'FiveYears'
        $next.RunId | Should -Not -Be $change.RunId
    }

    It 'lower counts that pass for done before they are approved' {
        $lower = Set-WmpTerm (New-TestPbx) Yearly -UcEssential 1 -Force -WarningAction SilentlyContinue
        $lower.State | Should -Be 'Waiting'
        $lower.RequestId, $lower.NextAction | Should -Not -BeNullOrEmpty
    }

    It 'rows of a file that are no runs of their own' {
        $names = New-TestPbx 3
        $csv = New-TestCsv (@('Name,Term,UC-Essential') + "$($names[0]),Monthly," + "$($names[1]),sometimes,3" + "$($names[2]),Five Years,15")
        $results = @(Import-Csv $csv | Set-WmpTerm -Force -ErrorVariable refused -ErrorAction SilentlyContinue -WarningAction SilentlyContinue)
        $results.InputIndex | Should -Be 1, 3
        ($results.RunId | Select-Object -Unique).Count | Should -Be 2
        $refused.FullyQualifiedErrorId | Should -BeLike 'WmpValidation,*'
        $null = $results | Approve-WmpSandboxRequest
        @(Resume-WmpRun -All | Where-Object State -EQ 'Completed').Pbx | Sort-Object | Should -Be ($names[0, 2] | Sort-Object)
    }

    It 'a preview that begins a run' {
        $before = Get-MutationCount
        Set-WmpTerm (New-TestPbx) Monthly -WhatIf
        @(Get-WmpRun).Count | Should -Be 1
        Get-MutationCount | Should -Be ($before + 1) # the PBX
    }
}
