using WildixPbx.Portal;
using WildixPbx.Rules;

namespace WildixPbx.Sandbox.Portal;

/// <summary>Licence counts and the term of a PBX.</summary>
static class LicenseOperations
{
    /// <summary>Sets counts: increases at once, decreases by one request over all profiles that go down in a save.</summary>
    public static Outcome<LicenseOutcome> Set(ChangeScope scope, string identity, LicenseUpdate body)
    {
        var pbx = Found(scope, identity);
        if (body.Licenses.Count == 0) throw Refusal.Invalid("'licenses' names no profile.", "Name at least one profile with its count.");
        return new LicenseSave(scope, pbx, RuleArea.Licenses, pbx.Term, body.Licenses, body.MaximumFee).Run();
    }

    /// <summary>
    /// Changes the term of a PBX without licences in force, and gives it those that come along. The same term with counts
    /// is a change of licences like any other.
    /// </summary>
    public static Outcome<LicenseOutcome> SetTerm(ChangeScope scope, string identity, TermUpdate body)
        => new LicenseSave(scope, Found(scope, identity), RuleArea.Term, body.Term, body.Licenses, body.MaximumFee).Run();

    static Pbx Found(ChangeScope scope, string identity)
    {
        var pbx = Identities.Pbx(scope.Db, identity);
        scope.CheckTag(pbx.Name, pbx.ETag);
        return pbx;
    }
}
