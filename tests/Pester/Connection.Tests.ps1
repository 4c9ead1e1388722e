Describe 'Connecting' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $script:sandbox = Enter-TestPortal
        $script:secret = ConvertFrom-SecureString $sandbox.Token -AsPlainText
    }

    BeforeEach { $script:connection = $sandbox | Connect-Wmp }

    AfterAll { Exit-TestPortal $sandbox }

    It 'a connection that does not become the default, or that -NoDefault does not keep from it' {
        Get-WmpConnection | Should -Be $connection
        $other = $sandbox | Connect-Wmp -NoDefault
        Get-WmpConnection | Should -Be $connection
        $other | Should -Not -Be $connection
    }

    It 'a token that shows in what is printed, exported or converted' {
        $shown = @(
            $connection | Format-List -Property * -Force | Out-String
            $connection | ConvertTo-Json -Depth 5 -WarningAction SilentlyContinue
            $connection | ConvertTo-Csv
            "$connection"
            $sandbox | Format-List -Property * -Force | Out-String
            $sandbox | ConvertTo-Json -Depth 5 -WarningAction SilentlyContinue
        ) -join "`n"
        $shown | Should -Not -BeNullOrEmpty
        $shown | Should -Not -Match ([regex]::Escape($secret))
    }

    It 'parameters that do not splat' {
        $settings = @{ Uri = $sandbox.Uri; Token = $sandbox.Token; TimeoutSec = 30; MaximumRetryCount = 2; NoDefault = $true }
        (Connect-Wmp @settings).Role | Should -Be 'Partner'
    }

    It 'address and token of the environment that are not found' {
        $path = Join-Path $TestDrive 'token'
        Set-Content -Path $path -Value $secret
        if (-not $IsWindows) { [IO.File]::SetUnixFileMode($path, 'UserRead, UserWrite') }
        try {
            $env:WMP_URI, $env:WMP_TOKEN_FILE = "$($sandbox.Uri)", $path
            (Connect-Wmp -NoDefault).User | Should -Be $connection.User
        }
        finally { $env:WMP_URI, $env:WMP_TOKEN_FILE = $null, $null }
    }

    It 'a wrong token that is not caught by its type' {
        $wrong = [securestring]::new()
        'wrong'.ToCharArray() | ForEach-Object { $wrong.AppendChar($_) }
        $caught = try { Connect-Wmp -Uri $sandbox.Uri -Token $wrong } catch [WildixPbx.AuthenticationException] { $_ }
        $caught.FullyQualifiedErrorId | Should -BeLike 'Wmp*,WildixPbx.Commands.ConnectWmpCommand'
        $caught.CategoryInfo.Category | Should -Be 'AuthenticationError'
        $caught.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        Get-WmpConnection | Should -BeNullOrEmpty -Because 'what comes next was not meant for the portal before'
    }

    It 'a token that leaves this machine in the clear' {
        { Connect-Wmp -Uri 'http://portal.example.com' -Token $sandbox.Token } | Should -Throw -ErrorId 'WmpInsecureTransport,*' -ExceptionType ([WildixPbx.ValidationException])
    }

    It 'a portal that is not there and gives no typed error' {
        { Connect-Wmp -Uri 'http://127.0.0.1:1' -Token $sandbox.Token -MaximumRetryCount 0 } | Should -Throw -ErrorId 'WmpPortalUnreachable,*' -ExceptionType ([WildixPbx.TransportException])
    }

    It 'a cmdlet that works without a connection, or says nothing of Connect-Wmp' {
        Disconnect-Wmp
        $caught = try { Get-WmpPbx } catch { $_ }
        $caught.FullyQualifiedErrorId | Should -BeLike 'WmpNotConnected,*'
        $caught.ErrorDetails.RecommendedAction | Should -BeLike '*Connect-Wmp*'
    }

    It 'a second Disconnect-Wmp that fails, or a connection that outlives the first' {
        Disconnect-Wmp
        Disconnect-Wmp
        Get-WmpConnection | Should -BeNullOrEmpty
        { Get-WmpPbx -Connection $connection -ErrorAction Stop } | Should -Throw -ErrorId 'WmpDisconnected,*'
    }

    It 'a default of $PSDefaultParameterValues that is not taken' {
        Disconnect-Wmp
        $PSDefaultParameterValues = @{ '*-Wmp*:Connection' = ($sandbox | Connect-Wmp -NoDefault) }
        $PSDefaultParameterValues.Count | Should -Be 1
        @(Get-WmpRegion).Count | Should -BeGreaterThan 0
    }

    It 'a default connection that another runspace gets by accident' {
        $theirs = Start-ThreadJob { Import-Module $using:manifest; @(Get-WmpConnection).Count } | Receive-Job -Wait -AutoRemoveJob
        $theirs | Should -Be 0
    }

    It 'a connection that a thread job cannot use' {
        $regions = Start-ThreadJob { Import-Module $using:manifest; Get-WmpRegion -Connection $using:connection } | Receive-Job -Wait -AutoRemoveJob
        $regions.Name | Should -Contain 'eu-central-1'
    }

    It 'a connection that several runspaces cannot share at a time' {
        $names = 1..8 | ForEach-Object -ThrottleLimit 4 -Parallel {
            Import-Module $using:manifest
            (New-WmpCustomer "Parallel $_" -Connection $using:connection).Name
        }
        $names | Should -HaveCount 8
        @(Get-WmpCustomer -Name 'Parallel *').Count | Should -Be 8
    }

    It 'a background job that cannot connect with a token of ours, or that hangs in a question' {
        $uri, $token = $sandbox.Uri, $sandbox.Token
        $outcome = Start-Job {
            Import-Module $using:manifest
            $null = Connect-Wmp -Uri $using:uri -Token $using:token
            (Get-WmpConnection).Role
            try { New-WmpHardwareOrder 1 } catch { $_.FullyQualifiedErrorId }
        } | Receive-Job -Wait -AutoRemoveJob
        $outcome[0] | Should -Be 'Partner'
        $outcome[1] | Should -BeLike 'WmpConfirmationRequired,*'
    }
}
