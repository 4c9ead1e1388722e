using System.Diagnostics;
using System.Text;

namespace WildixPbx.Shell.Tests;

public sealed class QuestionTests : IDisposable
{
    readonly Workspace _workspace = new();

    [Theory]
    [InlineData("input is not a terminal")]
    [InlineData("-NonInteractive was given", "-NonInteractive")]
    public async Task Nothing_hangs_where_nobody_can_answer(string reason, params string[] options)
    {
        var script = _workspace.Write("ask.ps1", """
            try { Remove-Dummy x } catch { "choice: $($_.Exception.InnerException.GetType().Name) $_" }
            try { Test-Secret } catch { "parameter: $($_.FullyQualifiedErrorId)" }
            try { $host.UI.ReadLine() } catch { "line: $($_.Exception.InnerException.GetType().Name) $_" }
            try { $host.UI.ReadLineAsSecureString() } catch { "secret: $_" }
            try { $host.UI.PromptForCredential('', '', '', '') } catch { "credential: $_" }
            Remove-Dummy y -Confirm:$false
            """);

        var run = await ShellProcess.RunAsync(_workspace, [.. options, "-File", script]);

        var lines = run.Out.Split(Environment.NewLine).Where(line => line.Contains(": ", StringComparison.Ordinal)).ToList();
        Assert.Contains(lines, line => line.StartsWith("choice: PSInvalidOperationException", StringComparison.Ordinal));
        Assert.Contains("parameter: MissingMandatoryParameter,Test-Secret", lines);
        Assert.Contains(lines, line => line.StartsWith("line: PSInvalidOperationException", StringComparison.Ordinal) && line.Contains(reason, StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("secret: ", StringComparison.Ordinal) && line.Contains(reason, StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("credential: ", StringComparison.Ordinal) && line.Contains(reason, StringComparison.Ordinal));
        Assert.Contains("removed y", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("y", "removed x")]
    [InlineData("No", "left alone")]
    public async Task A_terminal_is_asked_and_its_answer_counts(string answer, string expected)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "There is no script(1) to make a terminal with.");
        var command = _workspace.Write("ask.ps1", "$done = Remove-Dummy x; if ($done) { $done } else { 'left alone' }");
        var line = string.Join(' ', ShellProcess.CommandLine(command).Select(word => $"'{word}'"));
        using var terminal = Process.Start(ShellProcess.StartInfo(_workspace, "/usr/bin/script", "-qec", line, "/dev/null"))!;

        var seen = new StringBuilder();
        await ReadUntilAsync("[?] Help");
        await terminal.StandardInput.WriteLineAsync(answer);
        await terminal.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        await ReadUntilAsync(expected);

        terminal.Kill(entireProcessTree: true);

        async Task ReadUntilAsync(string text)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(TimeSpan.FromSeconds(60));
            var buffer = new char[1024];
            while (!seen.ToString().Contains(text, StringComparison.Ordinal))
            {
                var read = await terminal.StandardOutput.ReadAsync(buffer, patience.Token);
                Assert.True(read > 0, $"The terminal closed before '{text}'. It showed: {seen}");
                seen.Append(buffer, 0, read);
            }
        }
    }

    public void Dispose() => _workspace.Dispose();
}
