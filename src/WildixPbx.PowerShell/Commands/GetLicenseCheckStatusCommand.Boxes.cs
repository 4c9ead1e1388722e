using System.Management.Automation;
using WildixPbx.Binding;
using WildixPbx.Boxes;

namespace WildixPbx.Commands;

/// <content>What the PBXs themselves say, where they are asked.</content>
public sealed partial class GetLicenseCheckStatusCommand
{
    [Parameter]
    public SwitchParameter FromBox { get; set; }

    private protected override bool AsksBoxes => FromBox;

    /// <summary>Judges a PBX, after asking it where that is wanted. One that does not answer is an error, and is judged by what else is known.</summary>
    /// <param name="facts">What is known without asking it.</param>
    /// <param name="asOf">The moment that is judged.</param>
    /// <param name="pbx">The PBX at the portal, where it comes from there.</param>
    Task JudgeAsync(LicenseCheckFacts facts, DateTimeOffset asOf, Pbx? pbx)
    {
        if (!_isListing && BoxAddress.Of(Identity) is { } address) facts = facts with { Address = address };
        if (!_isListing && pbx is not null && facts.Contact is null && Identity?.Given is PSObject { BaseObject: PSCustomObject } row) facts = facts with { Contact = _rows.ContactOf(row) }; // the portal's answer has none
        if (_asOf is not null) facts = KnownNow(facts);
        else if (FromBox) facts = facts with { KnownOn = null };
        if (FromBox && facts.Renews) return AskAsync(facts, asOf, pbx);
        Write(facts, asOf, _isListing ? null : BoxOrigins.Of(Identity));
        return Task.CompletedTask;
    }

    Task JudgeAsync(PbxInfo info)
    {
        var asOf = _asOf ?? DateTimeOffset.UtcNow;
        var facts = new LicenseCheckFacts { Pbx = info.Name, Source = LicenseCheckSource.Box, Address = BoxAddress.Of(Identity) };
        Write(LicenseCheckBox.Of(info).Complete(KnownNow(facts), asOf), asOf, BoxOrigins.Of(Identity));
        return Task.CompletedTask;
    }

    // With -AsOf another moment is judged than the one until which a portal, a file or a box knows of renewals.
    LicenseCheckFacts KnownNow(LicenseCheckFacts facts)
    {
        var now = _portalNow ?? DateTimeOffset.UtcNow;
        return facts.KnownOn > now ? facts : facts with { KnownOn = now };
    }

    async Task AskAsync(LicenseCheckFacts facts, DateTimeOffset asOf, Pbx? pbx)
    {
        var origin = _isListing ? null : BoxOrigins.Of(Identity);
        BoxSettings settings;
        try { settings = SettingsOf(BoxOf(pbx)); }
        catch (WildixPbxException e)
        {
            WriteBoxError(e, InputIndex, _isListing ? pbx : Identity?.Given);
            WriteSilent(e);
            return;
        }

        // Where it was asked is the address of its REST interface, however that was written.
        if (facts.Address is { } address) facts = facts with { Address = address with { Uri = settings.Uri, HostName = null } };
        origin = new BoxOrigin(settings, origin?.Simulator);
        await StartAsync(
            settings,
            async box =>
            {
                var info = await WithinTimeAsync(box, call => box.Box.GetInfoAsync(PbxInfoParts.License, call));
                Write(LicenseCheckBox.Of(info).Complete(facts, asOf), asOf, origin);
            },
            WriteSilent,
            about: _isListing ? pbx : null);

        void WriteSilent(WildixPbxException e) => Write(LicenseCheckBox.Silent(e.Message).Complete(facts, asOf), asOf, origin);
    }

    // A PBX that the portal knows is under its name there, unless the input says where it is.
    BoxIdentity? BoxOf(Pbx? pbx) => pbx is null || Identity is { HasAddress: true } ? Identity : new BoxIdentity(pbx.Name, pbx);
}
