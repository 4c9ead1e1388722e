using System.Diagnostics;
using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Waits until a PBX is active.</summary>
[Cmdlet(VerbsLifecycle.Wait, "WmpPbx")]
[OutputType(typeof(Pbx))]
public sealed class WaitWmpPbxCommand : WaitCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation]
    public ObjectIdentity? Identity { get; set; }

    [Parameter]
    public PbxState State { get; set; } = PbxState.Active;

    private protected override object? Topic => Identity?.Given;

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var identity = RowKey.Required(Identity, "Identity, Id, Serial or Name");
        var elapsed = Stopwatch.StartNew();
        while (true)
        {
            var pbx = await Portal.GetAsync(PortalLookups.Pbx(identity), Call);
            if (pbx.State == State)
            {
                WriteObject(pbx);
                return;
            }

            RefuseHopeless(pbx);
            if (!await PauseAsync(elapsed, $"Waiting for PBX '{pbx.Name}'", $"{pbx.State}, to be {State}"))
                throw new TimeoutException("Timeout", $"PBX '{pbx.Name}' was not {State} within {Timeout}; it is {pbx.State}.", "Wait again, with a longer -Timeout.");
        }
    }

    /// <summary>A wait that can't end, or not by itself, is an error at once: whoever waits would never hear why.</summary>
    void RefuseHopeless(Pbx pbx)
    {
        if (pbx.State > State)
            throw new ConflictException("StatePassed", $"PBX '{pbx.Name}' is {pbx.State} and won't be {State} again.", "Look with Get-WmpPbx; the PBX may have been activated or moved meanwhile.");
        if (pbx.State == PbxState.Created && Timeout is null)
        {
            throw new ConflictException(
                "WaitsForKey",
                $"PBX '{pbx.Name}' is a {pbx.Platform} PBX and does not activate by itself: it waits for its key to be entered on the box.",
                "Get the key with Get-WmpPbxKey and enter it on the box. To wait for that, give -Timeout.");
        }
    }
}
