using System.Text.Json.Nodes;
using WildixPbx.Sandbox.Tests;

[assembly: AssemblyFixture(typeof(SandboxFixture))]

namespace WildixPbx.Sandbox.Tests;

/// <summary>One sandbox for every test that leaves it in order; each makes objects of its own in it.</summary>
public sealed class SandboxFixture : IAsyncLifetime
{
    SandboxProcess? _sandbox;

    internal SandboxProcess Sandbox => _sandbox!;

    internal PortalClient Partner => Sandbox.Partner;

    internal PortalClient Manager => Sandbox.Manager;

    public async ValueTask InitializeAsync() => _sandbox = await SandboxProcess.StartAsync();

    public async ValueTask DisposeAsync() => await Sandbox.DisposeAsync();
}

/// <summary>Makes what most tests begin with.</summary>
static class Estate
{
    static int _last;

    /// <summary>A name that nothing else has.</summary>
    public static string Name(string prefix = "t") => $"{prefix}-{Interlocked.Increment(ref _last)}-{Guid.NewGuid().ToString("N")[..6]}";

    /// <summary>A customer with a contact.</summary>
    public static async Task<string> NewCustomerAsync(this PortalClient portal, string? name = null)
    {
        var customer = (await portal.PostAsync("customers", new { name = name ?? Name("Customer") })).Expect(201);
        var id = (string)customer["resource"]["id"]!;
        (await portal.PostAsync($"customers/{id}/contacts", new { name = "Anna", email = "anna@example.com" })).Expect(201);
        return id;
    }

    /// <summary>A body that creates a PBX: Virtual and Yearly, with some members replaced.</summary>
    public static JsonObject PbxBody(string customer, object? with = null)
    {
        var body = new JsonObject { ["customer"] = customer, ["name"] = Name("pbx"), ["platform"] = "Virtual", ["term"] = "Yearly" };
        foreach (var member in System.Text.Json.JsonSerializer.SerializeToNode(with ?? new { })!.AsObject()) body[member.Key] = member.Value?.DeepClone();
        return body;
    }

    /// <summary>A PBX of a customer of its own.</summary>
    public static async Task<JsonNode> NewPbxAsync(this PortalClient portal, object? with = null, string? customer = null)
        => (await portal.PostAsync("pbxs", PbxBody(customer ?? await portal.NewCustomerAsync(), with))).Expect(201)["resource"];

    /// <summary>A PBX with licences.</summary>
    public static Task<JsonNode> NewLicensedPbxAsync(this PortalClient portal, int essential = 30, string term = "Yearly")
        => portal.NewPbxAsync(new { term, licenses = new Dictionary<string, int> { ["UC-Essential"] = essential } });

    public static object Counts(params (string Profile, int Count)[] counts) => new { licenses = counts.ToDictionary(count => count.Profile, count => count.Count) };

    public static string Id(this JsonNode node) => (string)node["id"]!;
}
