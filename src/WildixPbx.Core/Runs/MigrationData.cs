namespace WildixPbx.Runs;

/// <summary>Which groups of data a move's script asked about, and what was answered, as the run's journal tells it.</summary>
public static class MigrationData
{
    /// <summary>The problem of a choice with a pattern that fits no group.</summary>
    public const string Unmatched = "DataChoiceUnmatched";

    /// <summary>The problem of a script that was told to move no group at all.</summary>
    public const string Nothing = "DataChoiceEmpty";

    /// <summary>The choice that holds: the plan's, or the one that took its place.</summary>
    public static DataChoice ChoiceOf(MigrationPlan plan, IReadOnlyList<RunEntry> journal) => journal.LastOrDefault(entry => entry.Data is not null)?.Data ?? plan.Data;

    /// <summary>The groups that the script asked about when it was last run, in order, and whether each moves.</summary>
    public static IReadOnlyList<(string Group, bool Moves)> AnswersOf(IReadOnlyList<RunEntry> journal) =>
    [
        .. OfLastRun(journal).Where(entry => entry is { Event: RunEvent.Answered, Group: not null, Moves: not null })
            .GroupBy(entry => entry.Group!).Select(group => (group.Key, group.Last().Moves!.Value)),
    ];

    /// <summary>Whether the script came to its end when it was last run, and moved other data than were chosen.</summary>
    public static bool IsOtherThanChosen(IReadOnlyList<RunEntry> journal) => OfLastRun(journal).Any(entry => entry.ErrorId is "Wmp" + Unmatched or "Wmp" + Nothing);

    /// <summary>What the Cloud PBX has by the answers, in words.</summary>
    public static string Held(IReadOnlyList<RunEntry> journal)
    {
        var answers = AnswersOf(journal);
        if (answers.Count == 0) return "has the data";
        var (moved, stayed) = (Names(answers, true), Names(answers, false));
        return (moved.Length == 0 ? "has no data of the old one" : "has " + moved) + (stayed.Length == 0 ? "" : "; not " + stayed);
    }

    /// <summary>The groups with one answer, in words.</summary>
    public static string Names(IReadOnlyList<(string Group, bool Moves)> answers, bool moves) => string.Join(", ", answers.Where(answer => answer.Moves == moves).Select(answer => answer.Group));

    static IEnumerable<RunEntry> OfLastRun(IReadOnlyList<RunEntry> journal)
    {
        var of = journal.Where(entry => entry.Step == MigrationSteps.MoveData).ToList();
        return of.Skip(of.FindLastIndex(entry => entry.Event == RunEvent.Began) + 1);
    }
}
