using WildixPbx.Rules;

namespace WildixPbx.Runs;

/// <summary>A change of term as it is asked for.</summary>
/// <param name="Pbx">Id, serial or name of the PBX.</param>
/// <param name="Term">The term that is wanted.</param>
/// <param name="Counts">The counts that are wanted; a profile that isn't named keeps the count in force.</param>
/// <param name="MaximumFee">The most that it may cost, in the portal's currency.</param>
/// <param name="ETag">The tag of the state that it was thought out on; none where any will do.</param>
public sealed record TermOrder(string Pbx, Term Term, LicenseCounts Counts, decimal? MaximumFee = null, string? ETag = null);

/// <summary>What a change of term would come to.</summary>
public sealed record TermQuote
{
    /// <summary>What was asked for.</summary>
    public required TermOrder Order { get; init; }

    /// <summary>The PBX as it is.</summary>
    public required Pbx Pbx { get; init; }

    /// <summary>The change with the counts that stay as they are written out.</summary>
    public required TermWish Wish { get; init; }

    /// <summary>The run that is open for this PBX; none where there is none.</summary>
    public Run? OpenRun { get; init; }

    /// <summary>An open run of this PBX that only has to be ended first, since its request is decided; none where there is none.</summary>
    public Run? OverRun { get; init; }

    /// <summary>What the rules say of both saves.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Whether anything would change.</summary>
    public bool Changes => OpenRun is not null
        || Wish.Term != Wish.PreviousTerm
        || Order.Counts.Any(count => Pbx.Licenses.Of(count.Key) != count.Value || Pbx.RequestedLicenses.Of(count.Key) != count.Value);
}

/// <summary>The rules of a change of term in two saves, before the first is made: the second is judged as it will be then.</summary>
public static class TermForesight
{
    /// <summary>What the second save costs: every count at the new term's price, since none is in force then. Ours, as all fees.</summary>
    /// <param name="term">The new term.</param>
    /// <param name="counts">The counts under it.</param>
    /// <param name="profiles">The profiles that the portal lists, with their prices.</param>
    /// <param name="currency">The portal's currency.</param>
    public static Money FeeOf(Term term, LicenseCounts counts, IReadOnlyList<LicenseProfile> profiles, string currency)
    {
        var amount = 0m;
        foreach (var count in counts)
        {
            var profile = profiles.FirstOrDefault(one => string.Equals(one.Name, count.Key, StringComparison.OrdinalIgnoreCase));
            if (profile is not null && profile.Prices.TryGetValue(term.ToString(), out var price)) amount += price.Amount * Math.Max(0, count.Value);
        }

        return new Money(amount, currency);
    }

    /// <summary>
    /// What the rules will say of the second save, once no licence is in force. The deadline for mistakes is left out: it
    /// depends on the day of that save.
    /// </summary>
    /// <param name="pbx">The PBX as it is.</param>
    /// <param name="wish">The change.</param>
    /// <param name="maximumFee">The most that it may cost.</param>
    /// <param name="profiles">The profiles that the portal lists.</param>
    /// <param name="portal">What the portal says of itself.</param>
    /// <param name="otherLicensed">The name of another PBX of the customer with licences; empty where there is none.</param>
    public static IReadOnlyList<Finding> SecondSave(Pbx pbx, TermWish wish, decimal? maximumFee, IReadOnlyList<LicenseProfile> profiles, PortalInfo portal, string? otherLicensed)
        => [.. RuleCatalog.Check(new Proposal
        {
            Operation = RuleArea.Term,
            Subject = pbx.Name,
            Now = portal.Now,
            RuleSet = RuleSet.Find(portal.RuleSet) ?? RuleSet.Guide2020,
            Pbx = pbx with { Licenses = [], RequestedLicenses = [] },
            Platform = pbx.Platform,
            Term = wish.Term,
            Counts = wish.Licenses,
            Fee = wish.QuotedFee,
            MaximumFee = maximumFee,
            Profiles = [.. profiles.Select(profile => profile.Name)],
            OtherLicensedPbx = otherLicensed,
        }).Where(finding => finding.RuleId != "MistakeReportWindow")];

    /// <summary>
    /// The finding that the zeroing can't be one request of its own, because others wait for parts of it: they may be
    /// decided one by one, and the second save fits only when all are approved.
    /// </summary>
    public static Finding SeveralRequests(Pbx pbx)
    {
        var rule = RuleCatalog.Get("RequestPending").Info;
        return new Finding
        {
            RuleId = rule.Id,
            Severity = rule.Severity,
            Message = $"Requests for single profiles of '{pbx.Name}' wait for decisions; its term changes only with one request over all of them.",
            Subject = pbx.Name,
            Action = rule.Action,
            Source = rule.Source,
        };
    }

    /// <summary>The findings of both saves in the catalogue's order, each once.</summary>
    public static IReadOnlyList<Finding> Together(IEnumerable<Finding> first, IEnumerable<Finding> second)
    {
        string[] order = [.. RuleCatalog.For(RuleArea.Term).Concat(RuleCatalog.For(RuleArea.Licenses)).Select(rule => rule.Info.Id)];
        return [.. first.Concat(second)
            .GroupBy(finding => (finding.RuleId, finding.Message)).Select(same => same.First())
            .OrderBy(finding => Array.IndexOf(order, finding.RuleId) is var at and >= 0 ? at : order.Length)];
    }
}
