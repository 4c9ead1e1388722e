using System.Diagnostics;
using System.Management.Automation;

namespace WildixPbx.Abstractions;

/// <summary>How far a bulk change is, shown at most five times a second: more would cost more than the work.</summary>
sealed class RowProgress(string activity)
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    readonly Stopwatch _sinceShown = Stopwatch.StartNew();
    int _done, _refused;
    bool _isShown;

    /// <summary>Counts a row that was answered.</summary>
    public void Done() => _done++;

    /// <summary>Counts a row that became an error.</summary>
    public void Refused() => _refused++;

    /// <summary>Shows where things are, if it is time to.</summary>
    public void Show(Cmdlet cmdlet, int read)
    {
        if (_sinceShown.Elapsed < Interval) return;
        _sinceShown.Restart();
        _isShown = true;
        cmdlet.WriteProgress(new ProgressRecord(0, activity, FormattableString.Invariant($"{read} read, {_done} done, {_refused} refused")));
    }

    /// <summary>Takes the bar away.</summary>
    public void End(Cmdlet cmdlet)
    {
        if (_isShown) cmdlet.WriteProgress(new ProgressRecord(0, activity, "Done") { RecordType = ProgressRecordType.Completed });
    }
}
