using System.Management.Automation;
using WildixPbx.Abstractions;

namespace WildixPbx.Commands;

/// <summary>Ends a connection.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Wmp")]
[OutputType(typeof(void))]
public sealed class DisconnectWmpCommand : ContextCmdlet
{
    [Parameter(ValueFromPipeline = true)]
    public WmpConnection? Connection { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        var connection = Connection ?? RunspaceState.Default;
        if (connection is null) return Task.CompletedTask; // already so
        connection.Portal.Dispose();
        if (ReferenceEquals(connection, RunspaceState.Default)) RunspaceState.Default = null;
        return Task.CompletedTask;
    }
}
