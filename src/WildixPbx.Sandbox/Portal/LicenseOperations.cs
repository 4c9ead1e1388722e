using WildixPbx.Portal;
using WildixPbx.Rules;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Portal;

/// <summary>Licence counts of a PBX: increases at once, decreases by one request over all profiles that go down in a save.</summary>
static class LicenseOperations
{
    public static Outcome<LicenseOutcome> Set(ChangeScope scope, string identity, LicenseUpdate body)
    {
        var pbx = Identities.Pbx(scope.Db, identity);
        scope.CheckTag(pbx.Name, pbx.ETag);
        if (body.Licenses.Count == 0) throw Refusal.Invalid("'licenses' names no profile.", "Name at least one profile with its count.");

        var pending = Pending(scope.Db, pbx.Id);
        var proposal = Proposal(scope, pbx, body, pending);
        var findings = RuleCatalog.Check(proposal);
        var moves = proposal.CountChanges.ToDictionary(change => change.Profile, StringComparer.OrdinalIgnoreCase);
        if (Verdict.Refuses(findings, scope))
            return Answer(scope, proposal, pbx, pending, moves, findings, request: null, isRefused: true);

        if (moves.Count == 0) return Answer(scope, proposal, pbx, pending, moves, findings, request: null, isRefused: false);
        var (after, request) = Apply(scope, pbx, moves.Values);
        return Answer(scope, proposal, after, pending, moves, findings, request, isRefused: false);
    }

    static (Pbx After, ApprovalRequest? Request) Apply(ChangeScope scope, Pbx pbx, IReadOnlyCollection<CountChange> moves)
    {
        var inForce = new LicenseCounts(pbx.Licenses);
        var requested = new LicenseCounts(pbx.RequestedLicenses);
        foreach (var move in moves)
        {
            requested.Put(move.Profile, move.To);
            if (!move.IsDecrease) inForce.Put(move.Profile, move.To);
        }

        var after = Tables.Pbxs.Update(scope.Db, pbx, pbx with { Licenses = inForce, RequestedLicenses = requested });
        scope.Record("LicensesChanged", Subject.Of(after), pbx, after);
        return (after, Request(scope, after, [.. moves.Where(move => move.IsDecrease)]));
    }

    static ApprovalRequest? Request(ChangeScope scope, Pbx pbx, IReadOnlyList<CountChange> decreases)
    {
        if (decreases.Count == 0) return null;
        var request = Tables.Requests.Insert(scope.Db, new ApprovalRequest
        {
            Id = scope.NewId("req_"),
            Kind = RequestKind.LicenseDecrease,
            State = RequestState.Pending,
            PbxId = pbx.Id,
            Pbx = pbx.Name,
            Customer = pbx.Customer,
            PresentCounts = new LicenseCounts(decreases.Select(move => KeyValuePair.Create(move.Profile, move.From))),
            RequestedCounts = new LicenseCounts(decreases.Select(move => KeyValuePair.Create(move.Profile, move.To))),
            RequestedBy = scope.Order.Actor,
            RequestedOn = scope.Now,
        });
        scope.Record("RequestCreated", Subject.Of(request, pbx.CustomerId), null, request);
        return request;
    }

    static Proposal Proposal(ChangeScope scope, Pbx pbx, LicenseUpdate body, Dictionary<string, PendingCount> pending)
    {
        var counts = Verdict.Spelled(body.Licenses, scope.Setup.Prices);
        var fee = counts.Sum(count => FeeOf(scope, pbx, count.Key, count.Value).Amount);
        return new Proposal
        {
            Operation = RuleArea.Licenses,
            Subject = pbx.Name,
            Now = scope.PortalNow,
            TimeZone = scope.Setup.TimeZone,
            RuleSet = scope.Setup.RuleSet,
            Pbx = pbx,
            Platform = pbx.Platform,
            Term = pbx.Term,
            Counts = counts,
            Fee = new Money(fee, scope.Setup.Prices.List.Currency),
            MaximumFee = body.MaximumFee,
            Profiles = scope.Setup.Prices.ProfileNames,
            OtherLicensedPbx = PbxOperations.OtherLicensed(scope.Db, pbx.CustomerId, pbx.Id),
            PendingCounts = new LicenseCounts(pending.Select(count => KeyValuePair.Create(count.Key, count.Value.Count))),
        };
    }

    static Outcome<LicenseOutcome> Answer(
        ChangeScope scope, Proposal proposal, Pbx after, Dictionary<string, PendingCount> pending, Dictionary<string, CountChange> moves,
        IReadOnlyList<Finding> findings, ApprovalRequest? request, bool isRefused)
    {
        ProfileOutcome[] profiles = [.. proposal.Counts.Select(asked => Profile(asked.Key, asked.Value))];
        var isPending = profiles.FirstOrDefault(profile => profile.RequestId is not null);
        var change = new Change<LicenseOutcome>
        {
            Resource = new LicenseOutcome { Pbx = after, Profiles = profiles },
            Changed = moves.Count > 0 && !isRefused,
            Fee = proposal.Fee,
            EffectiveOn = isPending is null && !isRefused ? scope.Now : null,
            RequestId = request?.Id ?? isPending?.RequestId,
            Findings = findings,
        };
        return new(change, after.ETag, request is null ? 200 : 202);

        ProfileOutcome Profile(string profile, int count)
        {
            var hasMoved = moves.TryGetValue(profile, out var move);
            var waiting = pending.TryGetValue(profile, out var earlier) && !hasMoved ? earlier.RequestId : hasMoved && move.IsDecrease ? request?.Id : null;
            return new ProfileOutcome
            {
                Profile = profile,
                PreviousCount = proposal.CountsInForce.Of(profile),
                RequestedCount = count,
                EffectiveCount = after.Licenses.Of(profile),
                Changed = hasMoved && !isRefused,
                Fee = FeeOf(scope, proposal.Pbx!, profile, count),
                EffectiveOn = waiting is null && !isRefused ? scope.Now : null,
                RequestId = waiting,
            };
        }
    }

    static Money FeeOf(ChangeScope scope, Pbx before, string profile, int count)
        => scope.Setup.Prices.List.Of(profile, before.Term, new CountChange(profile, before.Licenses.Of(profile), count).Increase);

    static Dictionary<string, PendingCount> Pending(DbSession db, string pbxId)
        => Tables.Requests.Where(db, "pbxId = ? AND state = ?", pbxId, nameof(RequestState.Pending))
            .SelectMany(request => request.RequestedCounts.Select(count => (count.Key, Count: new PendingCount(count.Value, request.Id))))
            .ToDictionary(count => count.Key, count => count.Count, StringComparer.OrdinalIgnoreCase);

    sealed record PendingCount(int Count, string RequestId);
}
