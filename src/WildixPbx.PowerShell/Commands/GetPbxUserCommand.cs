using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Boxes;

namespace WildixPbx.Commands;

/// <summary>Gets the users of PBXs, with no more of them than is shown.</summary>
[Cmdlet(VerbsCommon.Get, "PbxUser")]
[OutputType(typeof(PbxUser))]
public sealed class GetPbxUserCommand : BoxCmdlet
{
    [Parameter]
    [SupportsWildcards]
    public string? Extension { get; set; }

    [Parameter]
    [ArgumentCompleter(typeof(LicenseTypeCompleter))]
    public string[]? LicenseType { get; set; }

    [Parameter]
    public string? Search { get; set; }

    [Parameter]
    public SwitchParameter IncludeEmail { get; set; }

    /// <inheritdoc/>
    private protected override Task ProcessBoxAsync()
    {
        var (simulator, query) = (Identity?.Simulator, new PbxUserQuery(IncludeEmail, Search));
        return StartAsync(box => EachUserAsync(box, query, user =>
        {
            if (IsWanted(user)) WriteObject(BoxOrigins.From(user, new BoxOrigin(box.Settings, simulator)));
        }));
    }

    bool IsWanted(PbxUser user)
        => (Extension is null || new WildcardPattern(Extension, WildcardOptions.IgnoreCase).IsMatch(user.Extension ?? ""))
            && (LicenseType is null || LicenseType.Any(type => string.Equals(Boxes.LicenseType.Find(type) ?? type, user.LicenseType, StringComparison.OrdinalIgnoreCase)));
}
