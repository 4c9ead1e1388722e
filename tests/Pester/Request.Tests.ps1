Describe 'Requests to a Wildix manager' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $script:sandbox = Enter-TestPortal
        $null = $sandbox | Connect-Wmp
        $script:customer = New-TestCustomer
    }

    BeforeEach {
        $script:pbx = New-TestPbx
        $script:change = Set-WmpLicense $pbx -UcEssential 4 -Force -WarningAction SilentlyContinue
    }

    AfterAll { Exit-TestPortal $sandbox }

    It 'a decrease that is in force before anybody agreed' {
        $change.RequestId | Should -BeLike 'req_*'
        $change.RequestedCount, $change.EffectiveCount, $change.EffectiveOn | Should -Be 4, 10, $null
        (Get-WmpLicense $pbx -Profile UC-Essential).EffectiveCount | Should -Be 10
        (Get-WmpRequest -State Pending).Pbx | Should -Contain $pbx
    }

    It 'a decrease that waits without a warning' {
        $null = Set-WmpLicense (New-TestPbx) -UcEssential 1 -Force -WarningVariable warned -WarningAction SilentlyContinue
        $warned | Should -Not -BeNullOrEmpty
    }

    It 'an approval that has no effect' {
        ($change | Approve-WmpSandboxRequest -Reason 'agreed by telephone').State | Should -Be 'Approved'
        $decided = $change | Wait-WmpRequest -Timeout 0:0:10
        $decided.State, $decided.Reason | Should -Be 'Approved', 'agreed by telephone'
        (Get-WmpLicense $pbx -Profile UC-Essential).EffectiveCount | Should -Be 4
    }

    It 'a denial that lowers the count' {
        (Deny-WmpSandboxRequest $change.RequestId -Reason 'in use').State | Should -Be 'Denied'
        (Get-WmpLicense $pbx -Profile UC-Essential).EffectiveCount | Should -Be 10
    }

    It 'a request that cannot be taken back, or twice' {
        $change | Remove-WmpRequest | Should -BeNullOrEmpty
        (Get-WmpRequest $change.RequestId).State | Should -Be 'Withdrawn'
        { Approve-WmpSandboxRequest $change.RequestId -ErrorAction Stop } | Should -Throw -ExceptionType ([WildixPbx.ConflictException])
    }

    It 'a wait without end' {
        { Wait-WmpRequest $change.RequestId -Timeout 0:0:0.2 -PollInterval 0:0:0.1 -ErrorAction Stop } | Should -Throw -ErrorId 'WmpTimeout,*' -ExceptionType ([WildixPbx.TimeoutException])
    }

    It 'all requests of a sandbox that cannot be decided in one line' {
        @(Get-WmpRequest -State Pending | Approve-WmpSandboxRequest | Where-Object State -EQ 'Approved').Count | Should -BeGreaterThan 0
        Get-WmpRequest -State Pending | Should -BeNullOrEmpty
    }

    It 'changes that need nobody and stop a pipeline of Wait-WmpRequest' {
        Set-WmpLicense $pbx -UcBusiness 1 -Force | Wait-WmpRequest -Timeout 0:0:5 | Should -BeNullOrEmpty
    }

    It 'a request that is decided under -WhatIf' {
        Approve-WmpSandboxRequest $change.RequestId -WhatIf
        (Get-WmpRequest $change.RequestId).State | Should -Be 'Pending'
    }
}
