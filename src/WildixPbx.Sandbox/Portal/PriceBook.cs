using System.Text.Json;
using WildixPbx.Portal;
using WildixPbx.Rules;

namespace WildixPbx.Sandbox.Portal;

/// <summary>What the portal sells and where: profiles, prices, items, regions, read from a file.</summary>
sealed class PriceBook
{
    readonly Dictionary<string, string> _spelling;

    PriceBook(PriceFile file)
    {
        Profiles = [.. file.Profiles.Select(profile => new LicenseProfile
        {
            Name = profile.Name,
            Description = profile.Description,
            Prices = profile.Prices.ToDictionary(price => price.Key.ToString(), price => new Money(price.Value, file.Currency)),
        })];
        Regions = file.Regions;
        List = new PriceList
        {
            Currency = file.Currency,
            PerTerm = file.Profiles.Select(profile => KeyValuePair.Create(profile.Name, profile.Prices)).Concat(file.PerTerm)
                .ToDictionary(item => item.Key, item => (IReadOnlyDictionary<Term, decimal>)item.Value, StringComparer.OrdinalIgnoreCase),
            Once = file.Once,
        };
        ProfileNames = [.. Profiles.Select(profile => profile.Name)];
        RegionNames = [.. Regions.Select(region => region.Name)];
        _spelling = ProfileNames.Concat(RegionNames).ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<LicenseProfile> Profiles { get; }

    public IReadOnlyList<Region> Regions { get; }

    public PriceList List { get; }

    public IReadOnlyList<string> ProfileNames { get; }

    public IReadOnlyList<string> RegionNames { get; }

    /// <summary>A profile or region as the portal writes it; as it was written where it is unknown.</summary>
    public string Spelling(string name) => _spelling.TryGetValue(name.Trim(), out var known) ? known : name;

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">The file can't be read, with what is wrong.</exception>
    public static PriceBook Load(string path)
    {
        try
        {
            var file = JsonSerializer.Deserialize<PriceFile>(File.ReadAllBytes(path), Options)!;
            if (file.Profiles.Concat<object>(file.Regions).Any(entry => entry is null)) throw new JsonException("An entry is null.");
            if (file.Profiles.SelectMany(profile => profile.Prices.Values).Concat(file.PerTerm.Values.SelectMany(terms => terms.Values)).Concat(file.Once.Values).Any(price => price < 0))
                throw new JsonException("A price is below 0.");
            return new PriceBook(file);
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FormatException($"The price list '{path}' can't be read: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }

    static readonly JsonSerializerOptions Options = new(WireJson.Options) { RespectNullableAnnotations = true, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    sealed record PriceFile
    {
        public required string Currency { get; init; }
        public required IReadOnlyList<PricedProfile> Profiles { get; init; }
        public required IReadOnlyList<Region> Regions { get; init; }
        public Dictionary<string, Dictionary<Term, decimal>> PerTerm { get; init; } = [];
        public Dictionary<string, decimal> Once { get; init; } = [];
    }

    sealed record PricedProfile
    {
        public required string Name { get; init; }
        public string Description { get; init; } = "";
        public required Dictionary<Term, decimal> Prices { get; init; }
    }
}
