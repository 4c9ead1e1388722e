using System.Collections;
using System.Management.Automation;
using WildixPbx.Binding;
using WildixPbx.Rules;

namespace WildixPbx.Commands;

/// <content>What can be given.</content>
public sealed partial class TestWmpChangeCommand
{
    const int DefaultThrottle = 1, MaximumThrottle = 256;

    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ClientPbx")]
    [IdentityTransformation("Identity", "ClientPbx", "Id", "Serial", "Name", "PbxId", "Pbx")]
    public ObjectIdentity? Identity { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(WordCompleter<ChangeOperation>))]
    [CellText]
    public string? Operation { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("PBX-BASIC")]
    [CellText]
    public string? PbxBasic { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("UC-Essential")]
    [CellText]
    public string? UcEssential { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("UC-Business")]
    [CellText]
    public string? UcBusiness { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("UC-Premium")]
    [CellText]
    public string? UcPremium { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("UC-Wizyconf")]
    [CellText]
    public string? UcWizyconf { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("PBX-Service")]
    [CellText]
    public string? PbxService { get; set; }

    [Parameter]
    public IDictionary? License { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Expire")]
    [ArgumentCompleter(typeof(WordCompleter<Term>))]
    [CellText]
    public string? Term { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? StorageGB { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? Units { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? SizeGB { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(WordCompleter<PortWish>))]
    [CellText]
    public string? Ssh { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [IdentityTransformation]
    public ObjectIdentity? ServerPbx { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? NewName { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("NewCustomer")]
    [CellText]
    public string? ToCustomer { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [CellText]
    public string? Customer { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
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
    [ArgumentCompleter(typeof(WordCompleter<Licensing>))]
    [CellText]
    public string? Licensing { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("MaxFee")]
    [CellText]
    public string? MaximumFee { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(RuleSetCompleter))]
    public string? RuleSet { get; set; }

    [Parameter]
    [Alias("AsOf")]
    [MomentText]
    public string? Now { get; set; }

    [Parameter]
    public string? TimeZone { get; set; }

    [Parameter]
    public SwitchParameter Offline { get; set; }

    [Parameter]
    public SwitchParameter Quiet { get; set; }

    [Parameter]
    [ValidateRange(1, MaximumThrottle)]
    public int ThrottleLimit { get; set; } = DefaultThrottle;

    /// <summary>What port 2222 is to be.</summary>
    internal enum PortWish
    {
        Open,
        Closed,
    }
}
