using System.Text.Json;
using WildixPbx.Portal;
using WildixPbx.Rules;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Portal;

/// <summary>
/// A save of counts, with the term that they are for: what the guide does in one dialogue. It is judged, made and answered
/// in the same way whether the term changes or not.
/// </summary>
sealed class LicenseSave
{
    readonly ChangeScope _scope;
    readonly Pbx _pbx;
    readonly Dictionary<string, PendingCount> _pending;
    readonly Proposal _proposal;
    readonly Dictionary<string, CountChange> _moves;

    public LicenseSave(ChangeScope scope, Pbx pbx, RuleArea operation, Term term, LicenseCounts asked, decimal? maximumFee)
    {
        (_scope, _pbx, _pending) = (scope, pbx, Pending(scope.Db, pbx.Id));
        var counts = Verdict.Spelled(asked, scope.Setup.Prices);
        _proposal = new Proposal
        {
            Operation = operation,
            Subject = pbx.Name,
            Now = scope.PortalNow,
            TimeZone = scope.Setup.TimeZone,
            RuleSet = scope.Setup.RuleSet,
            Pbx = pbx,
            Platform = pbx.Platform,
            Term = term,
            Counts = counts,
            Fee = new Money(counts.Sum(count => FeeOf(term, count.Key, count.Value).Amount), scope.Setup.Prices.List.Currency),
            MaximumFee = maximumFee,
            Profiles = scope.Setup.Prices.ProfileNames,
            OtherLicensedPbx = PbxOperations.OtherLicensed(scope.Db, pbx.CustomerId, pbx.Id),
            PendingCounts = new LicenseCounts(_pending.Select(count => KeyValuePair.Create(count.Key, count.Value.Count))),
            AssignedUsers = counts.Any(count => count.Value < pbx.Licenses.Of(count.Key)) ? Assigned(scope.Db, pbx.Id) : null,
        };
        _moves = _proposal.CountChanges.ToDictionary(change => change.Profile, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Checks it, makes it and answers.</summary>
    public Outcome<LicenseOutcome> Run()
    {
        var findings = RuleCatalog.Check(_proposal);
        if (Verdict.Refuses(findings, _scope)) return Answer(_pbx, findings, request: null, isRefused: true);
        if (_moves.Count == 0 && !_proposal.ChangesTerm) return Answer(_pbx, findings, request: null, isRefused: false);

        var after = Apply();
        return Answer(after, findings, Request(after), isRefused: false);
    }

    Pbx Apply()
    {
        var inForce = new LicenseCounts(_pbx.Licenses);
        var requested = new LicenseCounts(_pbx.RequestedLicenses);
        foreach (var move in _moves.Values)
        {
            requested.Put(move.Profile, move.To);
            if (!move.IsDecrease) inForce.Put(move.Profile, move.To);
        }

        var after = _pbx with { Licenses = inForce, RequestedLicenses = requested };
        if (_proposal.ChangesTerm) after = Terms.Begin(after, _proposal.Term!.Value, _scope);
        after = Tables.Pbxs.Update(_scope.Db, _pbx, after);
        _scope.Record(_proposal.ChangesTerm ? "TermChanged" : "LicensesChanged", Subject.Of(after), _pbx, after);
        return after;
    }

    ApprovalRequest? Request(Pbx after)
    {
        CountChange[] decreases = [.. _moves.Values.Where(move => move.IsDecrease)];
        return decreases.Length == 0 ? null : RequestOperations.Open(_scope, after, RequestKind.LicenseDecrease, request => request with
        {
            PresentCounts = new LicenseCounts(decreases.Select(move => KeyValuePair.Create(move.Profile, move.From))),
            RequestedCounts = new LicenseCounts(decreases.Select(move => KeyValuePair.Create(move.Profile, move.To))),
        });
    }

    Outcome<LicenseOutcome> Answer(Pbx after, IReadOnlyList<Finding> findings, ApprovalRequest? request, bool isRefused)
    {
        ProfileOutcome[] profiles = [.. _proposal.Counts.Select(asked => Profile(asked.Key, asked.Value, after, request, isRefused))];
        var isPending = profiles.FirstOrDefault(profile => profile.RequestId is not null);
        var change = new Change<LicenseOutcome>
        {
            Resource = new LicenseOutcome { Pbx = after, Profiles = profiles },
            Changed = (_moves.Count > 0 || _proposal.ChangesTerm) && !isRefused,
            Fee = _proposal.Fee,
            EffectiveOn = isPending is null && !isRefused ? _scope.Now : null,
            RequestId = request?.Id ?? isPending?.RequestId,
            ReportMistakeBy = _proposal.ChangesTerm && !isRefused ? _scope.ReportMistakeBy : null,
            Findings = findings,
        };
        return new(change, after.ETag, request is null ? 200 : 202);
    }

    ProfileOutcome Profile(string profile, int count, Pbx after, ApprovalRequest? request, bool isRefused)
    {
        var hasMoved = _moves.TryGetValue(profile, out var move);
        var waiting = _pending.TryGetValue(profile, out var earlier) && !hasMoved ? earlier.RequestId : hasMoved && move.IsDecrease ? request?.Id : null;
        return new ProfileOutcome
        {
            Profile = profile,
            PreviousCount = _proposal.CountsInForce.Of(profile),
            RequestedCount = count,
            EffectiveCount = after.Licenses.Of(profile),
            Changed = hasMoved && !isRefused,
            Fee = FeeOf(_proposal.Term!.Value, profile, count),
            EffectiveOn = waiting is null && !isRefused ? _scope.Now : null,
            RequestId = waiting,
        };
    }

    Money FeeOf(Term term, string profile, int count)
        => _scope.Setup.Prices.List.Of(profile, term, new CountChange(profile, _pbx.Licenses.Of(profile), count).Increase);

    static LicenseCounts? Assigned(DbSession db, string pbxId)
        => BoxTable.Get(db, pbxId).AssignedUsers is { } users ? JsonSerializer.Deserialize<LicenseCounts>(users, WireJson.Options) : null;

    static Dictionary<string, PendingCount> Pending(DbSession db, string pbxId)
        => RequestOperations.PendingOf(db, pbxId)
            .SelectMany(request => request.RequestedCounts.Select(count => (count.Key, Count: new PendingCount(count.Value, request.Id))))
            .ToDictionary(count => count.Key, count => count.Count, StringComparer.OrdinalIgnoreCase);

    sealed record PendingCount(int Count, string RequestId);
}
