using System.Globalization;

namespace WildixPbx.Engine.LicenseReports;

/// <summary>How states, moments and figures are called in a report for people.</summary>
static class ReportWords
{
    /// <summary>A state in words.</summary>
    public static string Of(LicenseCheckState state) => state switch
    {
        LicenseCheckState.EmergencyOnly => "Emergency calls only",
        LicenseCheckState.Grace => "Grace period",
        LicenseCheckState.NotCovered => "Not renewed (per service)",
        LicenseCheckState.Unknown => "Unknown",
        LicenseCheckState.Ok => "OK",
        _ => "Need not renew",
    };

    /// <summary>What a state means, in a few words.</summary>
    public static string Meaning(LicenseCheckState state) => state switch
    {
        LicenseCheckState.EmergencyOnly => "over 14 days without a renewal",
        LicenseCheckState.Grace => "over 48 hours without; they work on for 14 days",
        LicenseCheckState.NotCovered => "over 48 hours without; no consequence is stated",
        LicenseCheckState.Unknown => "no renewal on record, or too little known",
        LicenseCheckState.Ok => "renewed within 48 hours",
        _ => "Cloud, or moved to the Cloud",
    };

    /// <summary>The class of a state in the style sheets.</summary>
    public static string Style(LicenseCheckState state) => state switch
    {
        LicenseCheckState.EmergencyOnly => "emergency",
        LicenseCheckState.Grace => "grace",
        LicenseCheckState.NotCovered => "uncovered",
        LicenseCheckState.Unknown => "unknown",
        LicenseCheckState.Ok => "ok",
        _ => "none",
    };

