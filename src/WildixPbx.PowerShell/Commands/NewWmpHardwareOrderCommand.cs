using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Buys hardware in the portal's cart.</summary>
[Cmdlet(VerbsCommon.New, "WmpHardwareOrder", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(HardwareOrderChange))]
public sealed class NewWmpHardwareOrderCommand : ChangeCmdlet
{
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? Quantity { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? Item { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("MaxFee")]
    [CellText]
    public string? MaximumFee { get; set; }

    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    private protected override object? Input => InputObject;

    /// <inheritdoc/>
    private protected override Task ProcessRowAsync()
    {
        var reader = new RowReader();
        var quantity = reader.Count(nameof(Quantity), Quantity);
        var maximumFee = ReadMaximumFee(reader, MaximumFee);
        reader.ThrowIfBad();
        if (quantity is null) throw NothingToChange("Quantity", "how many to buy");

        var item = RowReader.Text(Item) ?? HardwareOrder.PbxItem;
        var command = PortalCommands.NewHardwareOrder(new NewHardwareOrder { Item = item, Quantity = quantity.Value, MaximumFee = maximumFee });
        return ChangeAsync(new RowChange<HardwareOrder>(
            RowKey.Of(item), $"item {item}", FormattableString.Invariant($"Buy {quantity}"), new PreparedChange<HardwareOrder>(command),
            change => [new HardwareOrderChange(change.Resource) { Changed = change.Changed, Fee = change.Fee }]));
    }
}
