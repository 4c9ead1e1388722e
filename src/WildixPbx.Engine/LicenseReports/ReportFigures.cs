using WildixPbx.LicenseReports;

namespace WildixPbx.Engine.LicenseReports;

/// <summary>What is counted while statuses go by: all that stands above a table of them.</summary>
sealed class ReportFigures
{
    readonly int[] _states = new int[LicenseCheckUrgency.States.Count];
    readonly HashSet<string> _customers = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<DateTime, int> _falls = [];
    readonly Dictionary<DateTime, int> _expiries = [];

    /// <summary>How many PBXs there are.</summary>
    public int Total { get; private set; }

    /// <summary>How many of them need something done.</summary>
    public int NeedAction { get; private set; }

    /// <summary>How many were asked themselves.</summary>
    public int BoxesAsked { get; private set; }

    /// <summary>How many of those told nothing.</summary>
    public int BoxesSilent { get; private set; }

    /// <summary>How many of those say otherwise than what else is known.</summary>
    public int BoxesDisagree { get; private set; }

    /// <summary>How many of those answered without a last renewal that can be read.</summary>
    public int BoxesWithoutRenewal { get; private set; }

    /// <summary>How many customers have one.</summary>
    public int Customers => _customers.Count;

    /// <summary>The moment that was judged, or the first and the last of several.</summary>
    public (DateTimeOffset First, DateTimeOffset Last)? AsOf { get; private set; }

    /// <summary>By day (UTC): how many PBXs fall to emergency calls on it, or fell, of those that have not renewed in time.</summary>
    public IReadOnlyDictionary<DateTime, int> Falls => _falls;

    /// <summary>By day: how many terms end on it.</summary>
    public IReadOnlyDictionary<DateTime, int> Expiries => _expiries;

    /// <summary>How many PBXs are in a state.</summary>
    public int In(LicenseCheckState state) => _states[(int)state];

    /// <summary>Counts a PBX.</summary>
    public void Add(LicenseCheckStatus status)
    {
        Total++;
        _states[(int)status.State]++;
        if (status.NeedsAction()) NeedAction++;
        if (status.BoxAnswer != LicenseCheckBoxAnswer.NotAsked) BoxesAsked++;
        if (status.BoxAnswer == LicenseCheckBoxAnswer.NotTold) BoxesSilent++;
        if (status.BoxAnswer == LicenseCheckBoxAnswer.ToldNoRenewal) BoxesWithoutRenewal++;
        if (status.Disagrees.Count > 0) BoxesDisagree++;
        if (status.Customer is { } customer) _customers.Add(customer);
        AsOf = AsOf is { } known
            ? (status.AsOf < known.First ? status.AsOf : known.First, status.AsOf > known.Last ? status.AsOf : known.Last)
            : (status.AsOf, status.AsOf);
        if (status.State is LicenseCheckState.Grace or LicenseCheckState.EmergencyOnly && status.EmergencyOn is { } fall) Count(_falls, fall.UtcDateTime.Date);
        if (status.ExpiresOn is { } expiry) Count(_expiries, expiry.Date);
    }

    static void Count(Dictionary<DateTime, int> days, DateTime day)
    {
        days.TryGetValue(day, out var count);
        days[day] = count + 1;
    }
}
