using System.Globalization;

namespace WildixPbx.Benchmarks;

/// <summary>The command line.</summary>
/// <param name="Name">The benchmark.</param>
/// <param name="Rounds">How often each side is measured, in turn; none for the benchmark's own number.</param>
/// <param name="Rows">How many rows or objects a round has; none for the benchmark's own number.</param>
/// <param name="Rest">What only some benchmarks take.</param>
sealed record Settings(string Name, int? Rounds, int? Rows, IReadOnlyList<string> Rest)
{
    public const string Usage = "Usage: bulk | bulk-delay | pipeline | list | status | report | import | stop | scripts, with [--rounds N] [--rows N].";

    public static Settings Parse(IReadOnlyList<string> words)
    {
        if (words.Count == 0) throw new FormatException(Usage);
        int? rounds = null, rows = null;
        List<string> rest = [];
        for (var index = 1; index < words.Count; index++)
        {
            switch (words[index])
            {
                case "--rounds": rounds = Number(++index); break;
                case "--rows": rows = Number(++index); break;
                default: rest.Add(words[index]); break;
            }
        }

        return new Settings(words[0], rounds, rows, rest);

        int Number(int index) => index < words.Count && int.TryParse(words[index], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new FormatException($"{words[index - 1]} needs a number above 0. {Usage}");
    }
}
