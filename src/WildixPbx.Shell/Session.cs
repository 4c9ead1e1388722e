using System.Management.Automation;
using System.Management.Automation.Runspaces;
using WildixPbx.Shell.Hosting;

namespace WildixPbx.Shell;

/// <summary>One run: a runspace with the module in it, the script or command, the exit code.</summary>
sealed class Session(ShellOptions options)
{
    public int Run()
    {
        if (options.ScriptPath is { } script && !File.Exists(script))
            return Refuse($"There is no script {script}.");
        if (ModuleLocator.Find(out var reason) is not { } manifest)
            return Refuse(reason);

        // A script that imports the module by name, or requires it, finds the same one.
        Environment.SetEnvironmentVariable("PSModulePath", string.Join(
            Path.PathSeparator, Path.GetDirectoryName(Path.GetDirectoryName(manifest)), Environment.GetEnvironmentVariable("PSModulePath")));

        using var interruption = new Interruption();
        var ui = new ShellUserInterface(new Terminal(options.NonInteractive, interruption.Stopping));
        var host = new ShellHost(ui);
        using var runspace = RunspaceFactory.CreateRunspace(host, SessionStateBuilder.Create());
        runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        runspace.Open();

        using var import = PowerShell.Create(runspace);
        import.AddCommand("Import-Module").AddParameter("Name", manifest).AddParameter("ErrorAction", ActionPreference.Stop);
        using var work = PowerShell.Create(runspace);
        AddWork(work, runspace);

        var succeeded = Invoke(import, ui, interruption) && Invoke(work, ui, interruption);
        ui.EndProgress();
        return interruption.ExitCode ?? host.ExitCode ?? (succeeded ? ExitCodes.Success : ExitCodes.Failed);
    }

    void AddWork(PowerShell work, Runspace runspace)
    {
        if (options.Command is { } text)
        {
            work.AddScript(text, useLocalScope: false);
        }
        else
        {
            // By path, not as text: $PSScriptRoot, $PSCommandPath, #requires and error positions depend on it.
            var script = new Command(Path.GetFullPath(options.ScriptPath!), isScript: false, useLocalScope: false);
            foreach (var argument in options.ScriptArguments)
                script.Parameters.Add(argument);
            work.Commands.AddCommand(script);
            EngineInternals.ReportExitOfNextScript(runspace);
        }

        work.AddCommand(new CmdletInfo("Out-Shell", typeof(OutShell)));
    }

    static bool Invoke(PowerShell work, ShellUserInterface ui, Interruption interruption)
    {
        work.Streams.Error.DataAdded += (_, added) => ui.WriteErrorRecord(work.Streams.Error[added.Index]);
        try
        {
            interruption.Run(work);
            return true;
        }
        catch (Exception) when (interruption.ExitCode is not null)
        {
            return false;
        }
        catch (RuntimeException e)
        {
            // The record of an exception holds a stand-in for it, without what only the exception says.
            ui.WriteErrorRecord(new ErrorRecord(e.ErrorRecord, e));
            return false;
        }
    }

    static int Refuse(string reason)
    {
        Console.Error.WriteLine(reason);
        return ExitCodes.Failed;
    }
}
