using System.Globalization;
using System.Text.Json.Nodes;

namespace WildixPbx.Sandbox.Tests.Rules;

/// <summary>What the cases of the rules make on a sandbox.</summary>
static class RuleEstate
{
    /// <summary>Counts from a text such as <c>UC-Essential 30; PBX-BASIC 10</c>.</summary>
    public static JsonObject Counts(string text) => new(text
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(count => count.Split(' '))
        .Select(words => KeyValuePair.Create(words[0], (JsonNode?)int.Parse(words[1], CultureInfo.InvariantCulture))));

    /// <summary>A PBX of a customer; where it is Hardware a box is bought for it.</summary>
    public static async Task<JsonNode> NewPbxOfAsync(
        this SandboxProcess sandbox, string customer, string platform, string term, JsonObject? licenses = null, string licensing = "PerUser", int? storage = null)
    {
        if (platform == "Hardware") (await sandbox.Partner.PostAsync("hardware-orders", new { item = "WPBX-HW", quantity = 1 })).Expect(201);
        var body = Estate.PbxBody(customer, new { platform, term, licensing, licenses = licenses ?? [] });
        if (platform == "Cloud") body["region"] = "eu-central-1";
        if (storage is not null) body["storageGB"] = storage;
        return (await sandbox.Partner.PostAsync("pbxs", body)).Expect(201)["resource"];
    }

    /// <summary>Another PBX with licences for a customer.</summary>
    public static Task<JsonNode> NewOtherLicensedAsync(this SandboxProcess sandbox, string customer)
        => sandbox.NewPbxOfAsync(customer, "Virtual", "Yearly", Counts("UC-Essential 1"));

    /// <summary>Leaves just so many bought boxes that have not become a PBX.</summary>
    public static async Task SetBoxesAsync(this SandboxProcess sandbox, int count)
    {
        var orders = await sandbox.Partner.AllAsync("hardware-orders?unused=true");
        var left = orders.Sum(order => (int)order["quantity"]! - (int)order["used"]!);
        if (left > count)
        {
            var customer = await sandbox.Partner.NewCustomerAsync();
            for (; left > count; left--) (await sandbox.Partner.PostAsync("pbxs", Estate.PbxBody(customer, new { platform = "Hardware" }))).Expect(201);
        }

        if (left < count) (await sandbox.Partner.PostAsync("hardware-orders", new { item = "WPBX-HW", quantity = count - left })).Expect(201);
    }

    /// <summary>Lets a PBX share the licences of another one, whatever the rule set asks for that.</summary>
    public static async Task ShareAsync(this SandboxProcess sandbox, string client, string server)
    {
        foreach (var pbx in new[] { client, server }) (await sandbox.Partner.ChangeAsync("PUT", $"pbxs/{pbx}/network", null)).Expect(200);
        var asked = await sandbox.Partner.ChangeAsync("PUT", $"pbxs/{client}/sharing", new { server });
        Assert.True(asked.Status is 200 or 202, asked.Text);
        if (asked.Status == 202) (await sandbox.Manager.PostAsync($"requests/{(string)asked["requestId"]!}/decision", new { state = "Approved" })).Expect(200);
    }

    /// <summary>Moves the clock forward to a moment.</summary>
    public static async Task MoveClockAsync(this SandboxProcess sandbox, DateTimeOffset to)
        => (await sandbox.Manager.PostAsync("sandbox/clock", new { to = to.UtcDateTime })).Expect(200);
}

/// <summary>The client and the server of a case of sharing.</summary>
sealed class SharingStage(SandboxProcess sandbox, string client, string server, bool isSameCustomer)
{
    public async Task<WireChange> SetAsync()
    {
        var customer = await sandbox.Partner.NewCustomerAsync();
        var clientId = await NewAsync(client, customer);
        var serverId = server == "itself" ? clientId : await NewAsync(server, isSameCustomer ? customer : await sandbox.Partner.NewCustomerAsync());
        return new("PUT", $"pbxs/{clientId}/sharing", new JsonObject { ["server"] = serverId });
    }

    /// <summary>A PBX from words such as <c>Cloud Yearly PerUser; UC-Essential 5; 20 GB; network</c>.</summary>
    async Task<string> NewAsync(string text, string customer)
    {
        var parts = text.Split(';', StringSplitOptions.TrimEntries);
        var words = parts[0].Split(' ');
        var counts = string.Join(';', parts.Skip(1).Where(part => part.StartsWith("UC-", StringComparison.Ordinal) || part.StartsWith("PBX-", StringComparison.Ordinal)));
        int? storage = parts.FirstOrDefault(part => part.EndsWith(" GB", StringComparison.Ordinal) && char.IsAsciiDigit(part[0])) is { } size ? Number(size) : null;
        var pbx = (await sandbox.NewPbxOfAsync(customer, words[0], words[1], RuleEstate.Counts(counts), words[2], storage)).Id();
        foreach (var part in parts.Skip(1))
        {
            if (part == "network") (await sandbox.Partner.ChangeAsync("PUT", $"pbxs/{pbx}/network", null)).Expect(200);
            else if (part == "no network") (await sandbox.Partner.DeleteAsync($"pbxs/{pbx}/network")).Expect(200);
            else if (part == "a client itself") await sandbox.ShareAsync(pbx, (await sandbox.NewPbxOfAsync(customer, "Virtual", "Yearly")).Id());
            else if (part == "a server already") await sandbox.ShareAsync((await sandbox.NewPbxOfAsync(customer, "Virtual", "Yearly")).Id(), pbx);
            else if (part.StartsWith("scheduled ", StringComparison.Ordinal))
                (await sandbox.Partner.PatchAsync($"pbxs/{pbx}/storage", new { storageGB = Number(part["scheduled ".Length..]) })).Expect(200);
            else if (part.StartsWith("waiting ", StringComparison.Ordinal))
                (await sandbox.Partner.PatchAsync($"pbxs/{pbx}/licenses", new JsonObject { ["licenses"] = RuleEstate.Counts(part["waiting ".Length..]) })).Expect(202);
        }

        return pbx;
    }

    static int Number(string text) => int.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture);
}
