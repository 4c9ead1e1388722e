using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Gets whether the SSH ports of Cloud PBXs are open, since when, and until when.</summary>
[Cmdlet(VerbsCommon.Get, "WmpSsh", SupportsPaging = true, DefaultParameterSetName = "List")]
[OutputType(typeof(SshAccess))]
public sealed class GetWmpSshCommand : PortalCmdlet
{
    [Parameter(Position = 0, ParameterSetName = "Identity", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation]
    public ObjectIdentity? Identity { get; set; }

    [Parameter(ParameterSetName = "List")]
    public SwitchParameter Open { get; set; }

    [Parameter(ParameterSetName = "List")]
    public string? Customer { get; set; }

    private protected override object? Topic => Identity?.Given;

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (Identity is null) await WriteAllAsync(new PbxFilter { Customer = await CustomerIdAsync(Customer), SshOpen = MyInvocation.BoundParameters.ContainsKey(nameof(Open)) ? Open.IsPresent : null });
        else if (Identity.Customer is { } customer) await WriteAllAsync(new PbxFilter { Customer = customer.Id });
        else if (Identity.HasWildcard) await WriteAllAsync(new PbxFilter { Name = Identity.Text });
        else await WriteOneAsync(RowKey.Required(Identity, "Identity, Id, Serial or Name"));
    }

    async Task WriteOneAsync(string identity)
    {
        var pbx = await Portal.GetAsync(PortalLookups.Pbx(identity), Call);
        var now = await PortalNowAsync();
        SshOpening.RefuseOthers(pbx, now);
        WriteObject(new SshAccess(pbx, now));
    }

    // The portal knows SSH of Cloud PBXs only, so only they are listed.
    Task WriteAllAsync(PbxFilter filter)
        => WriteListAsync(PortalQueries.Pbxs(filter with { Platform = Platform.Cloud }), where: null, async pbx => new SshAccess(pbx, await PortalNowAsync()));
}
