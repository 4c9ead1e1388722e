using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace WildixPbx.Benchmarks;

/// <summary>How long Ctrl+C takes: from the stop of a pipeline that waits for a box to the prompt.</summary>
static class StopBenchmark
{
    const int DefaultRounds = 10;

    // What each waits in: an answer that never comes, a command over SSH, one in a terminal, and a conversation there whose
    // far end stands still in the middle of its work.
    static readonly (string Name, string Script, string? Before)[] Waits =
    [
        ("an answer of a box that hangs", "'begun'; $hangs | Get-PbxInfo -TimeoutSec 600", null),
        ("a command over SSH", "Invoke-PbxCommand $box 'echo begun; sleep 600'", null),
        ("a command in the terminal, as root", "Invoke-PbxCommand $box 'echo begun; sleep 600' -AsRoot", null),
        (
            "a conversation in the terminal: a move's script",
            "'begun'; Start-PbxMigration acme-old $serial -Box $old -TargetBox $cloud -Include * -DatabaseEngine SQLite3 -DatabaseGB 1 -Force -StatePath $state",
            """
            Get-PbxMigration -StatePath $state | Where-Object State -ne Stopped | Stop-PbxMigration -Force -StatePath $state
            while ((Invoke-PbxCommand $old 'ps ax').Output -match 'migrate2cloud') { }
            $null = Start-WmpSandboxPbx acme-old -MigrationFault Hang -MigrationFaultAt Copy
            """),
    ];

    public static void Run(Settings settings)
    {
        using var session = new Session();
        var state = Directory.CreateTempSubdirectory("wildixpbx-stop-");
        session.Set("state", state.FullName);
        session.Run("""
            $sandbox = Start-WmpSandbox -Temporary
            $portal = $sandbox | Connect-Wmp
            New-WmpCustomer Acme -Force
            Add-WmpContact Acme -Name Ann -Email ann@acme.example -Force
            $names = 'acme-one', 'acme-two'
            $names | ForEach-Object { New-WmpPbx -Customer Acme -Name $_ -Platform Virtual -Term Yearly -Force }
            $box = Start-WmpSandboxPbx acme-one -Ssh
            $hangs = Start-WmpSandboxPbx acme-two -Behavior Hang
            $null = New-WmpPbx -Customer Acme -Name acme-cloud -Platform Cloud -Region eu-central-1 -Term Yearly -Force
            $null = New-WmpPbx -Customer Acme -Name acme-old -Platform Virtual -Term Lifetime -Force
            $null = Set-WmpSandboxClock 0:5
            $null = Set-WmpSandboxPbx acme-old -Activated true -WmsVersion 4.03.44733.50
            $old = Start-WmpSandboxPbx acme-old -Ssh
            $cloud = Start-WmpSandboxPbx acme-cloud -Ssh
            $serial = (Get-WmpPbx acme-cloud).Serial
            """);
        var fault = Path.Combine((string)session.Run("$old.SshFolder")[0].BaseObject, "ssh", "migration-fault");
        try
        {
            Report.Head("stop: from Ctrl+C to the prompt, ms");
            foreach (var (name, script, before) in Waits)
            {
                var times = new Series();
                for (var round = 0; round <= (settings.Rounds ?? DefaultRounds); round++)
                {
                    if (before is not null) session.Run(before);
                    var time = Stopped(session.Runspace, script, fault);
                    if (round > 0) times.Add(time); // the first one warms up
                }

                Report.Row(name, times, "0", "<= 250");
            }
        }
        finally
        {
            session.Run("$sandbox | Stop-WmpSandbox");
            state.Delete(recursive: true);
        }
    }

    // A box that is to stand still takes the file that says so away when it does.
    static double Stopped(Runspace runspace, string script, string fault)
    {
        using var shell = PowerShell.Create(runspace);
        using var output = new PSDataCollection<PSObject>();
        using var begun = new ManualResetEventSlim();
        output.DataAdded += (_, _) => begun.Set();
        shell.AddScript(script);
        var run = shell.BeginInvoke<PSObject, PSObject>(null, output);
        begun.Wait();
        while (File.Exists(fault) && !run.IsCompleted) Thread.Sleep(10);
        Thread.Sleep(200); // the first line is there; what is waited for comes after it
        if (run.IsCompleted) throw new InvalidOperationException($"It has ended by itself: {shell.Streams.Error.FirstOrDefault()}");
        var clock = Stopwatch.StartNew();
        shell.Stop();
        try { shell.EndInvoke(run); }
        catch (PipelineStoppedException) { }
        return clock.Elapsed.TotalMilliseconds;
    }
}
