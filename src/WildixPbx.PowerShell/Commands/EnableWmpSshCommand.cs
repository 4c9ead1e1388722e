using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Opens the SSH port of Cloud PBXs.</summary>
[Cmdlet(VerbsLifecycle.Enable, "WmpSsh", SupportsShouldProcess = true)]
[OutputType(typeof(SshChange))]
public sealed class EnableWmpSshCommand : PbxChangeCmdlet
{
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? Duration { get; set; }

    /// <inheritdoc/>
    private protected override Task ProcessRowAsync()
    {
        RowKey.Required(Identity, Columns);
        var reader = new RowReader();
        var duration = reader.SshDuration(nameof(Duration), Duration);
        reader.ThrowIfBad();
        var seconds = duration is { } time ? (long?)Math.Ceiling(time.TotalSeconds) : null;
        return ChangePbxAsync(
            $"Open port {SshAccess.Port} for SSH {(duration is null ? "until it is shut" : $"for {duration}")}",
            identity => PortalCommands.SetSsh(identity, new SshUpdate { Open = true, DurationSeconds = seconds }), change => new SshChange(change), onStateShown: false);
    }
}
