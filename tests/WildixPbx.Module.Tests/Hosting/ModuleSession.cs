using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;

namespace WildixPbx.Tests.Hosting;

/// <summary>A real runspace that has imported the built module, and nothing but the engine's own cmdlets besides.</summary>
public sealed class ModuleSession : IDisposable
{
    public ModuleSession(PSHost? host = null)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(Repository.Manifest);
        state.ThrowOnRunspaceOpenError = true;
        Runspace = host is null ? RunspaceFactory.CreateRunspace(state) : RunspaceFactory.CreateRunspace(host, state);
        Runspace.Open();
    }

    public Runspace Runspace { get; }

    /// <summary>Sets a variable of the session.</summary>
    public void Set(string name, object? value) => Runspace.SessionStateProxy.SetVariable(name, value);

    /// <summary>Runs a script and gathers what it gave on every stream.</summary>
    public Outcome Run(string script, IEnumerable<object>? input = null)
    {
        using var shell = PowerShell.Create(Runspace);
        shell.AddScript(script);
        Exception? failure = null;
        var output = new PSDataCollection<PSObject>();
        try
        {
            if (input is null) shell.Invoke(null, output);
            else shell.Invoke(input, output);
        }
        catch (RuntimeException e) { failure = e; }

        return new Outcome(
            [.. output], [.. shell.Streams.Error], [.. shell.Streams.Warning.Select(record => record.Message)],
            [.. shell.Streams.Verbose.Select(record => record.Message)], [.. shell.Streams.Debug.Select(record => record.Message)],
            [.. shell.Streams.Information.Select(record => record.ToString())], failure);
    }

    /// <summary>Runs a script that must give neither an error nor a failure, and answers with its output.</summary>
    public IReadOnlyList<PSObject> Get(string script, IEnumerable<object>? input = null)
    {
        var outcome = Run(script, input);
        Assert.Null(outcome.Failure);
        Assert.Empty(outcome.Errors.Select(error => error.ToString()));
        return outcome.Output;
    }

    /// <summary>The error with which a command must end: one that a script can catch, where an error of one input goes by.</summary>
    public ErrorRecord End(string script)
    {
        var output = Get($"try {{ $null = & {{ {script} }} }} catch {{ $_ }}");
        return Assert.IsType<ErrorRecord>(Assert.Single(output).BaseObject);
    }

    public void Dispose() => Runspace.Dispose();
}

/// <summary>What a script gave.</summary>
public sealed record Outcome(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Verbose,
    IReadOnlyList<string> Debug,
    IReadOnlyList<string> Information,
    Exception? Failure)
{
    /// <summary>The one error record that there must be: of a row, or that which ended the script.</summary>
    public ErrorRecord Error => Failure is RuntimeException failure ? failure.ErrorRecord : Assert.Single(Errors);

    /// <summary>The error ids before the comma, in order.</summary>
    public IReadOnlyList<string> ErrorIds => [.. Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0])];
}

/// <summary>Short ways to a result's properties.</summary>
static class PSObjectReading
{
    public static object? Prop(this PSObject item, string name) => item.Properties[name]?.Value is PSObject inner ? inner.BaseObject : item.Properties[name]?.Value;

    public static string? Text(this PSObject item, string name) => item.Prop(name)?.ToString();
}
