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
    protected override async Task ProcessAsync()
    {
        var pattern = new WildcardPattern(Name, WildcardOptions.IgnoreCase);
        var isThere = false;
        await WriteListAsync(PortalQueries.Regions(), region => pattern.IsMatch(region.Name) && (isThere = true));
        if (!isThere && !WildcardPattern.ContainsWildcardCharacters(Name))
            throw new NotFoundException("NotFound", $"The portal has no region '{Name}'.", "Get-WmpRegion without parameters lists them all.");
    }
}
