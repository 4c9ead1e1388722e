using System.Globalization;

namespace WildixPbx;

/// <summary>What a PBX itself said of its licence check, or why it said nothing.</summary>
public sealed record LicenseCheckBox
{
    /// <summary>How far apart two records of one renewal may be. Ours: a renewal is daily, and each side writes down its own moment.</summary>
    public static TimeSpan SameRenewal { get; } = TimeSpan.FromHours(1);

    /// <summary>How far a box's clock may be ahead. Ours.</summary>
    public static TimeSpan ClockTolerance { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether it answered.</summary>
    public required LicenseCheckBoxAnswer Answer { get; init; }

    /// <summary>Why it told nothing, or not all.</summary>
    public string? Problem { get; init; }

    /// <summary>Its serial.</summary>
    public string? Serial { get; init; }

    /// <summary>What it runs on.</summary>
    public Platform? Platform { get; init; }

    /// <summary>Per user or per service.</summary>
    public Licensing? Licensing { get; init; }

    /// <summary>Its WMS version.</summary>
    public WmsVersion? WmsVersion { get; init; }

    /// <summary>What its answer holds for the version, where it can't be read as one.</summary>
    public string? UnreadableVersion { get; init; }

    /// <summary>What its answer holds for the platform, where it can't be read as one.</summary>
    public string? UnreadablePlatform { get; init; }

    /// <summary>What its answer holds for per user or per service, where it can't be read as one.</summary>
    public string? UnreadableLicensing { get; init; }

    /// <summary>The state of the licence in its own word.</summary>
    public string? State { get; init; }

    /// <summary>When it last renewed its licence.</summary>
    public DateTimeOffset? LastRenewal { get; init; }

    /// <summary>What its answer holds for that, as it came.</summary>
    public string? LastRenewalText { get; init; }

    /// <summary>Whether it says that it never renewed.</summary>
    public bool HasNeverRenewed { get; init; }

    /// <summary>Its answer about the licence as it came.</summary>
    public IReadOnlyDictionary<string, object?>? License { get; init; }

    /// <summary>In what it and what else is known disagree.</summary>
    public IReadOnlyList<string> Disagrees { get; init; } = [];

    /// <summary>The same with both values.</summary>
    public string Disagreement { get; init; } = "";

    /// <summary>What a box has told.</summary>
    public static LicenseCheckBox Of(PbxInfo info) => new()
    {
        Answer = LicenseCheckBoxAnswer.Told,
        Problem = info.Unavailable.Count > 0 ? string.Join(" ", info.Unavailable) : null,
        Serial = info.Serial,
        Platform = info.Platform,
        Licensing = info.Licensing,
        WmsVersion = info.WmsVersion,
        UnreadableVersion = info.WmsVersion is null ? info.WmsVersionText : null,
        // The portal's model of both others says truly that it is no Cloud PBX, and not which of them.
        UnreadablePlatform = info.Platform is null && !string.Equals(info.PlatformText, PbxModel.VirtualOrHardware, StringComparison.OrdinalIgnoreCase) ? info.PlatformText : null,
        UnreadableLicensing = info.Licensing is null ? info.LicensingText : null,
        State = info.LicenseState,
        LastRenewal = info.LastRenewal,
        LastRenewalText = info.LastRenewalText,
        HasNeverRenewed = info.HasNeverRenewed,
        License = info.License,
    };

    /// <summary>A box that told nothing.</summary>
    public static LicenseCheckBox Silent(string problem) => new() { Answer = LicenseCheckBoxAnswer.NotTold, Problem = problem };

    /// <summary>What a box had told when something was judged; none where it was not asked.</summary>
    public static LicenseCheckBox? Of(LicenseCheckStatus status) => status.BoxAnswer == LicenseCheckBoxAnswer.NotAsked ? null : new()
    {
        Answer = status.BoxAnswer,
        Problem = status.BoxProblem,
        Serial = status.BoxSerial,
        Platform = status.BoxPlatform,
        Licensing = status.BoxLicensing,
        WmsVersion = status.BoxWmsVersion,
        State = status.BoxState,
        LastRenewal = status.BoxLastRenewal,
        License = status.BoxLicense,
        Disagrees = status.Disagrees,
        Disagreement = status.Disagreement,
    };

    /// <summary>
    /// Puts what is known and what the box said together. The box knows which version it runs, and counts its days by its
    /// own renewal; so these are the box's where it tells them, unless the renewal lies in the future, which is a clock that
    /// is wrong, or another serial answers, which is another box. Platform and licensing are what was bought: the box only
    /// fills them in. That it never renewed is worth a look where a renewal is known, and no moment that days can be counted by.
    /// </summary>
    /// <param name="facts">What is known without the box.</param>
    /// <param name="asOf">The moment that is judged.</param>
    public LicenseCheckFacts Complete(LicenseCheckFacts facts, DateTimeOffset asOf)
    {
        if (Answer is not (LicenseCheckBoxAnswer.Told or LicenseCheckBoxAnswer.ToldNoRenewal)) return facts with { Box = this };
        var differences = new Differences(facts.Source == LicenseCheckSource.Portal ? "portal" : facts.Source == LicenseCheckSource.Csv ? "row" : "before");
        differences.Note("Serial", facts.Serial, Serial, StringComparer.OrdinalIgnoreCase.Equals(facts.Serial?.Trim(), Serial?.Trim()));
        if (differences.Words.Count > 0) return facts with { Box = differences.In(this with { Problem = WithUnreadable(Problem) }) };

        var counts = IsTrusted(facts.LastRenewal, facts.NowAt(asOf));
        var known = facts with
        {
            Serial = facts.Serial ?? Serial,
            Platform = facts.KnownPlatform ?? Platform,
            Licensing = facts.Licensing ?? Licensing,
            WmsVersion = WmsVersion ?? facts.WmsVersion,
            UnreadableVersion = WmsVersion is null ? facts.UnreadableVersion ?? UnreadableVersion : null,
            UnreadablePlatform = UnreadablePlatform,
            UnreadableLicensing = UnreadableLicensing,
            LastRenewal = counts ? LastRenewal : facts.LastRenewal,
            Source = counts ? LicenseCheckSource.Box : facts.Source,
        };
        differences.Note("Platform", facts.KnownPlatform?.ToString(), Platform?.ToString(), facts.KnownPlatform == Platform);
        differences.Note("Licensing", facts.Licensing?.ToString(), Licensing?.ToString(), facts.Licensing == Licensing);
        differences.Note("WmsVersion", facts.WmsVersion?.ToString(), WmsVersion?.ToString(), facts.WmsVersion == WmsVersion);

        // A portal without a renewal says that there was none; a blank cell says nothing.
        var recorded = facts.LastRenewal is null && facts.Source == LicenseCheckSource.Portal ? "none" : Text(facts.LastRenewal);
        var own = HasNeverRenewed && known.Renews ? "none" : Text(LastRenewal);
        differences.Note("LastRenewal", recorded, own, recorded == own || (facts.LastRenewal is { } renewal && LastRenewal is { } told && (renewal - told).Duration() <= SameRenewal));
        if (differences.Words.Contains("LastRenewal"))
        {
            var before = StateOf(known with { LastRenewal = facts.LastRenewal, Source = facts.Source }, asOf);
            var now = StateOf(known with { LastRenewal = LastRenewal, Source = LicenseCheckSource.Box }, asOf);
            differences.Note("State", before, now, before == now);
        }

        var box = differences.In(this);
        if (LastRenewal is null && !HasNeverRenewed && known.Renews) box = box with { Answer = LicenseCheckBoxAnswer.ToldNoRenewal, Problem = Problem ?? WhyNone };
        return known with { Box = box with { Problem = WithUnreadable(box.Problem) } };
    }

    // Said beside whatever else is wrong, since it may be what the portal or the row has, too, and then nothing else shows it.
    string? WithUnreadable(string? problem)
    {
        (string What, string? Text)[] all = [("WMS version", UnreadableVersion), ("platform", UnreadablePlatform), ("licensing", UnreadableLicensing)];
        string[] unreadable = [.. all.Where(part => part.Text is not null).Select(part => $"no {part.What} ('{part.Text}')")];
        if (unreadable.Length == 0) return problem;
        var said = $"its answer has {string.Join(" and ", unreadable)} that can be read.";
        return problem is null ? said : $"{problem} Besides, {said}";
    }

    string WhyNone => LastRenewalText is null ? "its answer has no last renewal." : $"its answer has no last renewal that can be read: '{LastRenewalText}'.";

    bool IsTrusted(DateTimeOffset? recorded, DateTimeOffset now) => LastRenewal is { } told && (recorded is null || told <= now + ClockTolerance || recorded > now + ClockTolerance);

    // A renewal after the moment that is judged says nothing of it.
    static string? StateOf(LicenseCheckFacts facts, DateTimeOffset asOf) => facts.RenewedAfter(asOf) ? null : LicenseCheck.StateOf(facts, asOf).ToString();

    static string? Text(DateTimeOffset? moment) => moment is { } value ? value.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) : null;

    /// <summary>What was found to differ.</summary>
    sealed class Differences(string other)
    {
        readonly List<string> _texts = [];

        public List<string> Words { get; } = [];

        // What one of them does not say is no difference.
        public void Note(string word, string? recorded, string? told, bool isSame)
        {
            if (isSame || string.IsNullOrWhiteSpace(recorded) || string.IsNullOrWhiteSpace(told)) return;
            Words.Add(word);
            _texts.Add($"{word} {told} on the box, {recorded} {(other == "before" ? other : $"in the {other}")}");
        }

        public LicenseCheckBox In(LicenseCheckBox box) => box with { Disagrees = Words, Disagreement = string.Join("; ", _texts) };
    }
}
