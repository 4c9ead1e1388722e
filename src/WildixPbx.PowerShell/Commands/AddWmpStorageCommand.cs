using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;
using WildixPbx.Rules;

namespace WildixPbx.Commands;

/// <summary>Adds storage to Cloud PBXs, for good.</summary>
[Cmdlet(VerbsCommon.Add, "WmpStorage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(StorageChange))]
public sealed class AddWmpStorageCommand : PbxChangeCmdlet
{
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? Units { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? SizeGB { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("MaxFee")]
    [CellText]
    public string? MaximumFee { get; set; }

    /// <inheritdoc/>
    private protected override Task ProcessRowAsync()
    {
        var identity = RowKey.Required(Identity, Columns);
        var eTag = Identity!.ETag;
        var reader = new RowReader();
        var increase = ReadIncrease(reader);
        var maximumFee = ReadMaximumFee(reader, MaximumFee);
        reader.ThrowIfBad();
        if (increase is not { } more) throw NothingToChange("Units and SizeGB", "-Units, in steps of 10 GB, or -SizeGB, the increase in GB");

        return ChangeAsync(new RowChange<Pbx>(
            RowKey.OfPbx(identity), Target, () => FormattableString.Invariant($"Add {more} GB of storage, which can't be taken back"), PrepareAsync, change => [new StorageChange(change)]));

        // Absolute on the state just read, whose tag goes along: an increase by somebody else in between is not lost, and not counted twice.
        async Task<PreparedChange<Pbx>> PrepareAsync()
        {
            var pbx = await Portal.GetAsync(PortalLookups.Pbx(identity), Call);
            var size = (Storage.PromisedGB(pbx) ?? 0) + more;
            if (size > int.MaxValue) throw TooMuch(pbx, size);
            return new PreparedChange<Pbx>(PortalCommands.SetStorage(pbx.Id, new StorageUpdate { StorageGB = (int)size, MaximumFee = maximumFee }), eTag ?? pbx.ETag);
        }
    }

    long? ReadIncrease(RowReader reader)
    {
        var units = ReadPositive(reader, nameof(Units), Units);
        var size = ReadPositive(reader, nameof(SizeGB), SizeGB);
        if (units is null) return size;
        if (size is not null) reader.Add(nameof(SizeGB), "Units and SizeGB are both given; one of them says it all");
        return (long)units * Storage.UnitGB;
    }

    ValidationException TooMuch(Pbx pbx, long size)
    {
        var (column, asked) = RowReader.Text(Units) is { } units ? (nameof(Units), units) : (nameof(SizeGB), RowReader.Text(SizeGB));
        return new("Validation", FormattableString.Invariant($"{column} can't be {asked}: '{pbx.Name}' would have {size} GB, more than can be counted."), $"Correct {column} and repeat this input; nothing was changed for it.") { Column = column };
    }

    static int? ReadPositive(RowReader reader, string column, string? cell)
    {
        var count = reader.Count(column, cell);
        if (count <= 0) reader.Add(column, FormattableString.Invariant($"{column} can't be {count}: it is how much to add, and storage never shrinks"));
        return count;
    }
}
