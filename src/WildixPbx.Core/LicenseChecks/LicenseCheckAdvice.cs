namespace WildixPbx;

/// <summary>What to do about a PBX in the licence check, in words.</summary>
static class LicenseCheckAdvice
{
    const string Nothing = "Nothing.";

    public static string For(
        LicenseCheckFacts facts, Platform? platform, LicenseCheckState state, string? server, DateTimeOffset? emergencyOn, DateTimeOffset asOf)
    {
        var advice = OfState(facts, platform, state, server, emergencyOn, asOf);
        if (facts.Box is { Answer: LicenseCheckBoxAnswer.NotTold }) return advice + " The box itself did not answer.";
        if (facts.Box is { Answer: LicenseCheckBoxAnswer.ToldNoRenewal, Problem: var problem }) advice = $"{(advice == Nothing ? "" : advice + " ")}The box itself confirms nothing: {problem}";
        if (facts.Box is not { Disagrees.Count: > 0 } box) return advice;
        var other = box.Disagrees.Contains("Serial") ? $"Check the address: another box answers there ({box.Disagreement})." : $"See why they disagree: {box.Disagreement}.";
        return advice == Nothing ? other : advice + " " + other;
    }

    static string OfState(
        LicenseCheckFacts facts, Platform? platform, LicenseCheckState state, string? server, DateTimeOffset? emergencyOn, DateTimeOffset asOf)
    {
        var advice = state switch
        {
            LicenseCheckState.NotApplicable => platform is Platform.Cloud ? "Nothing: a Cloud PBX need not renew." : "Nothing: it was moved to the Cloud.",
            LicenseCheckState.Unknown => ForUnknown(facts, platform, server, asOf),
            LicenseCheckState.Ok => facts.AheadOf(asOf) is not null ? $"Check {(facts.Source == LicenseCheckSource.Csv ? "the clock of the box and the time zone of the file" : "the clocks of the box and the portal")}: the last renewal lies in the future." : Nothing,
            LicenseCheckState.Grace => FormattableString.Invariant(
                $"Connect the PBX to the Internet again: it must reach {Reach(server)} by {emergencyOn?.UtcDateTime:yyyy-MM-dd HH:mm} UTC."),
            LicenseCheckState.EmergencyOnly => $"Connect the PBX to the Internet again, now: it must reach {Reach(server)}. Until then it makes one call only, for emergencies.",
            _ => $"Connect the PBX to the Internet again: it must reach {Reach(server)}. The guide states no consequence for Per Service.",
        };
        return state is LicenseCheckState.NotApplicable || server is not null ? advice : advice + " " + AboutVersion(facts);
    }

    static string ForUnknown(LicenseCheckFacts facts, Platform? platform, string? server, DateTimeOffset asOf)
        => platform is null ? $"Say what it runs on: the platform {(facts.UnreadablePlatform is { } text ? $"'{text}' can't be read" : "is not known")}."
            : facts.RenewedAfter(asOf) ? FormattableString.Invariant(
                $"Judge a later moment: it renewed after this one, on {facts.LastRenewal?.UtcDateTime:yyyy-MM-dd HH:mm} UTC. How it stood before can't be told, since only the last renewal is on record.")
            : facts.LastRenewal is not null ? $"Say how it is licensed: {(facts.UnreadableLicensing is { } word ? $"'{word}' is neither Per User nor Per Service" : "Per User or Per Service is not known")}, and it has not renewed for over 48 hours."
            : facts.UnreadableRenewal is { } moment ? $"Correct its last renewal in the input: '{moment}' can't be read."
            : facts.PbxState is PbxState.Created ? "Activate it on the box, with its key: it has never renewed."
            : $"See on the box whether it reaches {Reach(server)}: no renewal is on record.";

    static string Reach(string? server) => server is null ? "its license server, port 443" : FormattableString.Invariant($"{server}:{LicenseServer.Port}");

    static string AboutVersion(LicenseCheckFacts facts)
        => (facts.UnreadableVersion is { } text ? $"The WMS version '{text}' can't be read" : "The WMS version is not known")
            + $": below 3.86 the server is {LicenseServer.Older}, from 3.86 {LicenseServer.Newer}.";
}
