using System.Text.Json.Nodes;

namespace WildixPbx.Sandbox.Tests.Generated;

/// <summary>A step as a wish for the models and as a request for the wire.</summary>
sealed record ChangeOf(Wish Wish, string Method, string Path, JsonObject Body, string? Conflict = null)
{
    public static ChangeOf Creation(World world, Step step)
    {
        var customer = world.Customers[step.Customer];
        var name = NameOf(world, step, own: null);
        var wish = Priced(step, new Wish
        {
            Kind = "create", RuleSet = world.RuleSet, Now = world.Now,
            Platform = step.Platform, Model = step.Model, Region = step.Region != "fitting" ? step.Region : step.Platform == "Cloud" ? "eu-central-1" : "",
            Name = Normal(name), Term = step.Term, Licensing = step.Licensing, Counts = step.Counts,
            Storage = step.Storage == Generated.Step.NoStorage || step.Other % 3 > 0 ? null : step.Storage, // most have what their platform has
            CustomerId = customer, HasContact = step.Customer < 2, NameTaken = IsTaken(world, name), BoxesLeft = world.BoxesLeft, OtherLicensed = world.OtherLicensed(customer, null),
        });
        var body = new JsonObject
        {
            ["customer"] = customer, ["name"] = name, ["platform"] = wish.Platform, ["term"] = wish.Term, ["licensing"] = wish.Licensing,
            ["model"] = wish.Model, ["region"] = wish.Region, ["licenses"] = Counts(wish),
        };
        if (wish.Storage is { } size) body["storageGB"] = size;
        return new(wish, "POST", "pbxs", AtMost(wish, body));
    }

    /// <summary>A change of a PBX that was there.</summary>
    public static ChangeOf Step(World world, Step step, Box box)
    {
        var server = world.Box(step.Other)!;
        var customer = world.Customers[step.Customer];
        var name = step.Kind == "rename" ? NameOf(world, step, box) : "";
        var wish = Priced(step, new Wish
        {
            Kind = step.Kind, RuleSet = world.RuleSet, Now = world.Now, Box = box,
            Server = step.Kind == "sharing" ? server : null,
            Name = Normal(name), NameTaken = step.Kind == "rename" && IsTaken(world, name),
            Term = step.Kind == "term" ? step.Term : box.Term,
            Counts = step.Kind is "licenses" or "term" ? step.Counts : [],
            Storage = step.Kind == "storage" ? step.Storage : null,
            Open = step.Other % 2 == 0,
            CustomerId = step.Kind == "move" ? customer : "", HasContact = step.Kind != "move" || step.Customer < 2,
            OtherLicensed = world.OtherLicensed(step.Kind == "move" ? customer : box.CustomerId, box),
            Assigned = world.Assigned(box),
        });
        return step.Kind switch
        {
            "licenses" => new(wish, "PATCH", $"pbxs/{box.Id}/licenses", AtMost(wish, new() { ["licenses"] = Counts(wish) })),
            "term" => new(wish, "PATCH", $"pbxs/{box.Id}/term", AtMost(wish, new() { ["term"] = wish.Term, ["licenses"] = Counts(wish) })),
            "storage" => new(wish, "PATCH", $"pbxs/{box.Id}/storage", AtMost(wish, new() { ["storageGB"] = wish.Storage })),
            "ssh" => new(wish, "PATCH", $"pbxs/{box.Id}/ssh", Ssh(step, wish)),
            "sharing" => new(wish, "PUT", $"pbxs/{box.Id}/sharing", new() { ["server"] = server.Id }, ConflictOfSharing(world, wish)),
            "rename" => new(wish, "PATCH", $"pbxs/{box.Id}", new() { ["name"] = name }),
            "move" => new(wish, "PUT", $"pbxs/{box.Id}/customer", new() { ["customer"] = customer }, ConflictOfMove(world, wish)),
            _ => throw new InvalidOperationException(step.Kind),
        };
    }

    static Wish Priced(Step step, Wish wish)
    {
        var fee = RuleTable.FeeOf(wish);
        return wish with
        {
            Fee = fee,
            MaximumFee = wish.Kind is not ("create" or "licenses" or "term" or "storage") ? null : step.Fee switch { "just enough" => fee, "a cent too little" when fee > 0 => fee - 0.01m, _ => null },
        };
    }

    static string? ConflictOfSharing(World world, Wish wish)
        => wish.Server!.IsMigrated ? "PbxMigrated" : RuleTable.IsSharedAlready(wish) ? null : wish.Box!.RequestedServer is not null ? "AlreadyRequested" : world.IsServer(wish.Box) ? "InUse" : null;

    static string? ConflictOfMove(World world, Wish wish)
        => wish.CustomerId != wish.Box!.CustomerId && (wish.Box.SharingServer is not null || wish.Box.RequestedServer is not null || world.IsServer(wish.Box)) ? "InUse" : null;

    static JsonObject Ssh(Step step, Wish wish)
    {
        var body = new JsonObject { ["open"] = wish.Open };
        if (wish.Open && step.Customer > 0) body["durationSeconds"] = step.Hours * 3600L + 1800; // never just when a step of the clock ends
        return body;
    }

    static string NameOf(World world, Step step, Box? own) => step.Name switch
    {
        "taken" when world.Box(step.Other) is { } other => other.Name.ToUpperInvariant(),
        "invalid" => (step.Other % 3) switch { 0 => $"-{world.NewName()}", 1 => $"{world.NewName()} x", _ => world.NewName().PadRight(64, 'x') },
        "own" when own is not null => own.Name.ToUpperInvariant() + ".wildixin.com",
        _ => world.NewName(),
    };

    static bool IsTaken(World world, string name) => world.Boxes.Exists(box => !box.IsMigrated && box.Name == Normal(name));

    static string Normal(string name)
    {
#pragma warning disable CA1308 // names of PBXs are in lower case
        var lower = name.Trim().ToLowerInvariant();
#pragma warning restore CA1308
        return lower.EndsWith(".wildixin.com", StringComparison.Ordinal) ? lower[..^".wildixin.com".Length] : lower;
    }

    static JsonObject Counts(Wish wish) => new(wish.Counts.Select(count => KeyValuePair.Create(count.Profile, (JsonNode?)count.Number)));

    static JsonObject AtMost(Wish wish, JsonObject body)
    {
        if (wish.MaximumFee is { } most) body["maximumFee"] = most;
        return body;
    }
}
