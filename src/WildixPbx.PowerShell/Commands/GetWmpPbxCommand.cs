using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Gets PBXs; every filter is applied by the portal.</summary>
[Cmdlet(VerbsCommon.Get, "WmpPbx", SupportsPaging = true, DefaultParameterSetName = "List")]
[OutputType(typeof(Pbx))]
public sealed class GetWmpPbxCommand : PortalCmdlet
{
    [Parameter(Position = 0, ParameterSetName = "Identity", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation]
    public ObjectIdentity? Identity { get; set; }

    [Parameter(ParameterSetName = "List")]
    [SupportsWildcards]
    public string? Name { get; set; }

    [Parameter(ParameterSetName = "List")]
    public string? Customer { get; set; }

    [Parameter(ParameterSetName = "List")]
    public Platform? Platform { get; set; }

    [Parameter(ParameterSetName = "List")]
    public Term? Term { get; set; }

    [Parameter(ParameterSetName = "List")]
    public Licensing? Licensing { get; set; }

    [Parameter(ParameterSetName = "List")]
    public PbxState? State { get; set; }

    [Parameter(ParameterSetName = "List")]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string? Region { get; set; }

    [Parameter(ParameterSetName = "List")]
    public DateTimeOffset? ExpiresBefore { get; set; }

    [Parameter(ParameterSetName = "List")]
    public TimeSpan? NotRenewedFor { get; set; }

    [Parameter(ParameterSetName = "List")]
    public SwitchParameter SshOpen { get; set; }

    [Parameter(ParameterSetName = "List")]
    public SwitchParameter Sharing { get; set; }

    [Parameter(ParameterSetName = "List")]
    [IdentityTransformation]
    public ObjectIdentity? SharingServer { get; set; }

    private protected override object? Topic => Identity?.Given;

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        if (Identity is null) await WriteListAsync(PortalQueries.Pbxs(Filter(await CustomerIdAsync(Customer))));
        else if (Identity.Customer is { } customer) await WriteListAsync(PortalQueries.Pbxs(new PbxFilter { Customer = customer.Id }));
        else if (Identity.HasWildcard) await WriteListAsync(PortalQueries.Pbxs(new PbxFilter { Name = Identity.Text }));
        else WriteObject(await Portal.GetAsync(PortalLookups.Pbx(RowKey.Required(Identity, "Identity, Id, Serial or Name")), Call));
    }

    PbxFilter Filter(string? customerId) => new()
    {
        Name = Name,
        Customer = customerId,
        Platform = Platform,
        Term = Term,
        Licensing = Licensing,
        State = State,
        Region = Region,
        ExpiresBefore = ExpiresBefore,
        NotRenewedFor = NotRenewedFor,
        SshOpen = Given(nameof(SshOpen), SshOpen),
        Sharing = Given(nameof(Sharing), Sharing),
        SharingServer = SharingServer is null ? null : RowKey.Required(SharingServer, "Identity, Id, Serial or Name"),
    };

    bool? Given(string parameter, SwitchParameter value) => MyInvocation.BoundParameters.ContainsKey(parameter) ? value.IsPresent : null;
}
