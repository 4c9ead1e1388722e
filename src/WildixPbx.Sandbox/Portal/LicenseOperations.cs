using WildixPbx.Portal;
using WildixPbx.Rules;

namespace WildixPbx.Sandbox.Portal;

/// <summary>Licence counts and the term of a PBX.</summary>
static class LicenseOperations
{
    /// <summary>Sets counts: increases at once, decreases by one request over all profiles that go down in a save.</summary>
    public static Outcome<LicenseOutcome> Set(ChangeScope scope, string identity, LicenseUpdate body)
    {
        var pbx = Identities.PbxToChange(scope, identity);
        if (body.Licenses.Count == 0) throw Refusal.Invalid("'licenses' names no profile.", "Name at least one profile with its count.");
        return new LicenseSave(scope, pbx, RuleArea.Licenses, pbx.Term, body.Licenses, body.MaximumFee).Run();
    }

    /// <summary>
    /// Changes the term of a PBX without licences in force, and gives it those that come along. The same term with counts
    /// is a change of licences like any other.
    /// </summary>
    public static Outcome<LicenseOutcome> SetTerm(ChangeScope scope, string identity, TermUpdate body)
        => new LicenseSave(scope, Identities.PbxToChange(scope, identity), RuleArea.Term, body.Term, body.Licenses, body.MaximumFee).Run();
}
