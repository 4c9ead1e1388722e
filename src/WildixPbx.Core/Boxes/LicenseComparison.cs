using WildixPbx.Rules;

namespace WildixPbx.Boxes;

/// <summary>
/// Compares what was bought with what is assigned. Each PBX of a WMS Network lists the users of all of it, so users are
/// counted once a network; which PBXs are one network shows in whose users they list.
/// </summary>
public sealed class LicenseComparison
{
    readonly List<Group> _groups = [];

    /// <summary>Adds what a box answered.</summary>
    /// <param name="name">The box's name, or the host it was reached at.</param>
    /// <param name="users">The users that it lists.</param>
    public void Add(string name, IEnumerable<PbxUser> users)
    {
        var group = new Group();
        group.Names.Add(PbxName.Normalize(name));
        foreach (var user in users)
        {
            if (user.HomePbx is { } home) group.Names.Add(PbxName.Normalize(home));
            group.Users[user.UserId] = user;
        }

        // Boxes whose names meet are one network, also where a third one is what brings two together.
        foreach (var other in _groups.Where(other => other.Names.Overlaps(group.Names)).ToArray())
        {
            _groups.Remove(other);
            group.TakeIn(other);
        }

        _groups.Add(group);
    }

    /// <summary>The names of all PBXs that were met, so that it can be found out what was bought for them.</summary>
    public IReadOnlyList<string> Names => [.. _groups.SelectMany(group => group.Names)];

    /// <summary>One comparison a network and profile.</summary>
    /// <param name="bought">What was bought, by PBX; a PBX that is missing is not known.</param>
    /// <param name="now">The present moment.</param>
    public IEnumerable<PbxLicenseComparison> Compare(IReadOnlyDictionary<string, LicenseCounts> bought, DateTimeOffset now)
        => _groups.OrderBy(group => group.Names.Min, StringComparer.Ordinal).SelectMany(group => group.Compare(bought, now));

    sealed class Group
    {
        public SortedSet<string> Names { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, PbxUser> Users { get; } = new(StringComparer.Ordinal);

        public void TakeIn(Group other)
        {
            Names.UnionWith(other.Names);
            foreach (var user in other.Users) Users[user.Key] = user.Value;
        }

        public IEnumerable<PbxLicenseComparison> Compare(IReadOnlyDictionary<string, LicenseCounts> bought, DateTimeOffset now)
        {
            string[] known = [.. Names.Where(bought.ContainsKey)];
            string[] unknown = [.. Names.Where(name => !bought.ContainsKey(name))];
            LicenseCounts assigned = [], total = [];
            foreach (var user in Users.Values)
            {
                var profile = user.Profile ?? user.LicenseType ?? PbxLicenseComparison.NoLicense;
                assigned[profile] = assigned.Of(profile) + 1;
            }

            foreach (var count in known.SelectMany(name => bought[name])) total[count.Key] = total.Of(count.Key) + count.Value;
            string[] names = [.. Names];
            foreach (var profile in assigned.Keys.Union(total.Keys, StringComparer.OrdinalIgnoreCase).OrderBy(profile => profile, StringComparer.OrdinalIgnoreCase))
            {
                // A type that is sold as nothing that is known may well be bought: what it is sold as is not known.
                var isSold = total.ContainsKey(profile) || LicenseType.Find(profile) is not null;
                var proposal = new Proposal
                {
                    Operation = RuleArea.Activation,
                    Subject = names[0],
                    Now = now,
                    AssignedUsers = new LicenseCounts { [profile] = assigned.Of(profile) },
                    Bought = isSold && unknown.Length == 0 ? total : null,
                };
                yield return new PbxLicenseComparison
                {
                    Pbxs = names,
                    Profile = profile,
                    Bought = isSold && known.Length > 0 ? total.Of(profile) : null,
                    Assigned = assigned.Of(profile),
                    UnknownPbxs = unknown,
                    Findings = [.. RuleCatalog.Get(nameof(UserLicenseDefault)).Check(proposal), .. RuleCatalog.Get(nameof(LicenseOverused)).Check(proposal)],
                };
            }
        }
    }
}
