using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Removes a contact.</summary>
[Cmdlet(VerbsCommon.Remove, "WmpContact", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ContactChange))]
public sealed class RemoveWmpContactCommand : ChangeCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation("Identity", "Id")]
    public ObjectIdentity? Identity { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override object? Input => InputOf(Identity);

    /// <inheritdoc/>
    protected override bool WritesResults => PassThru;

    /// <inheritdoc/>
    private protected override Task ProcessRowAsync()
    {
        var identity = RowKey.Required(Identity, "Identity or Id");
        return ChangeAsync(new RowChange<Contact>(
            RowKey.Of(identity), $"contact '{identity}'", "Remove", new PreparedChange<Contact>(PortalCommands.RemoveContact(identity)),
            change => [new ContactChange(change.Resource) { Changed = change.Changed }]));
    }
}
