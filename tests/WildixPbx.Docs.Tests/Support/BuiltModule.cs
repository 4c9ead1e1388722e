using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace WildixPbx.Tests.Support;

/// <summary>A runspace of the hosted engine that has imported the module from output/.</summary>
public sealed class BuiltModule : IDisposable
{
    readonly Runspace _runspace;

    public BuiltModule()
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(Repository.BuiltManifest);
        state.ThrowOnRunspaceOpenError = true;
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
        Cmdlets = Run("Get-Command -Module WildixPbx -CommandType Cmdlet").Select(item => (CmdletInfo)item.BaseObject)
            .ToDictionary(cmdlet => cmdlet.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The compiled cmdlets by name.</summary>
    public IReadOnlyDictionary<string, CmdletInfo> Cmdlets { get; }

    /// <summary>The parameters of a cmdlet that help has to explain: neither hidden nor the same everywhere.</summary>
    public IReadOnlyList<ParameterMetadata> Parameters(string cmdlet)
        => [.. Cmdlets[cmdlet].Parameters.Values
            .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
            .Where(parameter => !parameter.Attributes.OfType<ParameterAttribute>().Any(attribute => attribute.DontShow))
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)];

    /// <summary>Runs a script that must give no error.</summary>
    public IReadOnlyList<PSObject> Run(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        var output = shell.AddScript(script).Invoke();
        Assert.Empty(shell.Streams.Error.Select(error => error.ToString()));
        return output;
    }

    public void Dispose() => _runspace.Dispose();
}
