using CsCheck;

namespace WildixPbx.Sandbox.Tests.Generated;

/// <summary>A count of a profile that is asked for.</summary>
readonly record struct Count(string Profile, int Number);

/// <summary>
/// One generated step. Which PBX and which customer it is about is a number that is taken modulo what there is, so that any
/// list of steps can be played, also one that some were taken out of.
/// </summary>
sealed record Step
{
    public const int NoStorage = -1;

    public required string Kind { get; init; }
    public int Pbx { get; init; }
    public int Other { get; init; }
    public int Customer { get; init; }
    public string Platform { get; init; } = "";
    public string Term { get; init; } = "";
    public string Licensing { get; init; } = "";
    public string Model { get; init; } = "";
    public string Region { get; init; } = "";
    public string Name { get; init; } = "";
    public string Fee { get; init; } = "";
    public int Storage { get; init; }
    public int Hours { get; init; }
    public IReadOnlyList<Count> Counts { get; init; } = [];

    public override string ToString() => $"{Kind} pbx {Pbx} other {Other} customer {Customer} {Platform} {Term} {Licensing} model '{Model}' region '{Region}' name {Name} fee {Fee} storage {Storage} hours {Hours} {string.Join("; ", Counts.Select(count => $"{count.Profile} {count.Number}"))}";
}

/// <summary>Generates steps: mostly what people do, now and then what nobody should.</summary>
static class Steps
{
    static readonly Gen<string> Kinds = Words(
        (8, "create"), (22, "licenses"), (9, "term"), (8, "storage"), (10, "ssh"), (16, "sharing"), (2, "unshare"), (10, "network"), (3, "rename"), (4, "move"), (10, "decide"), (3, "assign"), (1, "buy"), (2, "key"), (4, "clock"), (7, "tocloud"), (4, "fromcloud"));

    static readonly Gen<Count> OneCount =
        from profile in Words((14, "UC-Essential"), (4, "UC-Business"), (2, "PBX-BASIC"), (1, "UC-Premium"), (1, "UC-Wizyconf"), (1, "PBX-Service"), (1, "uc-essential"), (1, "UC-Platinum"))
        from number in Numbers((15, 0), (9, 1), (9, 2), (9, 5), (6, 10), (1, -1), (1, 100_000), (1, 100_001))
        select new Count(profile, number);

    /// <summary>A list of counts in which no profile stands twice.</summary>
    static readonly Gen<IReadOnlyList<Count>> ManyCounts = OneCount.Array[0, 3].Select(counts => (IReadOnlyList<Count>)[.. counts.DistinctBy(count => count.Profile.ToUpperInvariant())]);

    public static readonly Gen<Step> One =
        from kind in Kinds
        from pbx in Gen.Int[0, 6]
        from other in Gen.Int[0, 11]
        from customer in Numbers((6, 0), (3, 1), (1, 2))
        from platform in Words((4, "Virtual"), (4, "Cloud"), (2, "Hardware"))
        from term in Words((2, "Monthly"), (3, "Yearly"), (1, "FiveYears"), (2, "Lifetime"))
        from licensing in Words((5, "PerUser"), (1, "PerService"))
        from model in Words((6, ""), (1, "WPBX-CLOUD"), (1, "WPBX-VM/HW"))
        from region in Words((6, "fitting"), (1, ""), (1, "EU-West-1"), (1, "mars-north-1"))
        from name in Words((8, "new"), (1, "taken"), (1, "invalid"), (1, "own"))
        from fee in Words((4, "any"), (2, "just enough"), (1, "a cent too little"))
        from storage in Numbers((3, 10), (4, 20), (3, 30), (2, 50), (1, 70), (1, 0), (1, 15), (1, 5))
        from hours in Numbers((2, 7), (2, 25), (1, 240), (1, 744))
        from counts in ManyCounts
        select new Step
        {
            Kind = kind, Pbx = pbx, Other = other, Customer = customer, Platform = platform, Term = term, Licensing = licensing, Model = model, Region = region,
            Name = name, Fee = fee, Storage = storage, Hours = hours, Counts = counts,
        };

    /// <summary>A scenario: some PBXs to begin with, some of them in the network, then anything.</summary>
    public static Gen<Step[]> Scenario(int length, int creations) => One.Array[length].Select(steps => steps.Select((step, place)
        => place < creations ? Faultless(step) : place < 2 * creations ? step with { Kind = "network", Pbx = place - creations } : step).ToArray());

    /// <summary>The creation of a PBX in which nothing is wrong, so that there is something to work on.</summary>
    static Step Faultless(Step step) => step with
    {
        Kind = "create", Customer = step.Customer % 2, Model = "", Region = "fitting", Name = "new", Fee = "any",
        Platform = step.Platform == "Hardware" ? "Virtual" : step.Platform,
        Term = step.Platform == "Cloud" && step.Term == "Lifetime" ? "Yearly" : step.Term,
        Storage = step.Platform == "Cloud" ? Math.Max(10, step.Storage / 10 * 10) : Step.NoStorage,
        Counts = step.Other % 2 == 0 ? [] : [.. step.Counts.Where(count => count.Number is >= 0 and <= 100_000 && count.Profile != "UC-Platinum")],
    };

    static Gen<string> Words(params (int Weight, string Word)[] words) => OneOf([.. words.SelectMany(word => Enumerable.Repeat(word.Word, word.Weight))]);

    static Gen<int> Numbers(params (int Weight, int Number)[] numbers) => OneOf([.. numbers.SelectMany(number => Enumerable.Repeat(number.Number, number.Weight))]);

    static Gen<T> OneOf<T>(T[] all) => Gen.OneOf(all);
}
