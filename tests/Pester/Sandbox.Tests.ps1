Describe 'The sandbox' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $script:sandbox = Enter-TestPortal
    }

    AfterAll { Exit-TestPortal $sandbox }

    It 'a temporary sandbox that leaves a process or a folder behind' {
        $other = Start-WmpSandbox -Temporary -Name 'short'
        Get-Process -Id $other.ProcessId | Should -Not -BeNullOrEmpty
        Test-Path $other.DataPath | Should -BeTrue
        $other | Stop-WmpSandbox
        Get-Process -Id $other.ProcessId -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Test-Path $other.DataPath | Should -BeFalse
        (Get-WmpSandbox).Name | Should -Not -Contain 'short'
    }

    It 'data that do not stay, a -Reset that keeps them, or one folder with two processes' {
        $name = 'lasting'
        try {
            $null = Start-WmpSandbox -Name $name | Connect-Wmp
            $null = New-WmpCustomer 'Stays'
            (Start-WmpSandbox -Name $name).ProcessId | Should -Be (Get-WmpSandbox $name).ProcessId
            Stop-WmpSandbox $name
            $null = Start-WmpSandbox -Name $name | Connect-Wmp
            (Get-WmpCustomer).Name | Should -Be 'Stays'
            Stop-WmpSandbox $name
            $null = Start-WmpSandbox -Name $name -Reset | Connect-Wmp
            Get-WmpCustomer | Should -BeNullOrEmpty
        }
        finally { Stop-WmpSandbox "$name*" }
    }

    It 'a name that climbs out of its folder' {
        { Start-WmpSandbox -Name '../elsewhere' } | Should -Throw -ErrorId 'WmpSandboxNameInvalid,*'
    }

    It 'a -WhatIf that starts or stops something' {
        Start-WmpSandbox -Name 'not-started' -WhatIf | Should -BeNullOrEmpty
        Stop-WmpSandbox $sandbox.Name -WhatIf
        (Get-WmpSandbox $sandbox.Name).IsRunning | Should -BeTrue
        (Get-WmpSandbox).Name | Should -Not -Contain 'not-started'
    }

    It 'a sandbox that is not there and is stopped in silence' {
        { Stop-WmpSandbox 'no-such-sandbox' -ErrorAction Stop } | Should -Throw -ErrorId 'WmpNotFound,*'
        { Get-WmpSandbox 'no-such-sandbox' -ErrorAction Stop } | Should -Throw -ErrorId 'WmpNotFound,*'
        { Stop-WmpSandbox 'no-such-*' -ErrorAction Stop } | Should -Not -Throw
    }

    It 'a rate limit that fails a bulk change instead of slowing it down' {
        $slow = Start-WmpSandbox -Temporary -Name 'limited' -RateLimit 2
        try {
            $connection = $slow | Connect-Wmp -NoDefault
            $made = 1..6 | ForEach-Object { "Customer $_" } | New-WmpCustomer -Connection $connection -ErrorVariable problems -ErrorAction SilentlyContinue
            $problems | Should -BeNullOrEmpty
            $made | Should -HaveCount 6
            (Get-WmpSandbox 'limited').Statistics.ThrottledRequests | Should -BeGreaterThan 0
        }
        finally { $slow | Stop-WmpSandbox }
    }

    It 'a price list of its own that is not taken' {
        $list = Get-Content (Join-Path (Split-Path $manifest) 'sandbox/prices.json') -Raw | ConvertFrom-Json
        ($list.profiles | Where-Object name -EQ 'UC-Business').prices.Yearly = 12.34
        $path = Join-Path $TestDrive 'prices.json'
        $list | ConvertTo-Json -Depth 9 | Set-Content $path
        Push-Location $TestDrive
        $priced = Start-WmpSandbox -Temporary -Name 'priced' -PriceListPath './prices.json'
        Pop-Location
        try { (Get-WmpLicenseProfile UC-Business -Connection ($priced | Connect-Wmp -NoDefault)).Prices['Yearly'].Amount | Should -Be 12.34 }
        finally { $priced | Stop-WmpSandbox }
    }
}
