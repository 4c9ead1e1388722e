using System.Globalization;
using System.Net;
using WildixPbx.Rules;
using WildixPbx.Sandbox.Seeding;

namespace WildixPbx.Sandbox.Hosting;

/// <summary>The command line.</summary>
sealed record SandboxOptions
{
    public const string Usage = "Options: --urls http://127.0.0.1:PORT --data FOLDER [--tokens-from-stdin] [--temporary] [--reset] [--rule-set 2020-02|2022-04] [--rate-limit N] [--delay-ms N] [--price-list FILE] [--time-zone IANA] [--seed NAME [--pbx-count N]].";

    /// <summary>Where it listens; always a loopback address. The host is the one that was written.</summary>
    public Uri Url { get; init; } = new("http://127.0.0.1:5080");

    /// <summary>The folder of its data.</summary>
    public string Data { get; init; } = "";

    /// <summary>Whether a parent gives the tokens and ends it by closing stdin.</summary>
    public bool TokensFromStdin { get; init; }

    /// <summary>Whether its data go when it ends, also when its parent is killed and can't remove them.</summary>
    public bool IsTemporary { get; init; }

    /// <summary>Whether it begins with no data.</summary>
    public bool Reset { get; init; }

    public RuleSet RuleSet { get; init; } = RuleSet.Guide2020;

    /// <summary>Requests a second before it answers 429; none for any number.</summary>
    public int? RateLimit { get; init; }

    /// <summary>How long it waits before each answer.</summary>
    public TimeSpan Delay { get; init; }

    public string PriceListPath { get; init; } = Path.Combine(AppContext.BaseDirectory, "prices.json");

    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The estate to fill an empty portal with; none for none.</summary>
    public string? Seed { get; init; }

    /// <summary>How many PBXs the estate has; none for the default.</summary>
    public int? PbxCount { get; init; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">Something in it can't be read, with what would be.</exception>
    public static SandboxOptions Parse(IReadOnlyList<string> words)
    {
        var options = new SandboxOptions();
        for (var i = 0; i < words.Count; i++)
        {
            var (name, inline) = words[i].Split('=', 2) is [var left, var right] && left.StartsWith("--", StringComparison.Ordinal) ? (left, right) : (words[i], null);
            options = name switch
            {
                "--tokens-from-stdin" when inline is null => options with { TokensFromStdin = true },
                "--temporary" when inline is null => options with { IsTemporary = true },
                "--reset" when inline is null => options with { Reset = true },
                "--urls" => options with { Url = Loopback(Value()) },
                "--data" => options with { Data = Path.GetFullPath(Value()) },
                "--rule-set" => options with { RuleSet = RuleSetOf(Value()) },
                "--rate-limit" => options with { RateLimit = Number(Value(), name, 1, 1_000_000) },
                "--delay-ms" => options with { Delay = TimeSpan.FromMilliseconds(Number(Value(), name, 0, 600_000)) },
                "--price-list" => options with { PriceListPath = Path.GetFullPath(Value()) },
                "--time-zone" => options with { TimeZone = Zone(Value()) },
                "--seed" => options with { Seed = SeedOf(Value()) },
                "--pbx-count" => options with { PbxCount = Number(Value(), name, 1, EstateSeeder.MaximumCount) },
                _ => throw new FormatException($"Unknown option '{words[i]}'. {Usage}"),
            };

            string Value()
            {
                var value = inline ?? (++i < words.Count ? words[i] : "");
                return value.Length > 0 && !(inline is null && value.StartsWith("--", StringComparison.Ordinal))
                    ? value
                    : throw new FormatException($"{name} needs a value. {Usage}");
            }
        }

        if (options.PbxCount is not null && options.Seed is null) throw new FormatException($"--pbx-count needs --seed. {Usage}");
        return options.Data.Length > 0 ? options : throw new FormatException($"--data is missing. {Usage}");
    }

    /// <summary>The address to bind; port 0 takes a free one.</summary>
    public IPEndPoint EndPoint => new(Url.HostNameType == UriHostNameType.Dns ? IPAddress.Loopback : IPAddress.Parse(Url.DnsSafeHost), Url.Port);

    // What the tokens open is not for the network: there is no way to widen this, by option, environment or file.
    static Uri Loopback(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp && url.PathAndQuery == "/" && url.UserInfo.Length == 0
            && (url.Host == "localhost" || IPAddress.TryParse(url.DnsSafeHost, out var address) && IPAddress.IsLoopback(address))
            ? url
            : throw new FormatException($"--urls '{text}' is no address of this machine alone. Give http://127.0.0.1:PORT, or port 0 for a free one.");

    static RuleSet RuleSetOf(string text)
        => RuleSet.Find(text) ?? throw new FormatException($"There is no rule set '{text}'. There are: {string.Join(", ", RuleSet.All)}.");

    static int Number(string text, string option, int least, int most)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new FormatException($"{option} '{text}' is no number from {least} to {most}.");

    static string SeedOf(string text)
        => text.Length <= 64 && !text.Any(char.IsControl) ? text : throw new FormatException("--seed takes a name of 1 to 64 characters.");

    static TimeZoneInfo Zone(string text)
        => TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) ? zone : throw new FormatException($"There is no time zone '{text}'. Give an IANA name, such as Europe/Rome.");
}
