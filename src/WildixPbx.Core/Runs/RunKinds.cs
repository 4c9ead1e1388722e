namespace WildixPbx.Runs;

/// <summary>What tells the kinds of runs apart, for whoever works on all of them: a row a kind.</summary>
public static class RunKinds
{
    static readonly Dictionary<RunKind, Row> Rows = new()
    {
        [RunKind.Term] = new(head => head.Term is not null, TermSteps.Read, "Resume-WmpRun"),
        [RunKind.Migration] = new(head => head.Migration is not null, MigrationSteps.Read, "Resume-PbxMigration"),
    };

    /// <summary>Whether a head says all that its kind needs.</summary>
    public static bool IsWhole(RunHead head) => Rows.TryGetValue(head.Kind, out var row) && row.IsWhole(head);

    /// <summary>A run as its files tell it.</summary>
    public static Run Read(RunHead head, IReadOnlyList<RunEntry> journal) => Rows[head.Kind].Read(head, journal);

    /// <summary>The cmdlet that goes on with runs of a kind.</summary>
    public static string ResumeWith(RunKind kind) => Rows[kind].ResumeWith;

    /// <summary>Refuses a run of another kind than whoever goes on with it knows.</summary>
    /// <exception cref="ConflictException">It is one (RunOfOtherKind).</exception>
    public static void RefuseOther(Run run, RunKind kind)
    {
        if (run.Kind != kind) throw new ConflictException("RunOfOtherKind", $"Run {run.Id} {run.Doing}; that is not what this works on.", $"{ResumeWith(run.Kind)} {run.Id} goes on with it.");
    }

    sealed record Row(Func<RunHead, bool> IsWhole, Func<RunHead, IReadOnlyList<RunEntry>, Run> Read, string ResumeWith);
}
