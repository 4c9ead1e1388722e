Describe 'Moves to the Cloud' {
    BeforeDiscovery {
        $script:lacking = -not $IsLinux -or -not (Get-Command sshd -ErrorAction Ignore) -or -not (Get-ChildItem /usr/lib -Filter libnss_wrapper.so -Recurse -Depth 1 -ErrorAction Ignore)
    }

    BeforeAll {
        . $PSScriptRoot/common.ps1
        $script:sandbox = Enter-TestPortal
        $null = $sandbox | Connect-Wmp
        $script:move = @{ Region = 'eu-central-1'; DatabaseEngine = 'SQLite3'; DatabaseGB = 2; Include = '*' }

        # A PBX that can be moved, and its box.
        function Get-MovablePbx {
            $name = New-TestPbx
            $null = Set-WmpSandboxPbx $name -Activated true -WmsVersion 4.03.44693.48
            $name, (Start-WmpSandboxPbx $name -Ssh)
        }
    }

    AfterAll { Exit-TestPortal $sandbox }

    It 'a move that is made unasked, or of a PBX that must not move' -Skip:$lacking {
        $name, $box = Get-MovablePbx
        $before = Get-MutationCount
        Start-PbxMigration $name -Box $box @move -WhatIf
        { Start-PbxMigration $name -Box $box @move -DatabaseBytes 8000000000 -Force -ErrorAction Stop } | Should -Throw -ErrorId 'WmpValidation,*'
        $large = $move.Clone()
        $large.DatabaseGB = 7.1
        { Start-PbxMigration $name -Box $box @large -Force -ErrorAction Stop } | Should -Throw -ErrorId 'MigrationDatabaseTooLarge,*' -ExceptionType ([WildixPbx.RuleViolationException])
        Get-MutationCount | Should -Be $before
        Get-PbxMigration -Pbx $name | Should -BeNullOrEmpty
    }

    It 'a run that does not outlive its command, or leaves something behind when it is given up' -Skip:$lacking {
        $name, $box = Get-MovablePbx
        $run = Start-PbxMigration $name -Box $box @move -Force -NoWait
        $run.State | Should -Be 'Waiting'
        (Get-WmpPbx $run.PbxId).State | Should -Be 'Migrated'
        (Get-PbxMigration -Pbx $name).Id | Should -Be $run.Id
        (Get-WmpRun -Kind Migration -Identity $name).Id | Should -Be $run.Id
        { $run | Resume-WmpRun -ErrorAction Stop } | Should -Throw -ErrorId 'WmpRunOfOtherKind,*'
        ($run | Stop-PbxMigration -Force).State | Should -Be 'Stopped'
        (Get-WmpPbx $name).Id | Should -Be $run.PbxId
    }

    It 'a job that can''t be received, or waits for an answer' -Skip:$lacking {
        $name, $box = Get-MovablePbx
        $job = Start-PbxMigration $name -Box $box @move -Force -NoWait -AsJob
        ($job | Wait-Job | Receive-Job).State | Should -Be 'Waiting'
        $job | Remove-Job
        $null = Get-PbxMigration -Pbx $name | Stop-PbxMigration -Force
        $job = Start-PbxMigration $name -Box $box @move -AsJob | Wait-Job
        $job.State | Should -Be 'Failed'
        { $job | Receive-Job -ErrorAction Stop } | Should -Throw -ErrorId 'WmpConfirmationRequired,*'
    }
}
