using System.Text.Json;
using WildixPbx.Portal;
using WildixPbx.Rules;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Portal;

/// <summary>What a sandbox's boxes are and do: set by hand, since there are none.</summary>
static class BoxOperations
{
    static readonly TimeSpan RenewsEvery = TimeSpan.FromHours(24);

    public static Outcome<Pbx> Set(ChangeScope scope, string identity, SandboxPbxUpdate body)
    {
        var found = Identities.Pbx(scope.Db, identity);
        scope.CheckTag(found.Name, found.ETag);
        BoxChecks.Check(found, body);
        var pbx = Renewals.BringUpToDate(scope.Db, found, scope.Now);
        var box = BoxTable.Get(scope.Db, pbx.Id);
        var activates = body.Activated == true && pbx.State == PbxState.Created;
        var isOnline = IsOnline(scope, pbx, box, body, activates);
        var wish = pbx with
        {
            State = activates ? PbxState.Active : pbx.State,
            WmsVersion = body.WmsVersion ?? pbx.WmsVersion,
            LastRenewal = body.LastRenewal is { } moment ? Whole(moment) : activates || isOnline && !box.Online ? scope.Now : pbx.LastRenewal,
        };
        if (body.Serial is { } serial) wish = BoxSerials.Replace(scope.Db, wish, serial.Trim());
        var facts = new BoxFacts(isOnline, body.Database?.Trim() ?? box.Database, body.DatabaseBytes ?? box.DatabaseBytes, Users(scope, body) ?? box.AssignedUsers);
        return Put(scope, pbx, wish, box, facts, activates);
    }

    static Outcome<Pbx> Put(ChangeScope scope, Pbx pbx, Pbx wish, BoxFacts box, BoxFacts facts, bool activates)
    {
        var after = pbx;
        if (wish != pbx)
        {
            after = Tables.Pbxs.Update(scope.Db, pbx, wish);
            if (after.Serial != pbx.Serial) BoxSerials.Keep(scope.Db, pbx, after);
            scope.Record(after.Serial != pbx.Serial ? "SerialReplaced" : activates ? "PbxActivated" : "BoxChanged", Subject.Of(after), pbx, after);
        }

        if (facts != box || wish != pbx) BoxTable.Put(scope.Db, pbx.Id, facts);
        if (facts.Online != box.Online || after.LastRenewal != pbx.LastRenewal) Renewals.Schedule(scope.Db, after, facts.Online, scope.Now);
        var change = new Change<Pbx>
        {
            Resource = after,
            Changed = wish != pbx || facts != box,
            EffectiveOn = scope.Now,
            ReportMistakeBy = activates ? scope.ReportMistakeBy : null,
            Findings = activates ? Activation(scope, after) : [],
        };
        return new(change, after.ETag);
    }

    // A box that is online renews every day. One whose last renewal is set further back was cut off since then.
    static bool IsOnline(ChangeScope scope, Pbx pbx, BoxFacts box, SandboxPbxUpdate body, bool activates)
    {
        var isOnline = body.Online ?? (activates || box.Online);
        if (body.Online == true && !activates && pbx.State != PbxState.Active)
            throw Refusal.Invalid($"'{pbx.Name}' is {pbx.State}; only an active PBX renews.", "Activate it in the same change: 'activated' true.");
        if (!isOnline || body.LastRenewal is not { } moment || scope.Now - moment <= RenewsEvery) return isOnline;
        return body.Online is null ? false : throw Refusal.Invalid("'online' is true and 'lastRenewal' is more than a day ago.", "A box that is online renews every day: leave one of the two out.");
    }

    static string? Users(ChangeScope scope, SandboxPbxUpdate body)
        => body.AssignedUsers is { } users ? JsonSerializer.Serialize(Verdict.Spelled(users, scope.Setup.Prices), WireJson.Options) : null;

    static DateTimeOffset Whole(DateTimeOffset moment) => DateTimeOffset.FromUnixTimeMilliseconds(moment.ToUnixTimeMilliseconds());

    static IReadOnlyList<Finding> Activation(ChangeScope scope, Pbx pbx) => Verdict.Of(["MistakeReportWindow"], new Proposal
    {
        Operation = RuleArea.Activation,
        Subject = pbx.Name,
        Now = scope.PortalNow,
        TimeZone = scope.Setup.TimeZone,
        RuleSet = scope.Setup.RuleSet,
        Pbx = pbx,
        Platform = pbx.Platform,
    });
}
