using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Gets licences: one object a PBX and profile.</summary>
[Cmdlet(VerbsCommon.Get, "WmpLicense", DefaultParameterSetName = "List")]
[OutputType(typeof(License))]
public sealed class GetWmpLicenseCommand : PortalCmdlet
{
    [Parameter(Position = 0, ParameterSetName = "Identity", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation]
    public ObjectIdentity? Identity { get; set; }

    [Parameter(ParameterSetName = "List")]
    public string? Customer { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string[]? Profile { get; set; }

    private protected override object? Topic => Identity?.Given;

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (Identity is { HasWildcard: true })
        {
            await ForEachAsync(PortalQueries.Pbxs(new PbxFilter { Name = Identity.Text }), Write);
            return;
        }

        if (Identity is { Customer: null })
        {
            Write(await Portal.GetAsync(PortalLookups.Pbx(RowKey.Required(Identity, "Identity, Id, Serial or Name")), Call));
            return;
        }

        await ForEachAsync(PortalQueries.Pbxs(new PbxFilter { Customer = Identity?.Customer?.Id ?? await CustomerIdAsync(Customer) }), Write);
    }

    void Write(Pbx pbx)
    {
        foreach (var profile in Profile ?? pbx.Licenses.Keys.Union(pbx.RequestedLicenses.Keys, StringComparer.OrdinalIgnoreCase).ToArray())
        {
            WriteObject(new License
            {
                Pbx = pbx.Name,
                PbxId = pbx.Id,
                Serial = pbx.Serial,
                Customer = pbx.Customer,
                Profile = profile,
                RequestedCount = pbx.RequestedLicenses.Of(profile),
                EffectiveCount = pbx.Licenses.Of(profile),
                Term = pbx.Term,
                ExpiresOn = pbx.ExpiresOn,
            });
        }
    }
}
