using System.Management.Automation;
using WildixPbx.Abstractions;
using WildixPbx.Binding;
using WildixPbx.Boxes;
using WildixPbx.Portal;
using WildixPbx.Rules;

namespace WildixPbx.Commands;

/// <summary>Compares licences that were bought with those that users of PBXs have, once a WMS Network.</summary>
[Cmdlet(VerbsData.Compare, "PbxLicense")]
[OutputType(typeof(PbxLicenseComparison))]
public sealed class ComparePbxLicenseCommand : BoxCmdlet
{
    [Parameter]
    public PSObject[]? Bought { get; set; }

    [Parameter]
    [ValidateNotNull]
    public WmpConnection? Connection { get; set; }

    readonly LicenseComparison _comparison = new();
    readonly Dictionary<string, LicenseCounts> _bought = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override async Task BeginAsync()
    {
        await base.BeginAsync();
        foreach (var row in Bought ?? []) Add(row);
    }

    /// <inheritdoc/>
    private protected override Task ProcessBoxAsync()
    {
        if (Identity?.BaseObject is Pbx pbx) _bought[PbxName.Normalize(pbx.Name)] = pbx.Licenses;
        var name = Identity?.ToString();
        var known = Identity?.Simulator is not null || Identity?.BaseObject is Pbx;
        return StartAsync(async box =>
        {
            var users = new List<PbxUser>();
            await EachUserAsync(box, new PbxUserQuery(), users.Add);
            _comparison.Add(known ? name! : box.Settings.Uri.Host, users);
        });
    }

    /// <inheritdoc/>
    private protected override async Task FinishAsync()
    {
        var portal = Connection ?? RunspaceState.Default;
        foreach (var name in _comparison.Names.Where(name => !_bought.ContainsKey(name)).ToArray())
            if (portal is not null && await FindAsync(portal, name) is { } counts) _bought[name] = counts;

        var (unknown, unsold) = (new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.OrdinalIgnoreCase));
        foreach (var comparison in _comparison.Compare(_bought, DateTimeOffset.UtcNow))
        {
            unknown.UnionWith(comparison.UnknownPbxs);
            if (comparison is { Bought: null, UnknownPbxs.Count: 0, Profile: not PbxLicenseComparison.NoLicense }) unsold.Add(comparison.Profile);
            WriteObject(comparison);
        }

        if (unknown.Count > 0)
            WriteWarning($"Nothing says what was bought for {string.Join(", ", unknown)}, so overuse is not judged where they belong. Connect to the portal, or give rows with Name and counts as -Bought.");
        if (unsold.Count > 0)
            WriteWarning($"As which profile these licence types are sold is not known, so their users are counted and overuse of them is not judged: {string.Join(", ", unsold)}.");
    }

    async Task<LicenseCounts?> FindAsync(WmpConnection connection, string name)
    {
        try { return (await connection.Portal.GetAsync(PortalLookups.Pbx(name), Call)).Licenses; }
        catch (NotFoundException) { return null; }
    }

    /// <summary>Takes one row of -Bought: a PBX of the portal, or a row with a name and a column a profile.</summary>
    void Add(PSObject row)
    {
        if (row.BaseObject is Pbx pbx)
        {
            _bought[PbxName.Normalize(pbx.Name)] = pbx.Licenses;
            return;
        }

        var reader = new RowReader();
        var name = reader.Required("Name", Cell(row, "Name") ?? Cell(row, "Pbx") ?? Cell(row, "HostName"), "each row of -Bought takes the name of a PBX in Name, Pbx or HostName");
        var counts = new LicenseCounts();
        foreach (var property in row.Properties)
            if (ProfileOf(property.Name) is { } profile && reader.Count(property.Name, CellTextAttribute.TextOf(property.Value)) is { } count) counts[profile] = counts.Of(profile) + count;
        reader.ThrowIfBad();
        var key = PbxName.Normalize(name);
        if (_bought.TryGetValue(key, out var there))
            foreach (var count in there) counts[count.Key] = counts.Of(count.Key) + count.Value;
        _bought[key] = counts;
    }

    static string? Cell(PSObject row, string name) => RowReader.Text(CellTextAttribute.TextOf(row.Properties[name]?.Value));

    // A column is called like the profile, with or without its hyphen, or like the licence type.
    static string? ProfileOf(string column)
        => LicenseType.ProfileOf(LicenseType.Find(column)) ?? LicenseType.Known.Select(LicenseType.ProfileOf).Append("PBX-Service")
            .FirstOrDefault(profile => string.Equals(profile!.Replace("-", ""), column.Replace("-", ""), StringComparison.OrdinalIgnoreCase));
}
