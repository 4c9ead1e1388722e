using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Gets the regions that the portal offers for Cloud PBXs.</summary>
[Cmdlet(VerbsCommon.Get, "WmpRegion")]
[OutputType(typeof(Region))]
public sealed class GetWmpRegionCommand : PortalCmdlet
{
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string Name { get; set; } = "*";

    /// <inheritdoc/>
    protected override Task ProcessAsync()
    {
        var pattern = new WildcardPattern(Name, WildcardOptions.IgnoreCase);
        return WriteListAsync(PortalQueries.Regions(), region => pattern.IsMatch(region.Name));
    }
}
