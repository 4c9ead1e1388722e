using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace WildixPbx.Benchmarks;

/// <summary>A real runspace that has imported the built module.</summary>
sealed class Session : IDisposable
{
    readonly Runspace _runspace;

    public Session(params ReadOnlySpan<SessionStateCmdletEntry> cmdlets)
    {
        var state = InitialSessionState.CreateDefault2();
        foreach (var cmdlet in cmdlets) state.Commands.Add(cmdlet);
        state.ImportPSModule(Repository.Manifest);
        state.ThrowOnRunspaceOpenError = true;
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
    }

    public Runspace Runspace => _runspace;

    public void Set(string name, object? value) => _runspace.SessionStateProxy.SetVariable(name, value);

    /// <summary>Runs a script; an error record of it is a fault of the benchmark.</summary>
    public IReadOnlyList<PSObject> Run(string script, IEnumerable? input = null)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        var output = shell.Invoke(input);
        if (shell.Streams.Error.Count > 0) throw new InvalidOperationException($"{shell.Streams.Error.Count} errors, the first: {shell.Streams.Error[0]}");
        return output;
    }

    public void Dispose() => _runspace.Dispose();
}
