# What PowerShell itself makes of the task's command: xunit runs it through the Shell, which has no -EncodedCommand.
Describe 'The task of the Windows Task Scheduler, with stand-ins for what only Windows has' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $script:scheduler = (Resolve-Path "$PSScriptRoot/../../examples/runbooks/task-scheduler.ps1").ProviderPath
        $script:programFiles = $env:ProgramFiles
        $env:ProgramFiles = Join-Path $TestDrive 'programs'
        $null = New-Item (Join-Path $env:ProgramFiles 'PowerShell/7/pwsh.exe') -ItemType File -Force
        $script:modulePath = $env:PSModulePath
        $env:PSModulePath = (Split-Path (Split-Path $manifest)) + [IO.Path]::PathSeparator + $env:PSModulePath

        # A row as the check reads it, that many hours after its last renewal.
        function Get-BoxRow([string] $Name, [double] $Hours) { "$Name,Virtual,PerUser,4.03.44693.48,$([datetime]::UtcNow.AddHours(-$Hours).ToString('o'))" }

        # Registers the task over these rows, runs its command as Windows would, and answers with its code and its log.
        function Invoke-Task([string[]] $Row, [scriptblock] $Before = { }) {
            $task = @{}
            function icacls.exe { $global:LASTEXITCODE = 0 }
            function New-ScheduledTaskAction($Execute, $Argument, $WorkingDirectory) { $task.Argument = $Argument; $task.Start = "$Execute in $WorkingDirectory" }
            function New-ScheduledTaskTrigger { }
            function New-ScheduledTaskPrincipal { }
            function New-ScheduledTaskSettingsSet { }
            function Register-ScheduledTask { }
            $folder = Join-Path $TestDrive (Get-TestName "o'neil $([char] 0x2019)s")
            $boxes = New-TestCsv (@('Name,Platform,Licensing,WmsVersion,LastRenewal') + $Row)
            & $scheduler -Account 'EXAMPLE\svc$' -Boxes $boxes -Folder $folder -SmtpServer ''
            . $Before
            $null = & (Get-Process -Id $PID).Path ($task.Argument -split ' ')
            [pscustomobject]@{ Code = $LASTEXITCODE; Log = Get-Content -LiteralPath (Join-Path $folder 'last-run.log') -Raw }
        }
    }

    AfterAll { $env:ProgramFiles, $env:PSModulePath = $programFiles, $modulePath }

    It 'a code of -FailOn that is lost between the script and the scheduler' {
        $run = Invoke-Task (Get-BoxRow 'milano' 3), (Get-BoxRow 'roma' 100)
        $run.Code | Should -Be 3
        $run.Log | Should -Match '1 PBX will make emergency calls only'
    }

    It 'a row that can''t be read, and passes for a good run' {
        $run = Invoke-Task (Get-BoxRow 'milano' 3), 'roma,Toaster,PerUser,4.03.44693.48,'
        $run.Code | Should -Be 2
        $run.Log | Should -Match 'in no report: 1 row that'
        $run.Log | Should -Match 'Input 2: ''roma'': '
    }

    It 'a job that fails and leaves no word in its log' {
        $run = Invoke-Task (Get-BoxRow 'milano' 3) -Before { Set-Content -LiteralPath (Join-Path $folder 'reports') -Value 'no folder' }
        $run.Code | Should -Be 1
        $run.Log | Should -Match 'reports'
    }
}
