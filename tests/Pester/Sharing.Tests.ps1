Describe 'Licences that PBXs share' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $script:sandbox = Enter-TestPortal
        $null = $sandbox | Connect-Wmp
        $script:customer = New-TestCustomer
        # One server with licences and clients without, all in the network.
        function New-TestNetwork([int] $Clients = 1) {
            $server = New-TestPbx
            $names = 1..$Clients | ForEach-Object { (New-WmpPbx -Name (Get-TestName 'client') -Customer $script:customer.Id -Platform Virtual -Term Yearly -Force).Name }
            $null = @($server) + $names | Enable-WmpNetwork
            @{ Server = $server; Clients = @($names) }
        }
    }

    AfterAll { Exit-TestPortal $sandbox }

    It 'a sharing that is there before Wildix applied it, or not afterwards' {
        $network = New-TestNetwork
        $asked = Enable-WmpLicenseSharing $network.Clients[0] -ServerPbx $network.Server -WarningAction SilentlyContinue
        $asked.State, $asked.Changed, $asked.ServerPbx | Should -Be 'Requested', $true, $network.Server
        (Get-WmpPbx $network.Clients[0]).SharingServer | Should -BeNullOrEmpty
        ($asked | Approve-WmpSandboxRequest).State | Should -Be 'Approved'
        ($asked | Wait-WmpRequest -Timeout 10).Age | Should -BeOfType timespan
        $shared = Get-WmpLicenseSharing $network.Clients[0]
        $shared.State, "$($shared.Licenses)" | Should -Be 'Active', 'UC-Essential 10'
    }

    It 'rows of a file that share with other PBXs than they say' {
        $network = New-TestNetwork 2
        $path = New-TestCsv @('ClientPbx,ServerPbx', "$($network.Clients[0]),$($network.Server)", "$($network.Clients[1]),", "$($network.Server),$($network.Server)")
        $shared = Import-Csv $path | Enable-WmpLicenseSharing -ErrorVariable refused -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $shared.ClientPbx | Should -Be $network.Clients[0]
        $refused.Exception.ErrorId | Should -Be 'WmpNothingToChange', 'SharingSamePbx'
        (Get-WmpLicenseSharing -ServerPbx $network.Server).ClientPbx | Should -Be $network.Clients[0]
    }

    It 'prerequisites that are told one at a time' {
        $cloud = (New-WmpPbx -Name (Get-TestName) -Customer $customer.Id -Platform Cloud -Region eu-west-1 -Term Yearly -UcEssential 1 -Force).Name
        $problem = { Enable-WmpLicenseSharing $cloud -ServerPbx (New-TestPbx) -ErrorAction Stop } | Should -Throw -ExceptionType ([WildixPbx.RuleViolationException]) -PassThru
        ($problem.Exception.Findings | Where-Object Severity -EQ Error).RuleId | Should -Be 'SharingNetworkDisabled', 'SharingCloudClient', 'SharingClientHasLicenses'
    }

    It 'a sharing that cannot be ended, or a network that is left while licences are shared over it' {
        $network = New-TestNetwork
        $null = Enable-WmpLicenseSharing $network.Clients[0] -ServerPbx $network.Server -WarningAction SilentlyContinue | Approve-WmpSandboxRequest
        { Disable-WmpNetwork $network.Server -ErrorAction Stop } | Should -Throw -ErrorId 'WmpInUse,*'
        (Get-WmpLicenseSharing -ServerPbx $network.Server | Disable-WmpLicenseSharing).State | Should -Be 'None'
        (Disable-WmpNetwork $network.Server).InNetwork | Should -BeFalse
    }

    It 'servers that Tab offers though the rules forbid them' {
        $network = New-TestNetwork
        $other = New-TestPbx
        $offered = (TabExpansion2 "Enable-WmpLicenseSharing $($network.Clients[0]) -ServerPbx ").CompletionMatches.CompletionText
        $offered | Should -Contain $network.Server
        $offered | Should -Not -Contain $other
    }

    It 'a PBX that moves away from those it shares with, or under another name is not the same' {
        $network = New-TestNetwork
        $null = Enable-WmpLicenseSharing $network.Clients[0] -ServerPbx $network.Server -WarningAction SilentlyContinue
        $elsewhere = New-TestCustomer
        { Move-WmpPbx $network.Clients[0] -Customer $elsewhere.Id -Force -ErrorAction Stop } | Should -Throw -ErrorId 'WmpInUse,*'
        $new = Get-TestName
        (Set-WmpPbx $network.Server -Name $new).Name | Should -Be $new
        (Get-WmpLicenseSharing $network.Clients[0]).ServerPbx | Should -Be $new
        $moved = New-TestPbx | Move-WmpPbx -Customer $elsewhere.Name -Force
        $moved.Customer | Should -Be $elsewhere.Name
    }
}
