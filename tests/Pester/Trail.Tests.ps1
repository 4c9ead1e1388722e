Describe 'The trail, and time that is played through' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $script:sandbox = Enter-TestPortal
        $null = $sandbox | Connect-Wmp
        $script:customer = New-TestCustomer
    }

    AfterAll { Exit-TestPortal $sandbox }

    It 'a change that the trail does not tell, or not what was before' {
        $pbx = New-TestPbx
        $null = Set-WmpLicense $pbx -UcEssential 12 -Force -WarningAction SilentlyContinue
        $trail = @(Get-WmpPbx $pbx | Get-WmpAuditEvent)
        $trail.Action | Should -Be 'PbxCreated', 'LicensesChanged'
        "$($trail[1].Changes | Where-Object Name -EQ 'Licenses.UC-Essential')" | Should -Be 'Licenses.UC-Essential: 10 -> 12'
        ($trail[1].Before | ConvertFrom-Json).licenses.'UC-Essential' | Should -Be 10
        @(Get-WmpAuditEvent -IdempotencyKey $trail[1].IdempotencyKey).Sequence | Should -Be $trail[1].Sequence
    }

    It 'filters that the trail does not take together' {
        $null = New-TestPbx 3
        $from = (Get-WmpAuditEvent | Select-Object -First 1).At
        @(Get-WmpAuditEvent -Customer $customer.Id -Actor partner -Kind pbx -Action 'Pbx*' -From $from -First 2).Count | Should -Be 2
        Get-WmpAuditEvent -To $from | Should -BeNullOrEmpty
        { Get-WmpAuditEvent -Actor '' } | Should -Throw -ErrorId 'WmpValidation,*'
    }

    It 'a box that is cut off and nobody hears of' {
        $pbx, $other = New-TestPbx 2
        $null = $pbx, $other | Set-WmpSandboxPbx -Activated $true -Online $true
        $null = Set-WmpSandboxPbx $pbx -Online $false
        $null = Set-WmpSandboxClock -By 3.00:00:00
        @(Get-WmpSandboxMail -Kind LicenseNotRenewed | Select-Object -ExpandProperty PbxId -Unique) | Should -Be (Get-WmpPbx $pbx).Id
        (Get-WmpPbx -NotRenewedFor 2.00:00:00).Name | Should -Be $pbx
        Get-WmpPbx $other | Get-WmpSandboxMail | Should -BeNullOrEmpty
    }

    It 'a clock that goes back, or by itself under -WhatIf' {
        { Set-WmpSandboxClock -By 0 } | Should -Throw -ErrorId 'WmpValidation,*'
        { Set-WmpSandboxClock -To (Get-Date).AddYears(-1) -ErrorAction Stop } | Should -Throw -ErrorId 'WmpValidation,*'
        $before = Get-MutationCount
        Set-WmpSandboxClock -By 1.00:00:00 -WhatIf
        Get-MutationCount | Should -Be $before
    }

    It 'boxes of a file that become others than it says, and a serial that is lost' {
        $first, $second = New-TestPbx 2
        $path = New-TestCsv @('Name,NewSerial,WmsVersion,AssignedUsers', "$first,2211FFFF0001,4.03.44693.48,`"UC-Essential 3, PBX-BASIC 1`"", "$second,,four,")
        $old = (Get-WmpPbx $first).Serial
        $set = Import-Csv $path | Set-WmpSandboxPbx -ErrorVariable refused -ErrorAction SilentlyContinue
        $set.Serial, "$($set.WmsVersion)" | Should -Be '2211FFFF0001', '4.03.44693.48'
        $refused.Exception.ErrorId | Should -Be 'WmpValidation'
        (Get-WmpPbx $old).Name | Should -Be $first
    }
}
