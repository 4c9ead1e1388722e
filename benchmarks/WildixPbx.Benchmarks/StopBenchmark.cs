using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace WildixPbx.Benchmarks;

/// <summary>How long Ctrl+C takes: from the stop of a pipeline that waits for a box to the prompt.</summary>
static class StopBenchmark
{
    const int DefaultRounds = 10;

    // What each waits in: an answer that never comes, a command over SSH, one in a terminal.
    static readonly (string Name, string Script)[] Waits =
    [
        ("an answer of a box that hangs", "'begun'; $hangs | Get-PbxInfo -TimeoutSec 600"),
        ("a command over SSH", "Invoke-PbxCommand $box 'echo begun; sleep 600'"),
        ("a command in the terminal, as root", "Invoke-PbxCommand $box 'echo begun; sleep 600' -AsRoot"),
    ];

    public static void Run(Settings settings)
    {
        using var session = new Session();
        session.Run("""
            $sandbox = Start-WmpSandbox -Temporary
            $portal = $sandbox | Connect-Wmp
            New-WmpCustomer Acme -Force
            Add-WmpContact Acme -Name Ann -Email ann@acme.example -Force
            $names = 'acme-one', 'acme-two'
            $names | ForEach-Object { New-WmpPbx -Customer Acme -Name $_ -Platform Virtual -Term Yearly -Force }
            $box = Start-WmpSandboxPbx acme-one -Ssh
            $hangs = Start-WmpSandboxPbx acme-two -Behavior Hang
            """);
        try
        {
            Report.Head("stop: from Ctrl+C to the prompt, ms");
            foreach (var (name, script) in Waits)
            {
                var times = new Series();
                Stopped(session.Runspace, script); // warms up
                for (var round = 0; round < (settings.Rounds ?? DefaultRounds); round++) times.Add(Stopped(session.Runspace, script));
                Report.Row(name, times, "0", "<= 250");
            }
        }
        finally
        {
            session.Run("$sandbox | Stop-WmpSandbox");
        }
    }

    static double Stopped(Runspace runspace, string script)
    {
        using var shell = PowerShell.Create(runspace);
        using var output = new PSDataCollection<PSObject>();
        using var begun = new ManualResetEventSlim();
        output.DataAdded += (_, _) => begun.Set();
        shell.AddScript(script);
        var run = shell.BeginInvoke<PSObject, PSObject>(null, output);
        begun.Wait();
        Thread.Sleep(200); // the first line is there; what is waited for comes after it
        var clock = Stopwatch.StartNew();
        shell.Stop();
        var time = clock.Elapsed.TotalMilliseconds;
        try { shell.EndInvoke(run); }
        catch (PipelineStoppedException) { }
        return time;
    }
}
