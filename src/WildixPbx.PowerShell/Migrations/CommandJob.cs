using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace WildixPbx.Migrations;

/// <summary>
/// One input of a command, as a job: the same command in a runspace of its own in this process, so that its logins go
/// nowhere else. Nobody is there to answer; Stop-Job stops it as Ctrl+C would.
/// </summary>
sealed class CommandJob : Job
{
    const string TypeName = "WildixPbxJob";

    static readonly string[] NotForIt = ["AsJob", "OutVariable", "OutBuffer", "PipelineVariable", "ErrorVariable", "WarningVariable", "InformationVariable"];

    static readonly string[] Preferences = ["WhatIfPreference", "ConfirmPreference", "ErrorActionPreference", "WarningPreference", "VerbosePreference", "DebugPreference", "InformationPreference"];

    readonly PowerShell _shell;
    readonly Runspace _runspace;

    CommandJob(string line, string command, Runspace runspace) : base(line, command)
    {
        PSJobTypeName = TypeName;
        _runspace = runspace;
        _shell = PowerShell.Create();
        _shell.Runspace = runspace;
        _shell.Streams.Error = Error;
        _shell.Streams.Warning = Warning;
        _shell.Streams.Verbose = Verbose;
        _shell.Streams.Debug = Debug;
        _shell.Streams.Progress = Progress;
        _shell.Streams.Information = Information;
        Output.EnumeratorNeverBlocks = Error.EnumeratorNeverBlocks = true; // Receive-Job takes what is there
        _shell.InvocationStateChanged += (_, change) => Follow(change.InvocationStateInfo);
    }

    /// <inheritdoc/>
    public override bool HasMoreData => Output.Count + Error.Count + Warning.Count + Verbose.Count + Debug.Count + Progress.Count + Information.Count > 0;

    /// <inheritdoc/>
    public override string Location => "localhost";

    /// <inheritdoc/>
    public override string StatusMessage => "";

    /// <summary>A job of what a command was given for its present input; it is not started yet.</summary>
    /// <param name="cmdlet">The command.</param>
    /// <param name="resolved">What the command has found for itself, in place of what was bound; without a value it is left out.</param>
    public static CommandJob Of(PSCmdlet cmdlet, Dictionary<string, object?> resolved)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([typeof(CommandJob).Assembly.Location]);
        foreach (var name in Preferences)
            if (cmdlet.GetVariableValue(name) is { } value) state.Variables.Add(new SessionStateVariableEntry(name, value, null));
        var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        runspace.SessionStateProxy.Path.SetLocation(cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath);
        var command = cmdlet.MyInvocation.MyCommand.Name;
        var job = new CommandJob(command, command, runspace);
        job._shell.AddCommand(command);
        foreach (var given in cmdlet.MyInvocation.BoundParameters.Where(given => !NotForIt.Contains(given.Key) && !resolved.ContainsKey(given.Key))) resolved.Add(given.Key, given.Value);
        foreach (var parameter in resolved.Where(parameter => parameter.Value is not null)) job._shell.AddParameter(parameter.Key, parameter.Value);
        return job;
    }

    /// <summary>Starts it.</summary>
    public void Start()
    {
        SetJobState(JobState.Running);
        using var input = new PSDataCollection<PSObject>();
        input.Complete();
        _shell.BeginInvoke(input, Output);
    }

    /// <inheritdoc/>
    public override void StopJob()
    {
        if (JobStateInfo.State is not JobState.Running) return;
        SetJobState(JobState.Stopping);
        _shell.Stop();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _shell.Dispose();
            _runspace.Dispose();
        }

        base.Dispose(disposing);
    }

    void Follow(PSInvocationStateInfo info)
    {
        switch (info.State)
        {
            case PSInvocationState.Completed:
                SetJobState(_shell.HadErrors ? JobState.Failed : JobState.Completed);
                break;
            case PSInvocationState.Stopped:
                SetJobState(JobState.Stopped);
                break;
            case PSInvocationState.Failed:
                if (info.Reason is RuntimeException { ErrorRecord: { } record }) Error.Add(record);
                SetJobState(JobState.Failed);
                break;
        }
    }
}
