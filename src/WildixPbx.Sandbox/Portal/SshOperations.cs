using WildixPbx.Portal;
using WildixPbx.Rules;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Portal;

/// <summary>Port 2222 of Cloud PBXs: opened, until it is shut or for a time.</summary>
static class SshOperations
{
    public static Outcome<Pbx> Set(ChangeScope scope, string identity, SshUpdate body)
    {
        var pbx = Identities.PbxToChange(scope, identity);
        CheckDuration(body);
        var findings = RuleCatalog.Check(new Proposal
        {
            Operation = RuleArea.Ssh,
            Subject = pbx.Name,
            Now = scope.PortalNow,
            TimeZone = scope.Setup.TimeZone,
            RuleSet = scope.Setup.RuleSet,
            Pbx = pbx,
            Platform = pbx.Platform,
        });
        var wish = body.Open ? Open(scope, pbx, body.DurationSeconds) : pbx with { SshOpenedOn = null, SshOpenUntil = null };
        if (Verdict.Refuses(findings, scope) || wish == pbx)
            return new(new() { Resource = pbx, Changed = false, Findings = findings }, pbx.ETag);

        var after = Tables.Pbxs.Update(scope.Db, pbx, wish);
        scope.Record(body.Open ? "SshOpened" : "SshClosed", Subject.Of(after), pbx, after);
        return new(new() { Resource = after, Changed = true, EffectiveOn = scope.Now, Findings = findings }, after.ETag);
    }

    /// <summary>Shuts a port whose time is over.</summary>
    public static void ShutDue(ChangeScope scope, Pbx pbx)
    {
        var after = Tables.Pbxs.Update(scope.Db, pbx, pbx with { SshOpenedOn = null, SshOpenUntil = null });
        scope.Record("SshClosed", Subject.Of(after), pbx, after);
    }

    // What is open stays open since it was opened; a duration counts from now, also where there was a deadline before.
    static Pbx Open(ChangeScope scope, Pbx pbx, long? seconds)
    {
        var isOpen = pbx.IsSshOpen(scope.Now);
        return pbx with
        {
            SshOpenedOn = isOpen ? pbx.SshOpenedOn : scope.Now,
            SshOpenUntil = seconds is { } duration ? scope.Now.AddSeconds(duration) : isOpen ? pbx.SshOpenUntil : null,
        };
    }

    static void CheckDuration(SshUpdate body)
    {
        if (body.DurationSeconds is not { } seconds) return;
        if (!body.Open) throw Refusal.Invalid("'durationSeconds' is given, but the port is to be shut.", "Leave it out, or open the port.");
        if (seconds < SshAccess.ShortestDuration.TotalSeconds || seconds > SshAccess.LongestDuration.TotalSeconds)
            throw Refusal.Invalid(FormattableString.Invariant($"'durationSeconds' is {seconds}."), FormattableString.Invariant($"Give a whole number from {SshAccess.ShortestDuration.TotalSeconds:0} to {SshAccess.LongestDuration.TotalSeconds:0}."));
    }
}
