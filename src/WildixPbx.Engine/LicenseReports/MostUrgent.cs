using WildixPbx.LicenseReports;

namespace WildixPbx.Engine.LicenseReports;

/// <summary>Keeps the PBXs that need something done, the most urgent ones where there are more than are shown.</summary>
sealed class MostUrgent(int capacity)
{
    readonly List<LicenseCheckStatus> _kept = [];

    /// <summary>Takes a PBX in, if it belongs here.</summary>
    public void Add(LicenseCheckStatus status)
    {
        if (!status.NeedsAction()) return;
        _kept.Add(status);
        if (_kept.Count >= capacity * 2 + 16) Trim();
    }

    /// <summary>The most urgent first.</summary>
    public IReadOnlyList<LicenseCheckStatus> All()
    {
        Trim();
        return _kept;
    }

    void Trim()
    {
        _kept.Sort(LicenseCheckUrgency.Compare);
        if (_kept.Count > capacity) _kept.RemoveRange(capacity, _kept.Count - capacity);
    }
}
