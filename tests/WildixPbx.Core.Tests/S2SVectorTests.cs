using System.Text.Json;
using WildixPbx.Boxes;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

/// <summary>S2S signatures against what Wildix's own client makes, and what must not be signed.</summary>
public sealed class S2SVectorTests
{
    static readonly Lazy<IReadOnlyDictionary<string, JsonElement>> Vectors = new(() =>
    {
        var text = File.ReadAllText(RepositoryFolder.At("tests", "WildixPbx.Core.Tests", "s2s-vectors.json"));
        return JsonDocument.Parse(text).RootElement.GetProperty("vectors").EnumerateArray().ToDictionary(vector => vector.GetProperty("id").GetString()!);
    });

    public static TheoryData<string> Ids => [.. Vectors.Value.Keys];

    [Theory, MemberData(nameof(Ids))]
    public void A_canonical_text_that_differs_from_the_official_clients_is_found(string id)
        => Assert.Equal(Vectors.Value[id].GetProperty("canonical").GetString(), RequestOf(id).Canonical);

    [Theory, MemberData(nameof(Ids))]
    public void A_hash_that_differs_is_found(string id)
        => Assert.Equal(Vectors.Value[id].GetProperty("hash").GetString(), S2SCanonical.Hash(Vectors.Value[id].GetProperty("canonical").GetString()!));

    [Theory, MemberData(nameof(Ids))]
    public void A_token_or_claims_that_differ_are_found(string id)
    {
        var (vector, given) = (Vectors.Value[id], Vectors.Value[id].GetProperty("request"));
        var (name, issued) = (Text(given, "appName"), DateTimeOffset.FromUnixTimeSeconds(given.GetProperty("iat").GetInt64()));
        var request = RequestOf(id);
        Assert.Equal(vector.GetProperty("payload").GetString(), S2SToken.Claims(name, issued, request.HeaderNames, vector.GetProperty("hash").GetString()!));
        Assert.Equal(vector.GetProperty("jwt").GetString(), request.Token(name, Text(given, "secret"), issued));
    }

    [Theory, MemberData(nameof(Ids))]
    public void A_target_that_goes_over_the_wire_otherwise_is_found(string id)
        => Assert.Equal(Vectors.Value[id].GetProperty("sent").GetProperty("target").GetString(), RequestOf(id).Target);

    [Fact]
    public void The_vectors_are_there()
        => Assert.Equal(["s01", "s02", "s03", "s04", "s05", "s06", "s07", "s08", "s09", "s10", "s11", "s12"], Vectors.Value.Keys.Order());

    public static TheoryData<string> Unsignable => ["null", "empty list", "dotted name", "negative zero", "large whole float", "header list", "second host"];

    [Theory, MemberData(nameof(Unsignable))]
    public void Input_that_the_box_would_read_otherwise_than_it_was_signed_is_refused(string what)
    {
        PhpMap query = [], headers = [];
        switch (what)
        {
            case "null": query.Set("a", null); break;
            case "empty list": query.Set("a", new PhpMap()); break;
            case "dotted name": query.Set("a.b", "1"); break;
            case "negative zero": query.Set("a", -0.0); break;
            case "large whole float": query.Set("a", 1e15); break;
            case "header list": headers.Set("X-A", PhpMap.List(["1", "2"])); break;
            default: headers.Set("host", "other.example"); break;
        }

        var error = Assert.Throws<ValidationException>(() => new S2SRequest("GET", "/api/v1/PBX/ping", "box.example", "app", query, headers: headers));
        Assert.Equal("WmpS2SUnsignable", error.ErrorId);
    }

    [Fact]
    public void A_null_in_a_JSON_body_is_carried_and_one_in_a_form_is_not()
    {
        PhpMap body = [], json = [];
        body.Set("a", null);
        json.Set("Content-Type", "application/json");
        Assert.EndsWith("a:;", new S2SRequest("POST", "/x", "box.example", "app", body: body, headers: json).Canonical, StringComparison.Ordinal);
        Assert.Throws<ValidationException>(() => new S2SRequest("POST", "/x", "box.example", "app", body: body));
    }

    [Theory]
    [InlineData(1.5, "1.5")]
    [InlineData(1.0, "1")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1.0E-5")]
    [InlineData(-12.25, "-12.25")]
    [InlineData(0.1 + 0.2, "0.3")]
    public void A_float_that_is_written_otherwise_than_PHP_writes_it_is_found(double value, string text)
    {
        PhpMap query = [];
        query.Set("f", value);
        Assert.EndsWith($"f:{text};", new S2SRequest("GET", "/x", "h", "a", query).Canonical, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a=1&a=2", "a:2;")]
    [InlineData("a.b=1", "a_b:1;")]
    [InlineData("l[]=x&l[]=y", "l:0:x;1:y;;")]
    [InlineData("m[k][z]=1&m[k][a]=2", "m:k:a:2;z:1;;;")]
    [InlineData("q=Gr%C3%B6%C3%9Fe+10", "q:Größe 10;")]
    [InlineData("10=a&2=b&x=c", "2:b;10:a;x:c;")]
    public void A_query_that_is_read_otherwise_than_PHP_reads_it_is_found(string query, string canonical)
        => Assert.Equal("/" + canonical, S2SCanonical.Of("", "/", [], PhpQuery.Parse(query), []));

    static S2SRequest RequestOf(string id)
    {
        var given = Vectors.Value[id].GetProperty("request");
        return new S2SRequest(
            Text(given, "method"), Text(given, "endpoint"), new Uri(Text(given, "host")).Host, Text(given, "appId"),
            Map(given, "params"), Map(given, "body"), Map(given, "headers"));
    }

    static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    static PhpMap? Map(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? (PhpMap)ValueOf(value)! : null;

    static object? ValueOf(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                PhpMap map = [];
                foreach (var member in value.EnumerateObject()) map.Set(member.Name, ValueOf(member.Value));
                return map;
            case JsonValueKind.Array: return PhpMap.List(value.EnumerateArray().Select(ValueOf));
            case JsonValueKind.Number: return value.GetRawText().AsSpan().ContainsAny(".eE") ? value.GetDouble() : value.GetInt64();
            case JsonValueKind.True: return true;
            case JsonValueKind.False: return false;
            case JsonValueKind.Null: return null;
            default: return value.GetString();
        }
    }
}
