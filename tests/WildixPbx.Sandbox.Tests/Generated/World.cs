using System.Globalization;
using System.Text.Json.Nodes;
using WildixPbx.Sandbox.Tests.Rules;

namespace WildixPbx.Sandbox.Tests.Generated;

/// <summary>What one generated scenario has on the portal: its customers and PBXs, known from the answers alone.</summary>
sealed class World
{
    readonly string _suffix = Guid.NewGuid().ToString("N")[..10];
    readonly Dictionary<string, IReadOnlyDictionary<string, int>> _assigned = [];
    int _names;

    World(SandboxProcess sandbox, string rules) => (Sandbox, RuleSet) = (sandbox, rules);

    public SandboxProcess Sandbox { get; }

    public string RuleSet { get; }

    /// <summary>Three customers; the last one has no contact.</summary>
    public List<string> Customers { get; } = [];

    public List<Box> Boxes { get; private set; } = [];

    public int BoxesLeft { get; set; }

    public DateTimeOffset Now { get; private set; }

    public static async Task<World> NewAsync(SandboxProcess sandbox, string rules)
    {
        var world = new World(sandbox, rules);
        world.Customers.Add(await sandbox.Partner.NewCustomerAsync());
        world.Customers.Add(await sandbox.Partner.NewCustomerAsync());
        world.Customers.Add((await sandbox.Partner.PostAsync("customers", new { name = Estate.Name("Customer") })).Expect(201)["resource"].Id());
        world.BoxesLeft = (await sandbox.Partner.AllAsync("hardware-orders?unused=true")).Sum(order => (int)order["quantity"]! - (int)order["used"]!);
        await world.ReadClockAsync();
        return world;
    }

    public Box? Box(int number) => Boxes.Count == 0 ? null : Boxes[number % Boxes.Count];

    public Box Find(string id) => Boxes.Single(box => box.Id == id);

    public string NewName() => string.Create(CultureInfo.InvariantCulture, $"g-{_suffix}-{++_names}");

    /// <summary>Puts a PBX in the place of what was known of it.</summary>
    public void Put(JsonNode pbx)
    {
        var box = new Box(pbx.DeepClone().AsObject());
        var place = Boxes.FindIndex(one => one.Id == box.Id);
        if (place < 0) Boxes.Add(box);
        else Boxes[place] = box;
    }

    public async Task BuyAsync()
    {
        (await Sandbox.Partner.PostAsync("hardware-orders", new { item = "WPBX-HW", quantity = 1 })).Expect(201);
        BoxesLeft++;
    }

    public IReadOnlyDictionary<string, int>? Assigned(Box? box) => box is null ? null : _assigned.GetValueOrDefault(box.Id);

    public async Task AssignAsync(Box box, IReadOnlyList<Count> counts)
    {
        var users = counts.Where(count => count.Number is > 0 and <= 100_000 && count.Profile != "UC-Platinum").ToDictionary(count => count.Profile, count => count.Number, StringComparer.OrdinalIgnoreCase);
        (await Sandbox.Manager.PatchAsync($"sandbox/pbxs/{box.Id}", new { assignedUsers = users })).Expect(200);
        _assigned[box.Id] = users;
    }

    /// <summary>Lets time pass, and reads what it has changed.</summary>
    public async Task PassAsync(int hours)
    {
        await ReadClockAsync();
        await Sandbox.MoveClockAsync(Now.AddHours(hours));
        await ReadClockAsync();
        Boxes = await ReadAsync();
    }

    public async Task ReadClockAsync() => Now = (DateTimeOffset)(await Sandbox.Partner.GetAsync("portal")).Expect(200)["now"]!;

    /// <summary>The PBXs as the portal shows them now, in the order in which they came.</summary>
    public async Task<List<Box>> ReadAsync()
    {
        var all = new List<Box>();
        foreach (var customer in Customers) all.AddRange((await Sandbox.Partner.AllAsync("pbxs?customer=" + customer)).Select(pbx => new Box(pbx.AsObject())));
        var order = Boxes.Select((box, place) => (box.Id, place)).ToDictionary(one => one.Id, one => one.place);
        return [.. all.OrderBy(box => order.GetValueOrDefault(box.Id, int.MaxValue))];
    }

    /// <summary>The name of another PBX of a customer that has licences, as the portal would name it.</summary>
    public string OtherLicensed(string customer, Box? except)
        => Boxes.FirstOrDefault(box => box.CustomerId == customer && box.Id != except?.Id && box.IsLicensed)?.Name ?? "";

    /// <summary>Whether another PBX shares the licences of this one or has asked to.</summary>
    public bool IsServer(Box box) => Boxes.Any(other => other.SharingServer == box.Id || other.RequestedServer == box.Id);
}
