Describe 'Cloud PBXs: storage, SSH, keys, activation' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $script:sandbox = Enter-TestPortal
        $null = $sandbox | Connect-Wmp
        $script:customer = New-TestCustomer
        function New-TestCloudPbx([int] $Count = 1) {
            $pbx = @{ Customer = $script:customer.Id; Platform = 'Cloud'; Region = 'eu-west-1'; Term = 'Yearly'; UcEssential = 1; Force = $true }
            1..$Count | ForEach-Object { (New-WmpPbx -Name (Get-TestName 'cloud') @pbx).Name }
        }
    }

    AfterAll { Exit-TestPortal $sandbox }

    It 'storage that a file adds to other PBXs, or in other sizes, than it says' {
        $first, $second, $third = New-TestCloudPbx 3
        $path = New-TestCsv @('Identity,Units,SizeGB,MaximumFee', "$first,2,,500", "$second,,10,", "$third,1,,0.01")
        $added = Import-Csv $path | Add-WmpStorage -Force -ThrottleLimit 3 -ErrorVariable refused -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $added | Sort-Object InputIndex | ForEach-Object ScheduledStorageGB | Should -Be 30, 20
        $added.StorageGB | Should -Be 10, 10
        $refused.Exception.ErrorId | Should -Be 'FeeAboveMaximum'
    }

    It 'storage in force before the next 01:00, or not after it' {
        $pbx = New-TestCloudPbx
        $added = Add-WmpStorage $pbx -Units 1 -Force -WarningAction SilentlyContinue
        $added.EffectiveOn.Hour, $added.EffectiveOn.Minute | Should -Be 1, 0
        $null = Set-WmpSandboxClock -To $added.EffectiveOn
        (Get-WmpPbx $pbx).StorageGB | Should -Be 20
        (Get-WmpPbx $pbx).ScheduledStorageGB | Should -BeNullOrEmpty
    }

    It 'storage on a Virtual PBX, or bought without a question' {
        { Add-WmpStorage (New-TestPbx) -Units 1 -Force -ErrorAction Stop } | Should -Throw -ErrorId 'StorageOnlyOnCloud,*' -ExceptionType ([WildixPbx.RuleViolationException])
        $before = Get-MutationCount
        Add-WmpStorage (New-TestCloudPbx) -Units 1 -WhatIf
        Get-MutationCount | Should -Be ($before + 1) # the PBX itself
    }

    It 'a port that stays open beyond its time' {
        $pbx = New-TestCloudPbx
        $opened = Enable-WmpSsh $pbx -Duration 02:00:00
        "$opened" | Should -Be "$pbx.wildixin.com:2222"
        ($opened.OpenUntil - $opened.OpenedOn).TotalHours | Should -Be 2
        (Get-WmpSsh -Open).Pbx | Should -Contain $pbx
        $null = Set-WmpSandboxClock -By 02:00:01
        (Get-WmpSsh $pbx).IsOpen | Should -BeFalse
    }

    It 'ports of a whole customer that cannot be opened and shut in a line each' {
        $names = New-TestCloudPbx 3
        (Get-WmpPbx -Customer $customer.Id -Platform Cloud | Enable-WmpSsh -ThrottleLimit 4).Pbx | Should -Contain $names[0]
        $null = Get-WmpSsh -Open | Disable-WmpSsh
        Get-WmpSsh -Open | Should -BeNullOrEmpty
    }

    It 'a port that a script block leaves open, whatever becomes of it' {
        $pbx = New-TestCloudPbx
        Use-WmpSsh $pbx { (Get-WmpSsh $_).IsOpen } | Should -BeTrue
        { Use-WmpSsh $pbx { throw [System.IO.IOException]::new('lost') } } | Should -Throw -ExceptionType ([System.IO.IOException])
        Use-WmpSsh $pbx { 1..10 } | Select-Object -First 2 | Should -Be 1, 2
        Use-WmpSsh $pbx { param($ssh) Write-Error 'half' -ErrorAction SilentlyContinue; $ssh.HostName } | Should -Be "$pbx.wildixin.com"
        (Get-WmpSsh $pbx).IsOpen | Should -BeFalse
    }

    It 'a block that does not see or set the variables of its caller' {
        $seen = 'before'
        Use-WmpSsh (New-TestCloudPbx) { $seen = "$seen and after" }
        $seen | Should -Be 'before and after'
    }

    It 'a key in plain sight, or of a Cloud PBX' {
        $pbx = New-TestPbx
        $key = Get-WmpPbxKey $pbx
        $key.Key | Should -BeOfType securestring
        $plain = (Get-WmpPbxKey $pbx -AsPlainText).Key
        ConvertFrom-SecureString $key.Key -AsPlainText | Should -Be $plain
        ($key | Format-List | Out-String) + ($key | Out-String) | Should -Not -Match ([regex]::Escape($plain))
        { Get-WmpPbxKey (New-TestCloudPbx) -ErrorAction Stop } | Should -Throw -ErrorId 'KeyNotForCloud,*'
    }

    It 'a wait that never ends, or does not end when the PBX is active' {
        { Wait-WmpPbx (New-TestPbx) -ErrorAction Stop } | Should -Throw -ErrorId 'WmpWaitsForKey,*' -ExceptionType ([WildixPbx.ConflictException])
        $pbx = New-TestCloudPbx
        $null = Set-WmpSandboxClock -By 00:03:01
        (Wait-WmpPbx $pbx -Timeout 60).State | Should -Be 'Active'
    }
}
