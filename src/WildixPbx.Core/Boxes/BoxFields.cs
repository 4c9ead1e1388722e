using System.Globalization;

namespace WildixPbx.Boxes;

/// <summary>
/// The names under which a box's answers hold what Wildix documents nowhere, and the words that they use. The defaults
/// are this project's; a file can give others, since versions of WMS may differ.
/// </summary>
public sealed class BoxFields
{
    /// <summary>The words for never.</summary>
    public const string Never = "wordsNever";

    /// <summary>A name that stands for the answer itself, where it is a text and no object.</summary>
    const string Itself = ".";

    static readonly Dictionary<string, string[]> Defaults = new(StringComparer.OrdinalIgnoreCase)
    {
        ["version"] = ["version", "wmsVersion", "pbxVersion", Itself],
        ["serial"] = ["serial", "pbxSerial", "serialNumber"],
        ["platform"] = ["platform", "model"],
        ["licensing"] = ["licensing"],
        ["licenseState"] = ["licenseState", "state", "status"],
        ["lastRenewal"] = ["lastRenewal", "lastRenewed", "renewedOn"],
        [Never] = ["never", "none", "no"],
        ["networkName"] = ["name", "hostname", "host", "pbx"],
        ["networkSerial"] = ["serial", "pbxSerial", "serialNumber"],
        ["upgradeState"] = ["state", "status", Itself],
        ["upgradeVersion"] = ["version", "availableVersion", "newVersion"],
        ["upgradeProgress"] = ["progress", "percent"],
        ["upgradeMessage"] = ["message", "reason", "error"],
        ["wordsIdle"] = ["idle", "none", "done", "finished", "complete", "completed", "uptodate", "success"],
        ["wordsChecking"] = ["checking"],
        ["wordsAvailable"] = ["available"],
        ["wordsRunning"] = ["running", "downloading", "installing", "upgrading", "inprogress", "started"],
        ["wordsReboot"] = ["reboot", "rebootrequired", "needsreboot"],
        ["wordsFailed"] = ["failed", "failure", "error"],
    };

    static readonly (string Words, UpgradeStage Stage)[] Stages =
    [
        ("wordsIdle", UpgradeStage.Idle), ("wordsChecking", UpgradeStage.Checking), ("wordsAvailable", UpgradeStage.Available),
        ("wordsRunning", UpgradeStage.Running), ("wordsReboot", UpgradeStage.RebootRequired), ("wordsFailed", UpgradeStage.Failed),
    ];

    readonly Dictionary<string, string[]> _names = new(Defaults, StringComparer.OrdinalIgnoreCase);

    BoxFields() { }

    /// <summary>The project's own names.</summary>
    public static BoxFields Default { get; } = new();

    /// <summary>What can be given other names.</summary>
    public static IReadOnlyCollection<string> Known => Defaults.Keys;

    /// <summary>The names with others in place of some.</summary>
    /// <exception cref="ValidationException">Something is named that there is not, or gets no name (FieldMapInvalid).</exception>
    public static BoxFields With(IEnumerable<KeyValuePair<string, string[]>> others)
    {
        var fields = new BoxFields();
        foreach (var other in others)
        {
            if (!Defaults.ContainsKey(other.Key))
                throw Invalid($"'{other.Key}' is nothing that is read", "Known are: " + string.Join(", ", Known) + ".");
            if (other.Value.Length == 0 || Array.Exists(other.Value, string.IsNullOrWhiteSpace))
                throw Invalid($"'{other.Key}' has a blank name", "Give the names in the order in which they are looked for.");
            fields._names[other.Key] = other.Value;
        }

        return fields;
    }

    /// <summary>The first value that an answer holds under one of the names of something; null where it holds none.</summary>
    /// <param name="answer">An object, or the text or number that it is instead.</param>
    /// <param name="what">What is looked for, one of <see cref="Known"/>.</param>
    public object? Find(object? answer, string what)
    {
        foreach (var name in _names[what])
            if ((name == Itself ? answer is IReadOnlyDictionary<string, object?> ? null : answer : At(answer, name.Split('.'))) is { } value) return value;
        return null;
    }

    /// <summary>The same as a text.</summary>
    public string? Text(object? answer, string what) => Find(answer, what) switch
    {
        null or IReadOnlyDictionary<string, object?> or System.Collections.IList => null,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var value => value.ToString()?.Trim() is { Length: > 0 } text ? text : null,
    };

    /// <summary>The stage that an answer tells.</summary>
    public UpgradeStage Stage(object? answer)
    {
        if (Text(answer, "upgradeState") is not { } text) return UpgradeStage.Unknown;
        foreach (var (words, stage) in Stages)
            if (IsOneOf(words, text)) return stage;
        return UpgradeStage.Unknown;
    }

    /// <summary>Whether a text is one of the words for something, whatever its case, blanks and dashes.</summary>
    /// <param name="words">What the words are for, one of <see cref="Known"/>.</param>
    /// <param name="text">The text.</param>
    public bool IsOneOf(string words, string text) => Array.Exists(_names[words], known => string.Equals(Bare(known), Bare(text), StringComparison.OrdinalIgnoreCase));

    static string Bare(string word) => word.Replace(" ", "").Replace("_", "").Replace("-", "");

    static object? At(object? value, string[] path)
    {
        foreach (var step in path)
        {
            if (value is not IReadOnlyDictionary<string, object?> members) return null;
            value = members.FirstOrDefault(member => string.Equals(member.Key, step, StringComparison.OrdinalIgnoreCase)).Value;
        }

        return value;
    }

    static ValidationException Invalid(string why, string action) => new("FieldMapInvalid", $"The field map can't be used: {why}.", action);
}
