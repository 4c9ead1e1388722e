using System.Management.Automation;

namespace WildixPbx.Binding;

/// <summary>Finds the columns of a CSV that no parameter takes, with the nearest name that one would.</summary>
static class UnknownColumns
{
    /// <summary>The columns of a row that neither a parameter nor an alias of the command is called, each with advice.</summary>
    /// <param name="row">The row.</param>
    /// <param name="command">The command.</param>
    /// <param name="facts">Columns that are not for a parameter, and are read all the same.</param>
    public static IReadOnlyList<string> Of(PSObject row, CommandInfo command, IEnumerable<string>? facts = null)
    {
        if (row.BaseObject is not PSCustomObject || IsFromElsewhere(row)) return [];
        var known = new HashSet<string>(facts ?? [], StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in command.Parameters.Values)
        {
            // A column that is called like a switch has no effect all the same.
            if (!parameter.ParameterSets.Values.Any(set => set.ValueFromPipelineByPropertyName)) continue;
            known.Add(parameter.Name);
            known.UnionWith(parameter.Aliases);
            foreach (var identity in parameter.Attributes.OfType<IIdentityColumns>()) known.UnionWith(identity.Properties);
        }

        return Of(row, known);
    }

    /// <summary>The columns of a row that are none of those that are known, each with advice.</summary>
    /// <param name="row">The row.</param>
    /// <param name="known">The columns.</param>
    /// <param name="isRead">Says of another column that it is read all the same.</param>
    /// <param name="read">Those of the known columns that are read, of which the nearest is named; all of them where none are given.</param>
    public static IReadOnlyList<string> Of(PSObject row, HashSet<string> known, Func<string, bool>? isRead = null, IReadOnlyCollection<string>? read = null)
    {
        if (row.BaseObject is not PSCustomObject || IsFromElsewhere(row)) return [];
        return [.. row.Properties.Select(property => property.Name).Where(name => !known.Contains(name) && isRead?.Invoke(name) != true).Select(name => Advice(name, read ?? known))];
    }

    // An object of ours that came from a job or another machine has properties, not columns that somebody wrote.
    static bool IsFromElsewhere(PSObject row) => row.TypeNames.Any(name => name.StartsWith("Deserialized.WildixPbx.", StringComparison.Ordinal));

    static string Advice(string name, IEnumerable<string> known)
    {
        var nearest = known.OrderBy(candidate => Distance(Simple(name), Simple(candidate)))
            .ThenBy(candidate => Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant())).ThenBy(candidate => candidate, StringComparer.Ordinal).First();
        var most = name.Length < 4 ? 1 : Math.Max(2, name.Length / 3);
        return Distance(Simple(name), Simple(nearest)) <= most ? $"'{name}' (nearest: {nearest})" : $"'{name}'";
    }

#pragma warning disable CA1308 // compared with each other only
    static string Simple(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
#pragma warning restore CA1308

    /// <summary>The number of letters to add, drop or change on the way from one word to the other (Levenshtein).</summary>
    static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (from[i - 1] == to[j - 1] ? 0 : 1)));
        }

        return row[to.Length];
    }
}
