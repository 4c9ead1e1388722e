using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Creates a PBX.</summary>
[Cmdlet(VerbsCommon.New, "WmpPbx", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(PbxChange))]
public sealed class NewWmpPbxCommand : LicensingCmdlet
{
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? Customer { get; set; }

    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? Name { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(WordCompleter<Platform>))]
    [CellText]
    public string? Platform { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? Model { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RegionCompleter))]
    [CellText]
    public string? Region { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Expire")]
    [ArgumentCompleter(typeof(WordCompleter<Term>))]
    [CellText]
    public string? Term { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(WordCompleter<Licensing>))]
    [CellText]
    public string? Licensing { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? StorageGB { get; set; }

    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    private protected override object? Input => InputObject;

    /// <inheritdoc/>
    private protected override Task ProcessRowAsync()
    {
        var body = Read();
        return ChangeAsync(new RowChange<Pbx>(
            RowKey.OfPbx(body.Name), $"customer '{body.Customer}'", $"Create {body.Platform} PBX '{body.Name}'", new PreparedChange<Pbx>(PortalCommands.NewPbx(body)),
            change => [new PbxChange(change)]));
    }

    NewPbx Read()
    {
        var reader = new RowReader();
        var customer = InputObject?.BaseObject as Customer;
        var body = new NewPbx
        {
            Customer = reader.Required(nameof(Customer), RowReader.Text(Customer) ?? customer?.Id, "a customer's id or name"),
            Name = reader.Required(nameof(Name), Written(nameof(Name), Name), "a DNS label under wildixin.com"),
            Platform = reader.RequiredWord<Platform>(nameof(Platform), Platform),
            Model = RowReader.Text(Model),
            Region = RowReader.Text(Region),
            Term = reader.RequiredWord<Term>(nameof(Term), Term),
            Licensing = reader.Word<Licensing>(nameof(Licensing), Licensing) ?? WildixPbx.Licensing.PerUser,
            StorageGB = reader.Count(nameof(StorageGB), StorageGB),
            Licenses = ReadCounts(reader),
            MaximumFee = ReadMaximumFee(reader, MaximumFee),
        };
        reader.ThrowIfBad();
        return body;
    }
}
