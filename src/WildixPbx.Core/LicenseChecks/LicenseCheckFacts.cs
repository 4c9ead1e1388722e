using WildixPbx.Boxes;

namespace WildixPbx;

/// <summary>What is known of a PBX before its licence check is judged. What is null is not known, which is no error.</summary>
public sealed record LicenseCheckFacts
{
    /// <summary>The facts that the portal has of a PBX.</summary>
    public static LicenseCheckFacts Of(Pbx pbx) => new()
    {
        Customer = pbx.Customer,
        Pbx = pbx.Name,
        PbxId = pbx.Id,
        Serial = pbx.Serial,
        Platform = pbx.Platform,
        Model = pbx.Model,
        Licensing = pbx.Licensing,
        PbxState = pbx.State,
        WmsVersion = pbx.WmsVersion,
        LastRenewal = pbx.LastRenewal,
        Term = pbx.Term,
        ExpiresOn = pbx.ExpiresOn,
        Source = LicenseCheckSource.Portal,
    };

    /// <summary>The facts that an earlier judgement was made of, to judge them at another moment.</summary>
    public static LicenseCheckFacts Of(LicenseCheckStatus status) => new()
    {
        Customer = status.Customer,
        Contact = status.Contact,
        Pbx = status.Pbx,
        PbxId = status.PbxId,
        Serial = status.Serial,
        Platform = status.Platform,
        Model = status.Model,
        Licensing = status.Licensing,
        // Only a box that was moved to the Cloud is not applicable without being a Cloud PBX.
        PbxState = status.State is LicenseCheckState.NotApplicable && status.Platform is not WildixPbx.Platform.Cloud ? WildixPbx.PbxState.Migrated : null,
        WmsVersion = status.WmsVersion,
        LastRenewal = status.LastRenewal,
        Term = status.Term,
        ExpiresOn = status.ExpiresOn,
        // What was then no renewal in the future is none now.
        KnownOn = status.Findings.Any(finding => finding.RuleId == nameof(Rules.LicenseCheckClockSkew)) ? null : status.LastRenewal,
        Source = status.Source,
        Box = LicenseCheckBox.Of(status),
        Address = new PbxAddress { Uri = status.Uri, HostName = status.HostName, SshPort = status.SshPort, HostKeyFingerprint = status.HostKeyFingerprint },
    };

    /// <summary>The customer's name.</summary>
    public string? Customer { get; init; }

    /// <summary>Where the customer's mail goes, as it was written; none where the input does not say it.</summary>
    public string? Contact { get; init; }

    /// <summary>The name of the PBX, or what else it is called by.</summary>
    public required string Pbx { get; init; }

    /// <summary>The portal's id, <c>pbx_...</c>.</summary>
    public string? PbxId { get; init; }

    /// <summary>The serial.</summary>
    public string? Serial { get; init; }

    /// <summary>What it runs on.</summary>
    public Platform? Platform { get; init; }

    /// <summary>The portal's model: <c>WPBX-CLOUD</c> or <c>WPBX-VM/HW</c>.</summary>
    public string? Model { get; init; }

    /// <summary>Per user or per service.</summary>
    public Licensing? Licensing { get; init; }

    /// <summary>Where it stands between creation and the end of its life.</summary>
    public PbxState? PbxState { get; init; }

    /// <summary>The WMS version.</summary>
    public WmsVersion? WmsVersion { get; init; }

    /// <summary>What was written in place of a WMS version, where it can't be read as one.</summary>
    public string? UnreadableVersion { get; init; }

    /// <summary>What the PBX itself wrote in place of a platform, where it can't be read as one and nothing else says it.</summary>
    public string? UnreadablePlatform { get; init; }

    /// <summary>What the PBX itself wrote in place of per user or per service, where it can't be read as one and nothing else says it.</summary>
    public string? UnreadableLicensing { get; init; }

    /// <summary>What was written in place of the last renewal, where it can't be read as a moment.</summary>
    public string? UnreadableRenewal { get; init; }

    /// <summary>When it last renewed its licence.</summary>
    public DateTimeOffset? LastRenewal { get; init; }

    /// <summary>The billing period.</summary>
    public Term? Term { get; init; }

    /// <summary>The day the running term ends.</summary>
    public DateTimeOffset? ExpiresOn { get; init; }

    /// <summary>
    /// Until when these facts reach, by the clock of whoever has them, where that is after the moment that is judged: a
    /// renewal until then is no wrong clock. None where they are judged as of now.
    /// </summary>
    public DateTimeOffset? KnownOn { get; init; }

    /// <summary>Where all this comes from.</summary>
    public required LicenseCheckSource Source { get; init; }

    /// <summary>What the PBX itself said; none where it was not asked.</summary>
    public LicenseCheckBox? Box { get; init; }

    /// <summary>Where the PBX itself is; none where its name says it.</summary>
    public PbxAddress? Address { get; init; }

    /// <summary>Whether something that may decide is there and can't be read.</summary>
    public bool IsUnread => (UnreadablePlatform ?? UnreadableLicensing ?? UnreadableRenewal) is not null;

    /// <summary>Whether it has to renew at all, as far as is known: Cloud PBXs and those that were moved there need not.</summary>
    public bool Renews => KnownPlatform is not WildixPbx.Platform.Cloud && PbxState is not WildixPbx.PbxState.Migrated;

    /// <summary>
    /// A renewal that lies in the future, where the box or a record has one: a clock is wrong. Of a box that is trusted no
    /// further than its clock may be ahead, it is none.
    /// </summary>
    /// <param name="asOf">The moment that is judged.</param>
    public DateTimeOffset? AheadOf(DateTimeOffset asOf)
    {
        if (!Renews) return null;
        var now = NowAt(asOf);
        if (Box is { LastRenewal: { } told } box && told > now + LicenseCheckBox.ClockTolerance && !box.Disagrees.Contains("Serial")) return told;
        return IsAfter(now) ? LastRenewal : null;
    }

    /// <summary>
    /// Whether it renewed between a moment of the past and now. How it stood at that moment then can't be told: only the last
    /// renewal is on record, and not the one before.
    /// </summary>
    /// <param name="asOf">The moment that is judged.</param>
    public bool RenewedAfter(DateTimeOffset asOf) => Renews && IsAfter(asOf) && !IsAfter(NowAt(asOf));

    /// <summary>The moment from which on a renewal lies in the future: the one that is judged, or the later one until which the facts reach.</summary>
    /// <param name="asOf">The moment that is judged.</param>
    public DateTimeOffset NowAt(DateTimeOffset asOf) => KnownOn > asOf ? KnownOn.Value : asOf;

    /// <summary>What it runs on, which the model of a Cloud PBX says too.</summary>
    public Platform? KnownPlatform => Platform ?? (Model == PbxModel.Cloud ? WildixPbx.Platform.Cloud : null);

    bool IsAfter(DateTimeOffset moment) => LastRenewal > (Source == LicenseCheckSource.Box ? moment + LicenseCheckBox.ClockTolerance : moment);
}
