using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Portal;

namespace WildixPbx.Commands;

/// <summary>Gets the licence profiles that the portal offers, with their prices.</summary>
[Cmdlet(VerbsCommon.Get, "WmpLicenseProfile")]
[OutputType(typeof(LicenseProfile))]
public sealed class GetWmpLicenseProfileCommand : PortalCmdlet
{
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string Name { get; set; } = "*";

    /// <inheritdoc/>
    protected override async Task ProcessAsync()
    {
        var pattern = new WildcardPattern(Name, WildcardOptions.IgnoreCase);
        var isThere = false;
        await WriteListAsync(PortalQueries.Profiles(), profile => pattern.IsMatch(profile.Name) && (isThere = true));
        if (!isThere && !WildcardPattern.ContainsWildcardCharacters(Name))
            throw new NotFoundException("NotFound", $"The portal has no licence profile '{Name}'.", "Get-WmpLicenseProfile without parameters lists them all.");
    }
}
