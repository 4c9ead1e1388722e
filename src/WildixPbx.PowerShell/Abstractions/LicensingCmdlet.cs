using System.Collections;
using System.ComponentModel;
using System.Management.Automation;
using WildixPbx.Binding;

namespace WildixPbx.Abstractions;

/// <summary>The base of cmdlets that take licence counts: a parameter a profile, and -License for any other one.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LicensingCmdlet : ChangeCmdlet
{
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
    [Alias("MaxFee")]
    [CellText]
    public string? MaximumFee { get; set; }

    [Parameter]
    [ValidateRange(1, MaximumThrottle)]
    public int ThrottleLimit { get; set; } = DefaultThrottle;

    /// <inheritdoc/>
    protected override int Throttle => ThrottleLimit;

    /// <summary>The counts that this row gives; a blank cell gives none.</summary>
    private protected LicenseCounts ReadCounts(RowReader reader) => CountCells.Read(
        reader, License,
        (nameof(PbxBasic), "PBX-BASIC", PbxBasic),
        (nameof(UcEssential), "UC-Essential", UcEssential),
        (nameof(UcBusiness), "UC-Business", UcBusiness),
        (nameof(UcPremium), "UC-Premium", UcPremium),
        (nameof(UcWizyconf), "UC-Wizyconf", UcWizyconf),
        (nameof(PbxService), "PBX-Service", PbxService));
}
