using System.Management.Automation;
using WildixPbx.Abstractions;

namespace WildixPbx.Commands;

/// <summary>Shows the runspace's default connection; nothing where there is none.</summary>
[Cmdlet(VerbsCommon.Get, "WmpConnection")]
[OutputType(typeof(WmpConnection))]
public sealed class GetWmpConnectionCommand : ContextCmdlet
{
    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        if (RunspaceState.Default is { } connection) WriteObject(connection);
        return Task.CompletedTask;
    }
}
