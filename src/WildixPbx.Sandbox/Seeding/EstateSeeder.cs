using System.Text.Json;
using WildixPbx.Portal;
using WildixPbx.Sandbox.Hosting;
using WildixPbx.Sandbox.Portal;
using WildixPbx.Sandbox.Storage;

namespace WildixPbx.Sandbox.Seeding;

/// <summary>The data are somebody's already, and are no estate of this seed.</summary>
sealed class NotEmptyException(string message) : Exception(message);

/// <summary>
/// Fills an empty portal with an estate: in few large transactions and past the HTTP routes, since the rules would only find
/// what was made to fit them. How far it came is kept with the data, so that one that was killed goes on where it was.
/// </summary>
sealed class EstateSeeder(PortalRuntime runtime)
{
    public const int DefaultCount = 1000, MaximumCount = 1_000_000;

    const string Entry = "seed", Actor = "portal";
    const int Batch = 10_000, LargestOrder = 1000;

    /// <summary>Makes the estate, or leaves it as it is where it is there already.</summary>
    /// <param name="seed">Its name: the same one gives the same estate.</param>
    /// <param name="count">How many PBXs; none for those that are there, or the default.</param>
    /// <exception cref="NotEmptyException">There are other data.</exception>
    public async Task SeedAsync(string seed, int? count)
    {
        var progress = runtime.Database.Read(db => Meta.Get(db, Entry)) is { } kept
            ? JsonSerializer.Deserialize<Progress>(kept)!
            : Begin(seed, count ?? DefaultCount);
        if (progress.Seed != seed || (count is not null && count != progress.Count))
            throw new NotEmptyException($"The sandbox holds the estate '{progress.Seed}' of {progress.Count} PBXs, not '{seed}' of {count ?? progress.Count}.");

        if (progress.IsDone) return;
        var customers = new SeededCustomers(seed, progress.Moment, runtime.Setup);
        await runtime.Writer.RunAsync(Indexes.Drop);
        while (!progress.IsDone)
        {
            var from = progress;
            progress = await runtime.Writer.RunAsync(db => Write(db, customers, from));
        }

        await runtime.Writer.RunAsync(Indexes.Create);
    }

    Progress Begin(string seed, int count)
    {
        var holdsData = runtime.Database.Read(db => db.Scalar("SELECT 1 FROM customers UNION ALL SELECT 1 FROM pbxs UNION ALL SELECT 1 FROM hardwareOrders LIMIT 1") is not null);
        return holdsData ? throw new NotEmptyException("The sandbox holds data that no seed made.") : new Progress(seed, count, runtime.Setup.Now);
    }

    Progress Write(DbSession db, SeededCustomers customers, Progress from)
    {
        var to = from;
        while (to.Pbxs < to.Count && to.Pbxs - from.Pbxs < Batch)
        {
            var customer = customers.Of(to.Customers, to.Pbxs, to.Count - to.Pbxs);
            Insert(db, customer, from.Moment);
            to = to with
            {
                Customers = to.Customers + 1,
                Pbxs = to.Pbxs + customer.Pbxs.Count,
                Boxes = to.Boxes + customer.Pbxs.Count(pbx => pbx.Platform == Platform.Hardware),
            };
        }

        if (to.Pbxs == to.Count) to = Finish(db, to);
        Meta.Set(db, Entry, JsonSerializer.Serialize(to));
        return to;
    }

    static void Insert(DbSession db, SeededCustomer seeded, DateTimeOffset moment)
    {
        Tables.Customers.Insert(db, seeded.Customer);
        foreach (var contact in seeded.Contacts) Tables.Contacts.Insert(db, contact);
        foreach (var pbx in seeded.Pbxs)
        {
            var serial = PbxOperations.NextSerial(db);
            Tables.Pbxs.Insert(db, pbx with { Serial = serial });
            Serials.Add(db, serial, pbx.Id);
            Renewals.Begin(db, pbx, moment);
        }
    }

    // Each Hardware PBX was bought once, and none is left over.
    Progress Finish(DbSession db, Progress progress)
    {
        var prices = runtime.Setup.Prices.List;
        var dice = new Dice(progress.Seed, "order", 0);
        for (var left = progress.Boxes; left > 0 && prices.Once.ContainsKey(HardwareOrder.PbxItem); left -= LargestOrder)
        {
            var quantity = (int)Math.Min(left, LargestOrder);
            Tables.Orders.Insert(db, new HardwareOrder
            {
                Id = dice.Id("ord_"),
                Item = HardwareOrder.PbxItem,
                Quantity = quantity,
                Used = quantity,
                Price = prices.Of(HardwareOrder.PbxItem, quantity),
                OrderedOn = progress.Moment - TimeSpan.FromDays(3000),
            });
        }

        // One event for all of it: the trail tells who changed what, and here nobody did.
        Trail.Add(db, new AuditEvent
        {
            Sequence = 0,
            At = progress.Moment,
            Actor = "portal",
            Action = "EstateSeeded",
            Kind = "Estate",
            SubjectId = "estate",
            Subject = progress.Seed,
            After = JsonSerializer.Serialize(new { customers = progress.Customers, pbxs = progress.Pbxs }, WireJson.Options),
        });
        return progress with { IsDone = true };
    }

    /// <summary>How far an estate has come.</summary>
    /// <param name="Seed">Its name.</param>
    /// <param name="Count">How many PBXs it is to have.</param>
    /// <param name="Moment">The portal's clock when it was begun; all its times are counted from it.</param>
    sealed record Progress(string Seed, int Count, DateTimeOffset Moment)
    {
        public long Customers { get; init; }

        public long Pbxs { get; init; }

        public long Boxes { get; init; }

        public bool IsDone { get; init; }
    }
}
