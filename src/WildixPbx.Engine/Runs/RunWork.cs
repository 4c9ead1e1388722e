using WildixPbx.Portal;
using WildixPbx.Runs;

namespace WildixPbx.Engine.Runs;

/// <summary>
/// Work on one run, of whatever kind: its journal, which is written before and after each step, and the portal's trail,
/// which is asked before a step that was begun is sent again.
/// </summary>
abstract class RunWork(RunFolder folder, RunHead head, IPortal portal, TimeProvider time)
{
    readonly List<RunEntry> _journal = [.. folder.ReadJournal()];

    /// <summary>What was done of it, in order.</summary>
    protected List<RunEntry> Journal => _journal;

    /// <summary>What was known before its first call.</summary>
    protected RunHead Head => head;

    /// <summary>The portal that it is on.</summary>
    protected IPortal Portal => portal;

    /// <summary>How many entries that end a step were written here.</summary>
    protected int StepsDone { get; private set; }

    /// <summary>The present moment, UTC.</summary>
    protected DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Adds an entry to the journal; it is on the disk when this returns.</summary>
    protected void Append(RunEntry entry)
    {
        folder.Append(entry);
        _journal.Add(entry);
        if (entry.Event is not (RunEvent.Began or RunEvent.Answered)) StepsDone++;
    }

    /// <summary>Adds a line to the transcript, from any thread.</summary>
    protected void Tell(string line) => folder.Tell(line, Now);

    /// <summary>What the portal's trail has of a key; it is searched without limit of time, while a key may be forgotten after a day.</summary>
    protected async Task<IReadOnlyList<AuditEvent>> InTrailAsync(string key, CallContext call)
        => (await portal.ListAsync(PortalQueries.AuditEvents(new AuditFilter { IdempotencyKey = key }), new PageRequest(), call).ConfigureAwait(false)).Items;

    /// <summary>The call with a listener that writes each attempt to the transcript too.</summary>
    protected CallContext Overheard(CallContext call) => call with
    {
        Report = report =>
        {
            folder.Tell(report.ToString(), report.At);
            call.Report?.Invoke(report);
        },
    };
}
