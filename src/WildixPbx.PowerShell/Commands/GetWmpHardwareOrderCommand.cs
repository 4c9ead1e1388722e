using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Gets the hardware that was bought, and how much of it is left.</summary>
[Cmdlet(VerbsCommon.Get, "WmpHardwareOrder", SupportsPaging = true)]
[OutputType(typeof(HardwareOrder))]
public sealed class GetWmpHardwareOrderCommand : PortalCmdlet
{
    [Parameter(Position = 0)]
    public string? Item { get; set; }

    [Parameter]
    public SwitchParameter Unused { get; set; }

    /// <inheritdoc/>
    protected override Task ProcessAsync()
        => WriteListAsync(PortalQueries.HardwareOrders(Item, MyInvocation.BoundParameters.ContainsKey(nameof(Unused)) ? Unused.IsPresent : null));
}
