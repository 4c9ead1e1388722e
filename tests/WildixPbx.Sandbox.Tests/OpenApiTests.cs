using System.Text.Json.Nodes;

namespace WildixPbx.Sandbox.Tests;

public class OpenApiTests(SandboxFixture fixture)
{
    static readonly string[] Methods = ["get", "post", "patch", "put", "delete"];
    readonly JsonNode _document = JsonNode.Parse(File.ReadAllText(Path.Combine(BuiltFiles.Root, "src/WildixPbx.Sandbox/obj/openapi.json")))!;

    [Fact]
    public void The_published_document_is_that_of_the_code()
    {
        var published = JsonNode.Parse(File.ReadAllText(Path.Combine(BuiltFiles.Root, "docs/portal-api/openapi.json")));
        Assert.True(JsonNode.DeepEquals(_document, published), "docs/portal-api/openapi.json is not what the code says. Copy src/WildixPbx.Sandbox/obj/openapi.json over it.");
    }

    [Fact]
    public void Every_operation_has_an_id_words_examples_and_its_errors()
    {
        var operations = Operations().ToList();
        Assert.Equal(44, operations.Count);
        Assert.Equal(operations.Count, operations.Select(operation => (string)operation.Node["operationId"]!).Distinct().Count());
        Assert.All(operations, operation =>
        {
            Assert.NotEqual("", (string)operation.Node["summary"]!);
            Assert.NotEqual("", (string)operation.Node["description"]!);
            var isOpen = operation.Path.EndsWith("/health", StringComparison.Ordinal);
            var codes = operation.Node["responses"]!.AsObject().Select(response => response.Key).ToList();
            Assert.Contains(isOpen ? "500" : "401", codes);
            Assert.All(operation.Node["responses"]!.AsObject().Where(response => response.Key is "200" or "201" or "202"), response => Assert.NotNull(response.Value!["content"]!["application/json"]!["example"]));
            if (operation.Node["requestBody"] is { } body) Assert.NotNull(body["content"]!["application/json"]!["example"]);
            Assert.All(operation.Node["parameters"]?.AsArray() ?? [], parameter => Assert.NotEqual("", (string)parameter!["description"]!));
            if (operation.Method != "get") Assert.Contains(operation.Node["parameters"]!.AsArray(), parameter => (string)parameter!["name"]! == "Idempotency-Key" && (bool)parameter["required"]!);
        });
    }

    [Fact]
    public async Task Every_list_takes_the_parameters_that_the_document_names()
    {
        foreach (var (path, _, operation) in Operations().Where(operation => operation.Method == "get" && operation.Node["parameters"]?.AsArray().Any(parameter => (string)parameter!["name"]! == "limit") == true))
        {
            foreach (var parameter in operation["parameters"]!.AsArray().Where(parameter => (string)parameter!["in"]! == "query" && (string)parameter["name"]! != "cursor"))
            {
                var example = parameter!["example"]!;
                var value = example is JsonArray several ? several[0]! : example;
                (await fixture.Manager.GetAsync($"{path}?{(string)parameter["name"]!}={Uri.EscapeDataString(value.ToString())}")).Expect(200);
            }
        }
    }

    IEnumerable<(string Path, string Method, JsonNode Node)> Operations()
        => _document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Where(entry => Methods.Contains(entry.Key)).Select(entry => (path.Key, entry.Key, entry.Value!)));
}
