using System.ComponentModel;
using System.Diagnostics;
using System.Management.Automation;
using WildixPbx.Binding;

namespace WildixPbx.Abstractions;

/// <summary>The base of cmdlets that ask the portal again and again until something is so.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class WaitCmdlet : PortalCmdlet
{
    /// <summary>The longest pause that the timer of the oldest runtime takes, and more than anybody waits for an answer.</summary>
    static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    [Parameter]
    [Seconds]
    public TimeSpan? Timeout { get; set; }

    [Parameter]
    [Seconds]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override Task BeginAsync()
        => PollInterval <= TimeSpan.Zero || Timeout < TimeSpan.Zero
            ? throw new ValidationException("Validation", $"{(Timeout < TimeSpan.Zero ? "-Timeout" : "-PollInterval")} is no time to wait.", "Give a time such as 00:00:30, or [timespan]::FromMinutes(5).")
            : base.BeginAsync();

    /// <summary>Waits until it is time to ask again; false where the time to wait is used up.</summary>
    /// <param name="elapsed">How long it has been waited for already.</param>
    /// <param name="activity">What is waited for.</param>
    /// <param name="status">How it stands.</param>
    private protected async Task<bool> PauseAsync(Stopwatch elapsed, string activity, string status)
    {
        var left = Timeout - elapsed.Elapsed ?? PollInterval;
        if (left <= TimeSpan.Zero) return false;
        WriteProgress(new ProgressRecord(0, activity, $"{status}, waited {elapsed.Elapsed:d\\.hh\\:mm\\:ss}"));
        await Task.Delay(new[] { left, PollInterval, LongestPause }.Min(), Stop);
        return true;
    }
}
