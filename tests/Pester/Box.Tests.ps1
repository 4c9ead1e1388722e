Describe 'PBXs themselves' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $script:sandbox = Enter-TestPortal
        $null = $sandbox | Connect-Wmp
        $script:names = New-TestPbx 3
        $script:boxes = $names | Start-WmpSandboxPbx -UserCount 3
    }

    AfterAll { Exit-TestPortal $sandbox }

    It 'a box that is asked and does not answer, or in another order of properties' {
        $info = $boxes | Get-PbxInfo
        $info.Name | Sort-Object | Should -Be ($names | Sort-Object)
        $info[0].WmsVersion.ToString() | Should -BeLike '7.09.*'
        $info[0].License.licensing | Should -Be 'PerUser'
    }

    It 'a box that hangs and holds up the others' {
        $null = $boxes[0] | Start-WmpSandboxPbx -Behavior Hang
        try {
            $info = $boxes | Get-PbxInfo -TimeoutSec 5 -ErrorVariable failed -ErrorAction SilentlyContinue
            $info | Should -HaveCount 2
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'WmpTimeout,*'
            $failed[0].Exception | Should -BeOfType ([WildixPbx.TimeoutException])
        }
        finally { $null = $boxes[0] | Start-WmpSandboxPbx -Behavior @() }
    }

    It 'a login of another box that is taken' {
        { Get-PbxInfo $boxes[0] -Token $boxes[1].Token -ErrorAction Stop } | Should -Throw -ErrorId 'WmpAuthenticationFailed,*' -ExceptionType ([WildixPbx.AuthenticationException])
    }

    It 'a file of users that does not come through, or a user found twice' {
        $path = Join-Path $TestDrive 'users.csv'
        $boxes[1] | Get-PbxUser | Select-Object Uri, UserId, Extension, LicenseType | Export-Csv $path
        (Get-Content $path -Raw) -replace '"essential"', '"business"' | Set-Content $path
        $login = @{ Token = $boxes[1].Token; CertificateFingerprint = $boxes[1].CertificateFingerprint }
        Import-Csv $path | Set-PbxUserLicense @login -WhatIf | Should -BeNullOrEmpty
        ($boxes[1] | Get-PbxUser).LicenseType | Select-Object -Unique | Should -Be 'essential'
        (Import-Csv $path | Set-PbxUserLicense @login).Changed | Should -Be @($true, $true, $true)
        (Import-Csv $path | Set-PbxUserLicense @login).Changed | Should -Be @($false, $false, $false)
    }

    It 'a comparison that counts wrong' {
        $found = $boxes[1] | Compare-PbxLicense | Where-Object Profile -EQ 'UC-Business'
        $found.Assigned | Should -Be 3
        $found.Free | Should -Be -3
        $found.Findings.RuleId | Should -Be 'LicenseOverused'
    }

    It 'an upgrade that does not end, or is made twice' {
        $null = $boxes[2] | Start-WmpSandboxPbx -AvailableVersion 7.10.61000.1
        $done = $boxes[2] | Update-Pbx -Force -PollInterval 0.1
        $done.Changed | Should -BeTrue
        $done.WmsVersion.ToString() | Should -Be '7.10.61000.1'
        ($boxes[2] | Update-Pbx -Force -PollInterval 0.1).Changed | Should -BeFalse
    }

    It 'a table that is cut off at 80 columns' {
        Get-TableText ($boxes[0] | Get-PbxUser) 80 | Should -Match 'essential'
        Get-TableText ($boxes[0] | Get-PbxInfo) 80 | Should -Match ($names[0])
    }

    It 'simulators that stay' {
        Get-WmpSandboxPbx | Stop-WmpSandboxPbx
        Get-WmpSandboxPbx | Should -BeNullOrEmpty
    }
}
