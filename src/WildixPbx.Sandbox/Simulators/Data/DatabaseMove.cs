using Microsoft.Data.Sqlite;

namespace WildixPbx.Sandbox.Simulators.Data;

/// <summary>
/// Moves groups of data from one box's database to another's: the part of the stand-in for <c>migrate2cloud</c> that a shell
/// script can't do. The copies grow beside the tables and take their places together at the end. So one that is interrupted
/// leaves the data of before, and the next one ends as if it were the first, also where other groups are chosen.
/// </summary>
static class DatabaseMove
{
    /// <summary>The word with which the program only does this: <c>--move-database SOURCE TARGET all|half GROUP...</c>.</summary>
    public const string Switch = "--move-database";

    const int Steps = 20;
    const string Growing = "moving_";

    /// <summary>Moves, and shows how far it is as a terminal does. With <c>half</c> it stops in the middle, as if the power went.</summary>
    public static async Task<int> RunAsync(string source, string target, string extent, IReadOnlyList<string> groups)
    {
        // The runtime's own console would write sequences to the terminal that set it up for what is not done here.
        await using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        using var connection = BoxDatabase.Open(target);
        foreach (var (_, table) in BoxDatabase.Groups) connection.Do($"DROP TABLE IF EXISTS {Growing}{table}");
        connection.Do("ATTACH $source AS source", ("$source", source));
        var chosen = BoxDatabase.Groups.Where(one => groups.Contains(one.Group)).ToList();
        var steps = extent == "half" ? (chosen.Count * Steps + 1) / 2 : chosen.Count * Steps;
        foreach (var (group, table) in chosen)
        {
            if (steps <= 0) break;
            connection.Do(BoxDatabase.MakeTable(Growing + table));
            var rows = connection.Number($"SELECT ifnull(max(id), 0) FROM source.{table}");
            for (var step = 0; step < Steps && steps > 0; step++, steps--)
            {
                Copy(connection, table, rows * step / Steps, rows * (step + 1) / Steps);
                await output.WriteAsync(FormattableString.Invariant($"\rMoving {group}: {100 * (step + 1) / Steps} % (sandbox)"));
            }

            await output.WriteLineAsync();
        }

        if (extent == "half") return 0;
        connection.Do("BEGIN");
        foreach (var (_, table) in chosen) connection.Do($"DROP TABLE {table}; ALTER TABLE {Growing}{table} RENAME TO {table}");
        connection.Do("COMMIT");
        return 0;
    }

    static void Copy(SqliteConnection connection, string table, long after, long upTo)
        => connection.Do($"INSERT INTO {Growing}{table} SELECT * FROM source.{table} WHERE id > $after AND id <= $upTo", ("$after", after), ("$upTo", upTo));
}
