using System.Text;
using WildixPbx.Boxes;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

/// <summary>What boxes write in other ways than they should, and what can be read for certain all the same.</summary>
public sealed class BoxLeniencyTests
{
    const string Users = """{"type":"result","result":{"total":1,"records":[{"id":"7","name":"J","licenseType":"basic"}]}}""";
    const string LatinUsers = """{"type":"result","result":[{"id":"7","name":"Zoë Müller"}]}""";

    public static TheoryData<string, string, byte[]> Forms => new()
    {
        { "a byte order mark", "application/json", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(LatinUsers)] },
        { "an old encoding, said", "application/json; charset=ISO-8859-1", Encoding.Latin1.GetBytes(LatinUsers) },
        { "an old encoding, said and not so", "application/json; charset=\"iso-8859-1\"", Encoding.UTF8.GetBytes(LatinUsers) },
        { "another type", "text/html", Encoding.UTF8.GetBytes(LatinUsers) },
        { "blanks around", "application/json", Encoding.UTF8.GetBytes("\r\n\t " + LatinUsers + "\n\n") },
        { "names in capitals", "application/json", Encoding.UTF8.GetBytes("""{"TYPE":"result","RESULT":[{"ID":7,"NAME":"Zoë Müller"}]}""") },
        { "a total that is none", "application/json", Encoding.UTF8.GetBytes("""{"type":"result","result":{"total":"many","records":[{"id":7.0,"name":"Zoë Müller","extension":{},"licenseType":[],"pbx":null}]}}""") },
    };

    [Theory, MemberData(nameof(Forms))]
    public async Task What_can_be_read_for_certain_is_read(string form, string type, byte[] body)
    {
        await using var server = new ScriptedServer(Step.Bytes(type, body));
        using var box = new TestBox(server.Uri);
        var user = Assert.Single((await box.UsersAsync()).Users);
        Assert.True(("7", "Zoë Müller") == (user.UserId, user.UserName), $"{form}: {user.UserId} {user.UserName}");
    }

    [Theory]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n" + Users)]
    [InlineData("HTTP/1.1 200\r\nConnection: close\r\n\r\n" + Users)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: ???\r\nContent-Length: 94\r\n\r\n" + Users)]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5E;x=y\r\n" + Users + "\r\n0\r\nX-Trailer: 1\r\n\r\n")]
    public async Task Old_and_careless_HTTP_is_read(string answer)
    {
        Assert.Equal(0x5E, Users.Length);
        await using var server = new ScriptedServer(Step.Raw(answer));
        using var box = new TestBox(server.Uri);
        Assert.Equal("7", Assert.Single((await box.UsersAsync()).Users).UserId);
    }

    [Theory]
    [InlineData("12345678901234567890123")] // longer than any number: rounded, it would be another user's
    [InlineData("9007199254740993")]
    public async Task An_id_that_is_a_number_is_not_rounded(string id)
    {
        await using var server = new ScriptedServer(Step.Json(200, $$"""{"type":"result","result":[{"id":{{id}}}]}"""));
        using var box = new TestBox(server.Uri);
        Assert.Equal(id, Assert.Single((await box.UsersAsync()).Users).UserId);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("true")]
    [InlineData("-1e999")]
    [InlineData("""{"version":{"a":1},"serial":[2]}""")]
    [InlineData("""{"version":null,"serial":false}""")]
    [InlineData("""{"version":[["4.03"]],"records":7}""")]
    public async Task A_version_that_is_none_is_not_known_and_no_error(string result)
    {
        await using var server = new ScriptedServer(Step.Json(200, $$"""{"type":"result","result":{{result}}}"""));
        using var box = new TestBox(server.Uri);
        Assert.Null((await box.InfoAsync(PbxInfoParts.All)).WmsVersion);
    }

    [Theory]
    [InlineData("""{"state":{},"progress":[],"version":3,"message":{"a":null}}""")]
    [InlineData("""{"state":null,"progress":"half","version":null}""")]
    [InlineData("""[[],[]]""")]
    [InlineData("7")]
    public async Task The_state_of_an_upgrade_in_other_types_is_unknown(string result)
    {
        await using var server = new ScriptedServer(Step.Json(200, $$"""{"type":"result","result":{{result}}}"""));
        using var box = new TestBox(server.Uri);
        var state = await box.Box.GetUpgradeAsync(box.Call());
        Assert.Equal((UpgradeStage.Unknown, null), (state.Stage, state.Progress));
    }
}
