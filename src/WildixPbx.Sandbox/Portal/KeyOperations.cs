using System.Security.Cryptography;
using System.Text;
using WildixPbx.Rules;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Portal;

/// <summary>
/// Keys that activate Virtual and Hardware PBXs. A key is made anew from a secret of the portal each time it is asked for, so
/// that it stands in no table, trail or log. Its form is ours.
/// </summary>
static class KeyOperations
{
    const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const int Groups = 5;
    const int GroupLength = 5;

    public static PbxKey Get(DbSession db, string identity, PortalSetup setup)
    {
        var pbx = Identities.Pbx(db, identity);
        Finding[] findings = [.. RuleCatalog.Get("KeyNotForCloud").Check(new Proposal
        {
            Operation = RuleArea.Activation,
            Subject = pbx.Name,
            Now = TimeZoneInfo.ConvertTime(setup.Now, setup.TimeZone),
            RuleSet = setup.RuleSet,
            Pbx = pbx,
            Platform = pbx.Platform,
        })];
        if (findings.Length > 0) throw Refusal.Broken(findings);
        if (pbx.State == PbxState.Migrated) throw Refusal.Migrated(pbx);
        return new PbxKey { PbxId = pbx.Id, Pbx = pbx.Name, Serial = pbx.Serial, Key = Of(db, pbx.Id) };
    }

    /// <summary>The key of a PBX, whoever wants it.</summary>
    public static string Of(DbSession db, string pbxId)
    {
        var secret = Convert.FromHexString(Meta.Get(db, Meta.KeySecret)!);
        var hash = HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(pbxId));
        return string.Join('-', Enumerable.Range(0, Groups).Select(group
            => string.Concat(hash.Skip(group * GroupLength).Take(GroupLength).Select(one => Letters[one % Letters.Length]))));
    }
}
