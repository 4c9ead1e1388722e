BeforeDiscovery {
    . $PSScriptRoot/common.ps1
    $script:cmdlets = (Get-Module WildixPbx).ExportedCmdlets.Keys | Sort-Object
    $format = [xml] (Get-Content (Join-Path (Split-Path $manifest) 'WildixPbx.Format.ps1xml') -Raw)
    $script:views = foreach ($view in $format.Configuration.ViewDefinitions.View) {
        foreach ($type in $view.ViewSelectedBy.TypeName) { @{ Type = $type; Labels = @($view.TableControl.TableHeaders.TableColumnHeader.Label) } }
    }
}

Describe 'The module' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $script:sandbox = Enter-TestPortal
        $script:connection = $sandbox | Connect-Wmp
    }

    AfterAll { Exit-TestPortal $sandbox }

    It 'a manifest that PowerShell refuses, or that is less than a gallery wants' {
        $module = Test-ModuleManifest $manifest
        $module.Version | Should -BeGreaterThan ([version] '0.0')
        $module.Author, $module.Description, $module.PowerShellVersion | Should -Not -BeNullOrEmpty
        $module.CompatiblePSEditions | Should -Be 'Core', 'Desktop'
    }

    It 'something that is exported beside cmdlets, or a cmdlet of an unknown verb' {
        $exported = Get-Command -Module WildixPbx
        $exported.CommandType | Select-Object -Unique | Should -Be 'Cmdlet'
        $exported.Verb | Where-Object { $_ -notin (Get-Verb).Verb } | Should -BeNullOrEmpty
    }

    It '<_> without a synopsis, two examples or a word on each parameter' -ForEach $cmdlets {
        $help = Get-Help $_ -Full
        $help.Synopsis.Trim() | Should -Not -BeNullOrEmpty
        $help.Synopsis.Trim() | Should -Not -BeLike "$_*" -Because 'that is what Get-Help makes up where there is no page'
        @($help.examples.example).Count | Should -BeGreaterOrEqual 2
        $common = [System.Management.Automation.Cmdlet]::CommonParameters + [System.Management.Automation.Cmdlet]::OptionalCommonParameters
        $described = @($help.parameters.parameter | Where-Object description | ForEach-Object name)
        (Get-Command $_).Parameters.Values | Where-Object { -not $_.Attributes.Where({ $_ -is [Parameter] -and $_.DontShow }) } |
            ForEach-Object Name | Where-Object { $_ -notin $common -and $_ -notin $described } | Should -BeNullOrEmpty -Because 'each parameter is described'
    }

    Context 'a script that nobody watches' {
        BeforeAll {
            $script:customer = New-TestCustomer
            $script:pbx = New-TestPbx
            $script:before = Get-MutationCount
            $env:WMP_URI, $env:WMP_TOKEN = "$($sandbox.Uri)", (ConvertFrom-SecureString $sandbox.Token -AsPlainText)
            $script:output = @(pwsh -NoProfile -NonInteractive -File (Join-Path $PSScriptRoot 'Unattended.ps1') $manifest $pbx)
            $script:exitCode = $LASTEXITCODE
            $env:WMP_URI, $env:WMP_TOKEN = $null, $null
            $script:found = $output[-1] | ConvertFrom-Json
        }

        It 'does not come to its end' { $exitCode | Should -Be 0 -Because ($output -join "`n") }

        It 'loads the engine or its packages by mere import' { $found.Loaded | Should -BeNullOrEmpty }

        It 'does not know the exception types right after import' { $found.TypeFound | Should -Be 'caught' }

        It 'does not find address and token in the environment' { $found.Source | Should -Be 'Environment' }

        It 'sees no fee and no object in a preview' {
            $output | Where-Object { $_ -like 'What if*' } | Should -BeLike "*UC-Essential 25*fee *EUR*$pbx*"
        }

        It 'hangs in a question, or takes it for a yes' {
            $found.Question | Should -Be 'WmpConfirmationRequired,WildixPbx.Commands.SetWmpLicenseCommand'
            $found.AfterQuestion | Should -Be 10
        }

        It 'is asked although it says -Confirm:$false, or $ConfirmPreference does' { $found.Confirmed, $found.Preference | Should -Be 26, 27 }

        It 'sends more changes than it makes' { Get-MutationCount | Should -Be ($before + 2) }

        It 'cannot remove the module and import it again' { $found.AfterImport | Should -Be 27 }

        It 'is asked for a token' { $found.NoToken | Should -Be 'WmpTokenMissing,WildixPbx.Commands.ConnectWmpCommand' }
    }

    Context 'Tables' {
        BeforeAll {
            $script:customer = New-TestCustomer
            $name = New-TestPbx
            $waits = Set-WmpLicense $name -UcEssential 4 -Force -WarningAction SilentlyContinue
            $script:samples = @{}
            @(
                $connection
                Get-WmpSandbox $sandbox.Name
                $customer
                Get-WmpCustomer -Identity $customer.Id
                $customer | Add-WmpContact -Name 'Front desk' -Email 'desk@example.org'
                Get-WmpContact -Customer $customer.Id | Select-Object -First 1
                Get-WmpPbx $name
                New-WmpPbx -Customer $customer.Id -Name (Get-TestName) -Platform Cloud -Region eu-west-1 -Term Yearly -UcEssential 1 -Force
                New-WmpHardwareOrder 1 -Force
                Get-WmpHardwareOrder
                Get-WmpLicense $name
                $waits
                Get-WmpRequest $waits.RequestId
                $waits | Approve-WmpSandboxRequest
                Get-WmpRegion | Select-Object -First 1
                Get-WmpLicenseProfile UC-Essential
                Get-WmpRule LifetimeNotForCloud
                $waits.Findings[0]
                ($term = Set-WmpTerm $name Monthly -Force -WarningAction SilentlyContinue)
                Get-WmpRun $term.RunId
                ($box = Start-WmpSandboxPbx $name -UserCount 2)
                ($info = $box | Get-PbxInfo)
                $info.Network[0]
                $box | Get-PbxUser -Extension 101
                $box | Set-PbxUserLicense -Extension 101 -LicenseType premium
                $box | Compare-PbxLicense | Select-Object -First 1
                $box | Update-Pbx -CheckOnly -PollInterval 0.05
                ($cloud = New-WmpPbx -Customer $customer.Id -Name (Get-TestName) -Platform Cloud -Region eu-west-1 -Term Yearly -UcEssential 1 -Force)
                $cloud.Id | Add-WmpStorage -Units 1 -Force -WarningAction SilentlyContinue
                $cloud | Enable-WmpSsh -Duration 3600
                Get-WmpSsh -Open
                $client = New-WmpPbx -Customer $customer.Id -Name (Get-TestName) -Platform Virtual -Term Yearly -Force
                $cloud, $client | Enable-WmpNetwork
                $client | Enable-WmpLicenseSharing -ServerPbx $cloud -WarningAction SilentlyContinue
                Get-WmpLicenseSharing
                $client | Get-WmpPbxKey
                $client | Get-WmpPbxKey -AsPlainText
                $client.Id | Move-WmpPbx -Customer $customer.Id -Force
                $client | Set-WmpSandboxPbx -Activated $true -WmsVersion 4.03.44693.48
                Get-WmpSandboxMail -Kind SharingRequested
                Get-WmpAuditEvent $cloud.Id
                Set-WmpSandboxClock -By 1
                Test-WmpChange $name -UcEssential -1
                Get-LicenseCheckStatus $client.Id
                Test-WmpLicenseServer -Server 127.0.0.1 -Port 1
                Register-PbxKey acme-hq -Manual
                Set-PbxAdminPassword acme-hq -Manual
                [pscustomobject] @{ Name = 'acme-hq'; Platform = 'Virtual'; Licensing = 'PerUser'; Term = 'Yearly'; WmsVersion = '4.03.44693.48'; DatabaseEngine = 'SQLite3'; DatabaseGB = 1 } |
                    Test-PbxMigration -Offline
                # These come from machines that are not there: a box's SSH server, a mail server.
                Set-Content TestDrive:/known_hosts 'box.example ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHHDjTHbkbyRrcz9o31nB0OUoW7fw8tLBWNRlrmd4vJg'
                Get-PbxHostKey -KnownHostsPath (Join-Path $TestDrive 'known_hosts')
                [WildixPbx.PbxCommandResult] @{ Pbx = $name; Command = 'hostname'; Output = [string[]] $name; ErrorOutput = [string[]] @(); ExitCode = 0; Elapsed = '00:00:01' }
                [WildixPbx.PbxMigration] @{
                    Id = 'run_0011223344556677'; Kind = 'Subscription'; State = 'Completed'; Step = 'CheckLogin'; StepsDone = 4; StepsTotal = 4; Portal = 'https://portal.example'; Pbx = $name; PbxId = 'pbx_1'
                    Customer = 'Acme'; Box = $name; TargetBox = $name; OldBox = 'stopped'; CloudBox = 'has all data, and takes the old password'; Transcript = 'transcript.log'; NextAction = ''
                    CreatedOn = '2026-11-24'; UpdatedOn = '2026-11-24'
                }
                [WildixPbx.LicenseReportDelivery] @{ Receiver = 'noc@example.org'; Channel = 'Mail'; Subject = 'Licence check'; Outcome = 'Sent'; PbxCount = 2; ActionCount = 1 }
            ) | ForEach-Object { $samples[$_.GetType().FullName] = $_ }
        }

        It 'a PBX that was moved to the Cloud, and looks like one that is not' {
            $moved = $samples['WildixPbx.Pbx'] | Select-Object *
            $moved.PSObject.TypeNames.Insert(0, 'WildixPbx.Pbx')
            $moved.State, $moved.Name = 'Migrated', 'a-name-of-no-end-that-is-longer-than-the-column'
            foreach ($width in 120, 80) { Get-TableText $moved $width | Should -Match '(?m)^a-name-of-no-end-t +\w+ +Migrated ' }
        }

        It 'counts that were asked for, and are cut in the middle of a word' {
            $waiting = $samples['WildixPbx.Pbx'] | Select-Object *
            $waiting.PSObject.TypeNames.Insert(0, 'WildixPbx.Pbx')
            $waiting.Licenses, $waiting.RequestedLicenses = @{ 'UC-Essential' = 10000; 'PBX-BASIC' = 10 }, @{ 'UC-Essential' = 12000; 'PBX-BASIC' = 10 }
            $text = Get-TableText $waiting 120
            $text | Should -Match '(?m) UC-Essential 10000( |\r?$)'
            $text | Should -Match ' \(asked: 12000\)'
        }

        It '<Type> loses a column at 120 columns, or more than its last at 80' -ForEach $views {
            $samples.Keys | Should -Contain $Type
            foreach ($width in 120, 80) {
                $header = @((Get-TableText $samples[$Type] $width) -split '\r?\n' | Where-Object { $_ -match "^\s*$([regex]::Escape($Labels[0]))\b" })[0]
                $shown = @($header.Trim() -split '\s+')
                $expected = if ($width -eq 80 -and $shown.Count -lt $Labels.Count) { $Labels | Select-Object -SkipLast 1 } else { $Labels }
                $shown | Should -Be $expected -Because "at $width columns"
            }
        }
    }
}
