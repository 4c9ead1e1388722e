using System.Text.Json;

namespace WildixPbx.Tests.Runbooks;

/// <summary>The task that task-scheduler.ps1 registers, with stand-ins for what only Windows has, and its command run as it is.</summary>
public sealed class TaskSchedulerTests : IDisposable
{
    /// <summary>Where an apostrophe, of either kind, ends a text that is quoted carelessly.</summary>
    const string Names = "o'neil \u2019quoted\u2019";

    readonly RunbookRun _run = new();

    [Fact]
    public async Task A_command_that_a_quotation_mark_breaks_or_that_loses_its_code_or_its_log_is_found()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-ins are for other systems.");
        var job = _run.At(Names);
        var (registered, output) = await RegisterAsync($"-Folder '{Quoted(job)}' -Uri http://127.0.0.1:9 -SmtpServer localhost -From \"{Names}@example.com\" -WarningAction SilentlyContinue");
        Assert.True(registered is not null, output);
        Assert.Equal("EXAMPLE\\svc$ Password Limited", registered["Principal"]);
        Assert.Equal(job, registered["WorkingDirectory"]);

        _run.Write(Path.Combine(job, "token.txt"), "token\n");
        // Nobody is at the portal: the job fails, and its log, the only place to look, says why.
        var (exitCode, _, error) = await RunTaskAsync(registered);
        Assert.Equal((1, ""), (exitCode, error));
        Assert.Contains("127.0.0.1:9", await LogAsync(job), StringComparison.Ordinal);

        // The job's own script is what the codes come from; here it answers what it was given.
        File.WriteAllText(Path.Combine(job, "license-check.ps1"), "\"$args|$env:WMP_URI|$env:WMP_TOKEN_FILE|$env:WMP_STATE_PATH\"; exit 4\n");
        Assert.Equal(4, (await RunTaskAsync(registered)).ExitCode);
        Assert.Equal($"-ReportFolder {job}/reports -FailOn Grace -SmtpServer localhost -From {Names}@example.com -To noc@example.com|http://127.0.0.1:9/|{job}/token.txt|{job}/state", (await LogAsync(job)).Trim());
    }

    [Fact]
    public async Task A_folder_named_from_here_is_found_by_a_task_that_starts_elsewhere()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-ins are for other systems.");
        var (registered, output) = await RegisterAsync("-Folder job -Uri https://gateway.example.com -SmtpUser licence-check");
        Assert.True(registered is not null, output);
        Assert.Equal(_run.At("job"), registered["WorkingDirectory"]);
        // The secrets that are missing are named, each with its place.
        Assert.Contains(_run.At("job/token.txt"), output, StringComparison.Ordinal);
        Assert.Contains(_run.At("job/smtp-password.txt"), output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_over_a_file_of_boxes_needs_no_portal_and_ends_with_what_the_check_found()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-ins are for other systems.");
        var boxes = _run.Boxes(("milano", 3), ("roma", 100));
        var (registered, output) = await RegisterAsync($"-Folder job -Boxes {Path.GetFileName(boxes)} -SmtpServer ''");
        Assert.True(registered is not null, output);
        Assert.DoesNotContain("token.txt", output, StringComparison.Ordinal);
        Assert.Equal(3, (await RunTaskAsync(registered)).ExitCode);
        Assert.Contains("1 PBX will make emergency calls only", await LogAsync(_run.At("job")), StringComparison.Ordinal);
        Assert.Equal(5, Directory.GetFiles(_run.At("job/reports"), "license-check.*").Length);
    }

    [Theory]
    [InlineData("EXAMPLE\\person", "", "EXAMPLE\\person is no group managed service account")]
    [InlineData("EXAMPLE\\svc$", "-WindowsPowerShell", "powershell.exe is not there")]
    public async Task A_task_that_could_never_run_is_not_registered(string account, string more, string reason)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-ins are for other systems.");
        var (registered, output) = await RegisterAsync($"-Folder job -Uri https://gateway.example.com {more}", account);
        Assert.Null(registered);
        Assert.Contains(reason, output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_run.At("job")));
    }

    public void Dispose() => _run.Dispose();

    /// <summary>Runs task-scheduler.ps1 and answers with what it registered, or null, and what it printed.</summary>
    async Task<(Dictionary<string, string>? Registered, string Output)> RegisterAsync(string parameters, string account = "EXAMPLE\\svc$")
    {
        _run.Write("ProgramFiles/PowerShell/7/pwsh.exe", "");
        var script = _run.Write("register.ps1", $$"""
            $env:ProgramFiles = '{{_run.At("ProgramFiles")}}'
            function icacls.exe { $global:LASTEXITCODE = 0 }
            function Copy-Item($Path, $Destination, [switch] $Force) { [IO.File]::Copy($Path, (Join-Path $Destination (Split-Path $Path -Leaf)), $Force) }
            function New-ScheduledTaskAction($Execute, $Argument, $WorkingDirectory) { @{ Execute = $Execute; Argument = $Argument; WorkingDirectory = $WorkingDirectory } }
            function New-ScheduledTaskTrigger([switch] $Daily, [datetime] $At, [timespan] $RandomDelay) { "$Daily $At $RandomDelay" }
            function New-ScheduledTaskPrincipal($UserId, $LogonType, $RunLevel) { "$UserId $LogonType $RunLevel" }
            function New-ScheduledTaskSettingsSet([switch] $StartWhenAvailable, $MultipleInstances, [timespan] $ExecutionTimeLimit) { "$MultipleInstances" }
            function Register-ScheduledTask($TaskName, $Description, $Action, $Trigger, $Principal, $Settings, [switch] $Force) {
                $Action + @{ Principal = $Principal } | ConvertTo-Json | Set-Content '{{_run.At("task.json")}}'
            }
            & '{{_run.At("examples/runbooks/task-scheduler.ps1")}}' -Account '{{account}}' {{parameters}}
            """);
        var (exitCode, output, error) = await _run.RunAsync(_run.At("bin/pwsh"), ["-File", script]);
        var file = _run.At("task.json");
        return (exitCode == 0 && File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)) : null, output + error);
    }

    Task<(int ExitCode, string Out, string Error)> RunTaskAsync(Dictionary<string, string> task) => _run.RunAsync(_run.At("bin/pwsh"), task["Argument"].Split(' '));

    static Task<string> LogAsync(string job) => File.ReadAllTextAsync(Path.Combine(job, "last-run.log"), TestContext.Current.CancellationToken);

    static string Quoted(string text) => System.Management.Automation.Language.CodeGeneration.EscapeSingleQuotedStringContent(text);
}
