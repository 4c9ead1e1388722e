using System.Globalization;

namespace WildixPbx.Tests.Support;

/// <summary>Chance that can be had again: each run takes another seed, prints it, and takes it from WMP_TEST_SEED where that is set.</summary>
static class Seed
{
    public static Random Printed()
    {
        var given = Environment.GetEnvironmentVariable("WMP_TEST_SEED");
        var seed = given is null ? Random.Shared.Next() : int.Parse(given, CultureInfo.InvariantCulture);
        Print($"WMP_TEST_SEED={seed}");
        return new Random(seed);
    }

    /// <summary>Writes a line to the test's output.</summary>
    public static void Print(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);
}
