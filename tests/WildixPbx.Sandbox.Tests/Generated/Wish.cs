using System.Text.Json.Nodes;

namespace WildixPbx.Sandbox.Tests.Generated;

/// <summary>A PBX as the portal shows it, read from its JSON by hand: this model shares no type with the project.</summary>
sealed class Box(JsonObject json)
{
    public string Id => Text("id")!;
    public string Name => Text("name")!;
    public string? Serial => Text("serial");
    public string[] FormerSerials => [.. json["formerSerials"]?.AsArray().Select(serial => (string)serial!) ?? []];
    public string? Region => Text("region");
    public string? MigratedTo => Text("migratedTo");
    public string? MigratedFrom => Text("migratedFrom");
    public bool IsMigrated => Text("state") == "Migrated";
    public string CustomerId => Text("customerId")!;
    public string Platform => Text("platform")!;
    public string Term => Text("term")!;
    public string Licensing => Text("licensing")!;
    public string? SharingServer => Text("sharingServer");
    public string? RequestedServer => Text("requestedSharingServer");
    public DateTimeOffset? ExpiresOn => Moment("expiresOn");
    public DateTimeOffset? SshOpenedOn => Moment("sshOpenedOn");
    public DateTimeOffset? SshOpenUntil => Moment("sshOpenUntil");
    public bool InNetwork => (bool?)json["inNetwork"] == true;
    public int? Storage => (int?)json["storageGB"];
    public int? Scheduled => (int?)json["scheduledStorageGB"];
    public int? Promised => Scheduled ?? Storage;
    public bool IsCloud => Platform == "Cloud";
    public bool IsLicensed => InForce.Values.Sum() > 0;
    public Dictionary<string, int> InForce => Counts("licenses");
    public Dictionary<string, int> Requested => Counts("requestedLicenses");
    public JsonObject Json => json;

    public bool IsWaiting(string profile) => InForce.GetValueOrDefault(profile) != Requested.GetValueOrDefault(profile);

    public bool IsOpen(DateTimeOffset now) => SshOpenedOn is not null && (SshOpenUntil is null || SshOpenUntil > now);

    string? Text(string member) => (string?)json[member];

    DateTimeOffset? Moment(string member) => Text(member) is { } text ? DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;

    Dictionary<string, int> Counts(string member)
        => json[member]!.AsObject().ToDictionary(count => count.Key, count => (int)count.Value!, StringComparer.OrdinalIgnoreCase);
}

/// <summary>A change that somebody wishes for, with all that is known around it, for the independent model to judge.</summary>
sealed record Wish
{
    public required string Kind { get; init; }
    public required string RuleSet { get; init; }
    public required DateTimeOffset Now { get; init; }
    public Box? Box { get; init; }
    public Box? Server { get; init; }
    public string Platform { get; init; } = "";
    public string Model { get; init; } = "";
    public string Region { get; init; } = "";
    public string Name { get; init; } = "";
    public string Term { get; init; } = "";
    public string Licensing { get; init; } = "";
    public IReadOnlyList<Count> Counts { get; init; } = [];
    public int? Storage { get; init; }
    public bool Open { get; init; }
    public string CustomerId { get; init; } = "";
    public bool HasContact { get; init; } = true;
    public bool NameTaken { get; init; }
    public int BoxesLeft { get; init; }
    public string OtherLicensed { get; init; } = "";
    public decimal Fee { get; init; }
    public decimal? MaximumFee { get; init; }
    public IReadOnlyDictionary<string, int>? Assigned { get; init; }

    public int InForce(Count count) => Box?.InForce.GetValueOrDefault(count.Profile) ?? 0;

    /// <summary>Whether a count would move: a count that waits already and is asked for again does not.</summary>
    public bool Moves(Count count) => Box?.IsWaiting(count.Profile) == true ? Box.Requested.GetValueOrDefault(count.Profile) != count.Number : InForce(count) != count.Number;

    public bool GoesDown(Count count) => Moves(count) && count.Number < InForce(count);
}
