using System.Management.Automation;
using System.Net;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Gets the key that activates a Virtual or Hardware PBX.</summary>
[Cmdlet(VerbsCommon.Get, "WmpPbxKey")]
[OutputType(typeof(PbxActivationKey), typeof(PbxKey))]
public sealed class GetWmpPbxKeyCommand : PortalCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation]
    public ObjectIdentity? Identity { get; set; }

    [Parameter]
    public SwitchParameter AsPlainText { get; set; }

    private protected override object? Topic => Identity?.Given;

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var key = await Portal.GetAsync(PortalLookups.PbxKey(RowKey.Required(Identity, "Identity, Id, Serial or Name")), Call);
        if (AsPlainText) WriteObject(key);
        else WriteObject(new PbxActivationKey { PbxId = key.PbxId, Pbx = key.Pbx, Serial = key.Serial, Key = new NetworkCredential("", key.Key).SecurePassword });
    }
}
