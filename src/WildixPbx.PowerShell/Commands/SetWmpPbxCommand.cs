using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;
using WildixPbx.Rules;

namespace WildixPbx.Commands;

/// <summary>Renames PBXs.</summary>
[Cmdlet(VerbsCommon.Set, "WmpPbx", SupportsShouldProcess = true)]
[OutputType(typeof(PbxChange))]
public sealed class SetWmpPbxCommand : PbxChangeCmdlet
{
    // Not by the column Name: that is the new one.
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation("Identity", "Id", "Serial", "PbxId", "Pbx")]
    public override ObjectIdentity? Identity { get; set; }

    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("NewName")]
    [CellText]
    public string? Name { get; set; }

    /// <inheritdoc/>
    private protected override Task ProcessRowAsync()
    {
        RowKey.Required(Identity, "Identity, Id or Serial");
        var reader = new RowReader();
        if (RowReader.Text(Written(nameof(Name), Name)) is null) throw NothingToChange("Name", "the PBX's new name");
        var name = PbxName.Normalize(reader.Required(nameof(Name), Name, "a DNS label under wildixin.com"));
        reader.ThrowIfBad();
        return ChangePbxAsync(
            $"Rename to '{name}'", identity => PortalCommands.SetPbx(identity, new PbxUpdate { Name = name }), change => new PbxChange(change), onStateShown: true);
    }
}
