using System.Globalization;
using System.Text.RegularExpressions;
using WildixPbx.Boxes;

namespace WildixPbx.Engine.Boxes;

/// <summary>Makes objects of ours from what a box answers.</summary>
static class BoxReading
{
    // The first in seconds and the second in milliseconds are the same day, some 3,100 years from now.
    const double SmallestOfMilliseconds = 1e11, LargestMoment = 1e14;

    // The year 2000, before which there was no such licence: a smaller number is no time, as a date without its dashes is none.
    const double SmallestOfSeconds = 946_684_800;
    const int FirstYear = 2000;

    static readonly DateTimeOffset Epoch = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly Regex Version = new(@"\d+(?:\.\d+){1,3}", RegexOptions.CultureInvariant);

    /// <summary>The version in an answer; none where it holds none that can be read.</summary>
    public static WmsVersion? VersionOf(BoxAnswer answer, BoxFields fields)
        => fields.Text(answer.Value, "version") is { } text && Version.Match(text) is { Success: true } match && WmsVersion.TryParse(match.Value, out var version) ? version : null;

    /// <summary>What a box runs on: one of our words, or the model of a Cloud PBX; none for anything else.</summary>
    public static Platform? PlatformOf(string? text)
        => string.Equals(text, PbxModel.Cloud, StringComparison.OrdinalIgnoreCase) ? Platform.Cloud : Word<Platform>(text);

    /// <summary>Per user or per service, with or without a blank; none for anything else.</summary>
    public static Licensing? LicensingOf(string? text) => Word<Licensing>(text);

    /// <summary>
    /// A moment: seconds or milliseconds since 1970, or a date and time, in UTC where it has no offset. None for anything
    /// else, and for what says that there was none.
    /// </summary>
    public static DateTimeOffset? MomentOf(string? text)
    {
        if (text is null) return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return number is >= SmallestOfSeconds and < LargestMoment ? Epoch + (number >= SmallestOfMilliseconds ? TimeSpan.FromMilliseconds(number) : TimeSpan.FromSeconds(number)) : null;
        return NeverRenewed.DateOf(text) is { Year: >= FirstYear } moment ? moment : null;
    }

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

    static T? Word<T>(string? text) where T : struct, Enum
    {
        var word = text?.Replace(" ", "").Replace("_", "").Replace("-", "");
        foreach (var name in Enum.GetNames(typeof(T)))
            if (string.Equals(name, word, StringComparison.OrdinalIgnoreCase)) return (T)Enum.Parse(typeof(T), name);
        return null;
    }

    static string? Text(IReadOnlyDictionary<string, object?> record, string name)
        => record.TryGetValue(name, out var value) && value is not (System.Collections.IList or IReadOnlyDictionary<string, object?>)
            && Convert.ToString(value, CultureInfo.InvariantCulture)?.Trim() is { Length: > 0 } text ? text : null;
}
