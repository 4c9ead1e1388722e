using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace WildixPbx.Tests.Boxes;

/// <summary>The SSH side of simulators ends with the sandbox, and its sessions with their connections, however these end.</summary>
public sealed class SshLifetimeTests : IDisposable
{
    readonly SshSandbox _sandbox = new();

    ModuleSession Session => _sandbox.Session;

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task Server_and_session_end_with_a_sandbox_that_is_killed()
    {
        var listener = _sandbox.NewBox().ListenerId;
        Assert.EndsWith("/sshd", File.ResolveLinkTarget($"/proc/{listener}/exe", returnFinalTarget: false)!.FullName, StringComparison.Ordinal);
        var (run, shell, command) = await StartAsync("echo $$; exec sleep 600");
        using (shell)
        {
            using (var sandbox = Process.GetProcessById((int)_sandbox.Portal.Sandbox.Prop("ProcessId")!)) sandbox.Kill();
            await GoneAsync(listener);
            await GoneAsync(command);
            await run;
            Assert.StartsWith("WmpConnectionLost,", Assert.Single(shell.Streams.Error).FullyQualifiedErrorId, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_command_ends_with_its_session()
    {
        _sandbox.NewBox();
        var (run, shell, command) = await StartAsync("echo $$; exec sleep 600");
        using (shell)
        {
            shell.Stop();
            await Assert.ThrowsAsync<PipelineStoppedException>(() => run);
            await GoneAsync(command);
        }

        Assert.Single(Session.Get("Invoke-PbxCommand $box hostname")); // the server goes on
    }

    [Fact]
    public async Task A_simulator_that_is_shut_down_leaves_no_server_and_keeps_its_host_key()
    {
        var box = _sandbox.NewBox();
        var listener = box.ListenerId;
        Session.Get("$null = $names | Stop-WmpSandboxPbx -Sandbox $sandbox");
        await GoneAsync(listener);
        Assert.Equal(box.Fingerprint, Assert.Single(Session.Get("$names | Start-WmpSandboxPbx -Ssh -Sandbox $sandbox")).Text("SshHostKeyFingerprint"));
    }

    async Task<(Task Run, PowerShell Shell, int Command)> StartAsync(string command)
    {
        var shell = PowerShell.Create(Session.Runspace);
        shell.AddScript($"Invoke-PbxCommand $box 'bash -c \"{command.Replace("$", "\\$", StringComparison.Ordinal)}\"' -TimeoutSec 600");
        var output = new PSDataCollection<PSObject>();
        var id = new TaskCompletionSource<string>();
        output.DataAdded += (_, added) => id.TrySetResult((string)output[added.Index].BaseObject);
        var run = shell.InvokeAsync<PSObject, PSObject>(null, output);
        return (run, shell, int.Parse(await id.Task.WaitAsync(TestContext.Current.CancellationToken), CultureInfo.InvariantCulture));
    }

    // One that has ended may stay listed for a while, until its parent has taken note.
    static async Task GoneAsync(int id)
    {
        while (Runs(id)) await Task.Delay(20, TestContext.Current.CancellationToken);
    }

    static bool Runs(int id)
    {
        try { return File.ReadLines($"/proc/{id}/status").First(line => line.StartsWith("State:", StringComparison.Ordinal))[7..8] is not ("Z" or "X"); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { return false; }
    }
}
