namespace WildixPbx.LicenseReports;

/// <summary>Which PBXs of a licence check need something done, and which first.</summary>
public static class LicenseCheckUrgency
{
    /// <summary>Whether something has to be done: there is a reason.</summary>
    public static bool NeedsAction(this LicenseCheckStatus status) => status.Reasons().Any();

    /// <summary>
    /// Why something has to be done, a word each: it stands badly, a rule has something to say of it, the PBX itself says
    /// otherwise, or it was asked and confirmed nothing. The words stay the same while days pass and values change.
    /// </summary>
    public static IEnumerable<string> Reasons(this LicenseCheckStatus status)
    {
        if (status.State is not (LicenseCheckState.Ok or LicenseCheckState.NotApplicable)) yield return status.State.ToString();
        foreach (var finding in status.Findings) yield return finding.RuleId;
        foreach (var property in status.Disagrees) yield return "Disagrees:" + property;
        if (status.BoxAnswer is LicenseCheckBoxAnswer.NotTold or LicenseCheckBoxAnswer.ToldNoRenewal) yield return status.BoxAnswer.ToString();
    }

    /// <summary>The order in which states are shown: the worst is first.</summary>
    public static IReadOnlyList<LicenseCheckState> States { get; } =
    [
        LicenseCheckState.EmergencyOnly, LicenseCheckState.Grace, LicenseCheckState.NotCovered,
        LicenseCheckState.Unknown, LicenseCheckState.Ok, LicenseCheckState.NotApplicable,
    ];

    /// <summary>Compares by urgency: the state, then who falls (or fell) first, then the oldest renewal, then customer and name.</summary>
    public static int Compare(LicenseCheckStatus one, LicenseCheckStatus other)
    {
        var order = RankOf(one.State).CompareTo(RankOf(other.State));
        if (order == 0) order = (one.EmergencyOn ?? DateTimeOffset.MaxValue).CompareTo(other.EmergencyOn ?? DateTimeOffset.MaxValue);
        if (order == 0) order = (one.LastRenewal ?? DateTimeOffset.MaxValue).CompareTo(other.LastRenewal ?? DateTimeOffset.MaxValue);
        if (order == 0) order = string.CompareOrdinal(one.Customer, other.Customer);
        return order != 0 ? order : string.CompareOrdinal(one.Pbx, other.Pbx);
    }

    static int RankOf(LicenseCheckState state) => state switch
    {
        LicenseCheckState.EmergencyOnly => 0,
        LicenseCheckState.Grace => 1,
        LicenseCheckState.NotCovered => 2,
        LicenseCheckState.Unknown => 3,
        LicenseCheckState.Ok => 4,
        _ => 5,
    };
}
