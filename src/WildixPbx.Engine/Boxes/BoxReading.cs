using System.Globalization;
using System.Text.RegularExpressions;
using WildixPbx.Boxes;

namespace WildixPbx.Engine.Boxes;

/// <summary>Makes objects of ours from what a box answers.</summary>
static class BoxReading
{
    static readonly Regex Version = new(@"\d+(?:\.\d+){1,3}", RegexOptions.CultureInvariant);

    /// <summary>The version in an answer; none where it holds none that can be read.</summary>
    public static WmsVersion? VersionOf(BoxAnswer answer, BoxFields fields)
        => fields.Text(answer.Value, "version") is { } text && Version.Match(text) is { Success: true } match && WmsVersion.TryParse(match.Value, out var version) ? version : null;

    /// <summary>A PBX of the network.</summary>
    public static PbxNetworkMember MemberOf(IReadOnlyDictionary<string, object?> record, BoxFields fields)
        => new() { Name = fields.Text(record, "networkName"), Serial = fields.Text(record, "networkSerial"), Raw = record };

    /// <summary>A user; none where the record has no id.</summary>
    public static PbxUser? UserOf(IReadOnlyDictionary<string, object?> record, Uri box, bool withEmail)
        => Text(record, "id") is { } id
            ? new PbxUser
            {
                UserId = id,
                UserName = Text(record, "name"),
                Extension = Text(record, "extension"),
                LicenseType = Text(record, "licenseType"),
                HomePbx = Text(record, "pbx"),
                Email = withEmail ? Text(record, "email") : null,
                Uri = box,
            }
            : null;

    /// <summary>The state of an upgrade.</summary>
    public static UpgradeState UpgradeOf(BoxAnswer answer, BoxFields fields) => new()
    {
        Stage = fields.Stage(answer.Value),
        Version = fields.Text(answer.Value, "upgradeVersion"),
        Progress = fields.Text(answer.Value, "upgradeProgress") is { } text && int.TryParse(text.TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out var percent) ? percent : null,
        Message = fields.Text(answer.Value, "upgradeMessage"),
        Raw = answer.Object,
    };

    static string? Text(IReadOnlyDictionary<string, object?> record, string name)
        => record.TryGetValue(name, out var value) && value is not (System.Collections.IList or IReadOnlyDictionary<string, object?>)
            && Convert.ToString(value, CultureInfo.InvariantCulture)?.Trim() is { Length: > 0 } text ? text : null;
}