    /// <summary>A moment to the minute, without saying UTC.</summary>
    public static string Minute(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A moment as files have it, to the second.</summary>
    public static string Exact(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A day.</summary>
    public static string Day(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A number with separators.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun.</summary>
    public static string Count(int count, string one, string several) => Number(count) + " " + (count == 1 ? one : several);

    /// <summary>Which moment was judged.</summary>
    public static string AsOf(ReportFigures figures) => figures.AsOf is not { } asOf ? "No PBX was judged"
        : Minute(asOf.First) == Minute(asOf.Last) ? $"As of {Minute(asOf.Last)} UTC"
        : $"As of {Minute(asOf.First)} to {Minute(asOf.Last)} UTC";

    /// <summary>What came of asking the PBXs themselves; none where none was asked.</summary>
    public static string? Boxes(ReportFigures figures)
    {
        if (figures.BoxesAsked == 0) return null;
        var silent = figures.BoxesSilent == 0 ? "All answered" : $"{Number(figures.BoxesSilent)} did not answer and {(figures.BoxesSilent == 1 ? "is" : "are")} judged by what else is known";
        var disagree = figures.BoxesDisagree == 0 ? figures.BoxesWithoutRenewal > 0 ? "no other says otherwise" : "none says otherwise" : $"{Number(figures.BoxesDisagree)} {(figures.BoxesDisagree == 1 ? "says" : "say")} otherwise";
        if (figures.BoxesWithoutRenewal > 0) silent += $"; {Number(figures.BoxesWithoutRenewal)} told no renewal";
        return $"{Count(figures.BoxesAsked, "PBX was", "PBXs were")} asked directly. {silent}; {disagree}.";
    }

    /// <summary>What is marked of what PBXs say themselves, the most important first.</summary>
    public static IReadOnlyList<string> BoxMarks { get; } = ["the box says otherwise", "the box did not answer", "the box told no renewal"];

    /// <summary>Which of the marks a PBX has, a bit each in their order; 0 where it agrees or was not asked.</summary>
    public static int MarksOf(LicenseCheckStatus status)
        => (status.Disagrees.Count > 0 ? 1 : 0) | (status.BoxAnswer == LicenseCheckBoxAnswer.NotTold ? 2 : 0) | (status.BoxAnswer == LicenseCheckBoxAnswer.ToldNoRenewal ? 4 : 0);

    /// <summary>The marks of what the PBX itself said.</summary>
    public static IEnumerable<string> MarkedOf(LicenseCheckStatus status)
    {
        var marks = MarksOf(status);
        return marks == 0 ? [] : BoxMarks.Where((_, place) => (marks & (1 << place)) != 0);
    }

    /// <summary>The most important of these marks; none where it agrees or was not asked.</summary>
    public static string? Box(LicenseCheckStatus status) => MarkedOf(status).FirstOrDefault();

    /// <summary>The one sentence that counts.</summary>
    public static string Headline(ReportFigures figures)
    {
        if (figures.Total == 0) return "There is no PBX in this report.";
        if (figures.NeedAction == 0) return AllWell(figures.Total, figures.Total - figures.In(LicenseCheckState.NotApplicable));
        var parts = new List<string>();
        if (figures.In(LicenseCheckState.EmergencyOnly) is > 0 and var down) parts.Add($"{Count(down, "PBX makes", "PBXs make")} emergency calls only");
        if (figures.In(LicenseCheckState.Grace) is > 0 and var grace) parts.Add($"{Count(grace, "PBX", "PBXs")} will, unless {(grace == 1 ? "it renews" : "they renew")} in time");
        var rest = figures.NeedAction - figures.In(LicenseCheckState.EmergencyOnly) - figures.In(LicenseCheckState.Grace);
        if (rest > 0) parts.Add($"{Count(rest, "PBX", "PBXs")} {(rest == 1 ? "needs" : "need")} a look");
        if (parts.Count == 1 && figures.In(LicenseCheckState.Grace) > 0 && rest <= 0) return $"{Count(figures.In(LicenseCheckState.Grace), "PBX will make", "PBXs will make")} emergency calls only, unless {(figures.In(LicenseCheckState.Grace) == 1 ? "it renews" : "they renew")} in time.";
        return parts.Count switch
        {
            1 => parts[0] + ".",
            2 => $"{parts[0]}, and {parts[1]}.",
            _ => $"{parts[0]}, {parts[1]}, and {parts[2]}.",
        };
    }

    // A report may be of a part of the estate, so it speaks of its own PBXs only, and says how many they are.
    static string AllWell(int total, int renewing)
    {
        const string nothing = " Nothing needs to be done";
        if (total == 1) return $"The only PBX of this report {(renewing == 1 ? "renewed its licence" : "need not renew its licence")}.{nothing} for it.";
        if (renewing == 0) return $"None of the {Number(total)} PBXs of this report has to renew its licence.{nothing} for them.";
        if (renewing == total) return $"All {Number(total)} PBXs of this report renewed their licence.{nothing} for them.";
        var those = renewing == 1 ? "the only one that has to renew its licence did so" : $"all {Number(renewing)} that have to renew their licence did so";
        return $"Of the {Number(total)} PBXs of this report, {those}.{nothing} for any of them.";
    }

    /// <summary>The last renewal of a PBX, with the days since.</summary>
    public static string Renewal(LicenseCheckStatus status)
        => status.LastRenewal is not { } renewal ? "none on record" : Age(status) is { Length: > 0 } age ? $"{Minute(renewal)} ({age})" : Minute(renewal);

    /// <summary>The days since the last renewal; nothing where they are not known.</summary>
    public static string Age(LicenseCheckStatus status) => status.DaysSince is not { } days ? "" : status.LastRenewal > status.AsOf ? "in the future" : days == 0 ? "within a day" : days == 1 ? "1 day ago" : Number(days) + " days ago";

    /// <summary>How a PBX is licensed, as the guide writes it.</summary>
    public static string? Of(Licensing? licensing) => licensing switch { Licensing.PerUser => "Per User", Licensing.PerService => "Per Service", _ => null };

    /// <summary>A term as people write it.</summary>
    public static string? Of(Term? term) => term switch { Term.FiveYears => "5 years", null => null, { } other => other.ToString() };
}
