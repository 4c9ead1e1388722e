Describe 'PBXs over SSH' {
    BeforeDiscovery {
        $script:lacking = -not $IsLinux -or -not (Get-Command sshd -ErrorAction Ignore) -or -not (Get-ChildItem /usr/lib -Filter libnss_wrapper.so -Recurse -Depth 1 -ErrorAction Ignore)
    }

    BeforeAll {
        . $PSScriptRoot/common.ps1
        $script:sandbox = Enter-TestPortal
        $null = $sandbox | Connect-Wmp
        $script:names = New-TestPbx 2
        if ($IsLinux) { $script:boxes = $names | Start-WmpSandboxPbx -Ssh -ErrorAction SilentlyContinue }
        $script:known = Join-Path $TestDrive 'known_hosts'
    }

    AfterAll { Exit-TestPortal $sandbox }

    It 'a simulator whose SSH server is not OpenSSH''s' -Skip:$lacking {
        $id = Get-Content (Join-Path $boxes[0].SshFolder 'ssh/sshd.pid')
        (Get-Item "/proc/$id/exe").Target | Should -BeLike '*/sshd'
    }

    It 'lines that do not come, or do not say from which box' -Skip:$lacking {
        $lines = $boxes | Invoke-PbxCommand -Command 'hostname; echo oops >&2' -WarningAction SilentlyContinue
        $lines | Sort-Object | Should -Be ($names | Sort-Object)
        $lines.Pbx | Sort-Object | Should -Be ($names | Sort-Object)
    }

    It 'an exit code that goes by' -Skip:$lacking {
        { Invoke-PbxCommand $boxes[0] 'exit 3' -ErrorAction Stop } | Should -Throw -ErrorId 'WmpCommandFailed,*' -ExceptionType ([WildixPbx.CommandFailedException])
        (Invoke-PbxCommand $boxes[0] 'exit 3' -AsResult).ExitCode | Should -Be 3
    }

    It 'an endless command that Select-Object -First does not end' -Skip:$lacking {
        Invoke-PbxCommand $boxes[0] 'yes' -TimeoutSec 600 | Select-Object -First 2 | Should -Be 'y', 'y'
    }

    It 'root that does not come by the terminal' -Skip:$lacking {
        Invoke-PbxCommand $boxes[0] 'sed -n 17p /rw2/etc/sf2' -AsRoot | Should -Be (Get-WmpPbx $names[0]).Serial
    }

    It 'a step to the license server that does not say on which box and by which program it was run' -Skip:$lacking {
        $steps = $boxes | Test-WmpLicenseServer -FromBox -Server 127.0.0.1 -Port 1 -Timeout 3
        $steps | Should -HaveCount 8
        $steps.From | Sort-Object -Unique | Should -Be ($names | Sort-Object)
        @($steps | Where-Object Step -EQ Connection).Outcome | Should -Be 'Failed', 'Failed'
        @($steps | Where-Object Step -EQ Connection).Tool | Should -Be 'bash', 'bash'
        Get-TableText $steps[1] 120 | Should -BeLike "*127.0.0.1:1*from $($steps[1].From.Substring(0, 12))*"
        $boxes[0] | Test-WmpLicenseServer -FromBox -Server 127.0.0.1 -Port 1 -Quiet | Should -BeFalse
    }

    It 'a host key that is trusted unseen' -Skip:$lacking {
        $login = [pscredential]::new('admin', $boxes[0].AdminPassword)
        $there = @{ Identity = '127.0.0.1'; Port = $boxes[0].SshPort; KnownHostsPath = $known }
        { Invoke-PbxCommand @there -Command hostname -Credential $login -ErrorAction Stop } | Should -Throw -ErrorId 'WmpHostKeyUnknown,*' -ExceptionType ([WildixPbx.HostKeyException])
        { Add-PbxHostKey @there -ErrorAction Stop } | Should -Throw -ErrorId 'WmpHostKeyUnknown,*'
        (Add-PbxHostKey @there -HostKeyFingerprint $boxes[0].SshHostKeyFingerprint).KeyType | Should -Be 'ssh-ed25519'
        (Get-PbxHostKey -KnownHostsPath $known).Fingerprint | Should -Be (Get-PbxHostKey @there -Shown).Fingerprint
        Invoke-PbxCommand @there -Command hostname -Credential $login | Should -Be $names[0]
        Remove-PbxHostKey @there
        Get-PbxHostKey -KnownHostsPath $known | Should -BeNullOrEmpty
    }

    It 'a key that is registered twice, or one that is not the box''s' -Skip:$lacking {
        { $boxes[1] | Register-PbxKey -Key 'NOT-THE-KEY' -ErrorAction Stop } | Should -Throw -ErrorId 'WmpPbxKeyRefused,*'
        $headers = @{ Authorization = 'Bearer ' + [Net.NetworkCredential]::new('', $sandbox.Token).Password }
        $key = (Invoke-RestMethod "$($sandbox.Uri)api/v1/pbxs/$($names[1])/key" -Headers $headers).key
        ($boxes[1] | Register-PbxKey -Key $key).Outcome | Should -Be 'Done'
        ($boxes[1] | Register-PbxKey -Key $key).Changed | Should -BeFalse
        (Register-PbxKey acme-hq -Manual).Steps | Should -Not -BeNullOrEmpty
    }

    It 'a password that is shown unasked, or not in force' -Skip:$lacking {
        $made = $boxes | Set-PbxAdminPassword -Force
        $made.Outcome | Should -Be 'Done', 'Done'
        @($made.PlainPassword).Where({ $_ }) | Should -BeNullOrEmpty
        ($made | Out-String) | Should -Not -Match ([regex]::Escape([Net.NetworkCredential]::new('', $made[0].Password).Password))
        foreach ($one in $made) {
            $box = $boxes | Where-Object Pbx -EQ $one.Pbx
            Invoke-PbxCommand $box hostname -Credential ([pscredential]::new('admin', $one.Password)) | Should -Be $one.Pbx
        }
    }

    It 'a simulator without a database, or a fault of its move that nobody can place' -Skip:$lacking {
        foreach ($box in $boxes) { $box.DatabasePath | Should -Exist }
        { Start-WmpSandboxPbx $names[0] -MigrationFaultAt Copy -ErrorAction Stop } | Should -Throw -ErrorId 'WmpValidation,*'
        (Start-WmpSandboxPbx $names[0] -MigrationFault Hang -MigrationFaultAt Copy).SshPort | Should -Be $boxes[0].SshPort
        Join-Path $boxes[0].SshFolder 'ssh/migration-fault' | Should -FileContentMatch '^Copy Hang$'
        Start-WmpSandboxPbx $names[0] -MigrationFault None | Out-Null
        Join-Path $boxes[0].SshFolder 'ssh/migration-fault' | Should -Not -Exist
    }

    It 'tables that need more than 120 columns' -Skip:$lacking {
        $fresh = Start-WmpSandboxPbx (New-TestPbx) -Ssh
        foreach ($item in (Get-PbxHostKey $fresh -Shown), (Invoke-PbxCommand $fresh 'echo one; echo two' -AsResult), (Register-PbxKey acme-hq -Manual), (Set-PbxAdminPassword acme-hq -Manual)) {
            foreach ($line in (Get-TableText $item 120) -split "`r?`n") { $line.Length | Should -BeLessOrEqual 120 }
        }
    }
}
