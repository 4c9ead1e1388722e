using System.Globalization;
using System.Text.RegularExpressions;

namespace WildixPbx.Tests.Boxes;

/// <summary>
/// Lists of users that go wrong between pages: none may loop for ever, and none may be counted as if it were whole. What was
/// read until then is written, since it is good.
/// </summary>
public sealed class MisbehavingBoxTests : IDisposable
{
    readonly ModuleSession _session = new();

    public MisbehavingBoxTests() => _session.Set("token", SshSandbox.Secret("access_of-a-box-that-misbehaves"));

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_page_that_comes_again_for_ever_ends_the_list_and_is_an_error_where_more_were_promised()
    {
        using var server = Pages(_ => List(1000, 1, 500));
        var outcome = Ask(server, "Get-PbxUser");
        Assert.Equal(500, outcome.Output.Count);
        Assert.Equal(["WmpListIncomplete"], outcome.ErrorIds);
        Assert.Contains("1000 users and lists 500", outcome.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(2, server.Heads.Count);

        using var silent = Pages(_ => List(null, 1, 499)); // a box that knows no paging and tells no total has told all
        Assert.Equal((499, 0), (Ask(silent, "Get-PbxUser").Output.Count, Ask(silent, "Get-PbxUser").Errors.Count));

        using var full = Pages(_ => List(null, 1, 500)); // one that keeps to the count and not to the start may have more
        Assert.Equal(["WmpListIncomplete"], Ask(full, "Get-PbxUser").ErrorIds);
    }

    [Fact]
    public void A_total_that_is_never_reached_is_an_error_and_nothing_is_compared_by_it()
    {
        using var server = Pages(start => List(800, start + 1, start == 0 ? 500 : 0));
        Assert.Equal(["WmpListIncomplete"], Ask(server, "Get-PbxUser").ErrorIds);
        var comparison = Ask(server, "Compare-PbxLicense");
        Assert.Empty(comparison.Output);
        Assert.Equal(["WmpListIncomplete"], comparison.ErrorIds);
        var change = Ask(server, "Set-PbxUserLicense -UserId 7 -LicenseType basic");
        Assert.Equal(["WmpListIncomplete"], change.ErrorIds);
        Assert.DoesNotContain(server.Heads, head => head.StartsWith("PUT", StringComparison.Ordinal));
    }

    [Fact]
    public void A_list_that_never_ends_is_left_after_so_many_pages_in_bounded_memory()
    {
        using var server = Pages(start => List(null, start + 1, 1));
        var outcome = Ask(server, "Compare-PbxLicense");
        Assert.Empty(outcome.Output);
        Assert.Equal(["WmpListEndless"], outcome.ErrorIds);
        Assert.Equal(2000, server.Heads.Count);
    }

    [Fact]
    public void A_login_that_ends_between_pages_is_an_error_after_the_users_that_came()
    {
        using var server = Pages(start => start == 0 ? List(1000, 1, 500) : null);
        var outcome = Ask(server, "Get-PbxUser");
        Assert.Equal(500, outcome.Output.Count);
        Assert.Equal(["WmpAuthenticationFailed"], outcome.ErrorIds);
        Assert.Contains(server.Uri.ToString().TrimEnd('/'), outcome.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Empty(Ask(server, "Compare-PbxLicense").Output); // half a list is no count
    }

    [Fact]
    public void A_user_who_is_listed_twice_is_counted_once()
    {
        using var server = Pages(_ => Answer("""{"type":"result","result":{"total":2,"records":[{"id":7,"licenseType":"basic"},{"id":"7","licenseType":"basic"},{"id":8,"licenseType":null}]}}"""));
        var outcome = Ask(server, "Get-PbxUser");
        Assert.Empty(outcome.Errors);
        Assert.Equal(["7", "8"], outcome.Output.Select(user => user.Text("UserId")));
        Assert.Equal(1, Assert.Single(Ask(server, "Compare-PbxLicense").Output, one => one.Text("Profile") == "PBX-BASIC").Prop("Assigned"));
    }

    [Fact]
    public void One_box_of_nonsense_among_many_is_one_error()
    {
        using var good = Pages(_ => List(1, 1, 1));
        using var bad = Pages(_ => Answer("<html>Log in</html>"));
        _session.Set("uris", new[] { good.Uri, bad.Uri, good.Uri });
        var outcome = _session.Run("$uris | ForEach-Object { [pscustomobject]@{ Uri = $_ } } | Get-PbxUser -Token $token");
        Assert.Equal(2, outcome.Output.Count);
        Assert.Equal(["WmpUnexpectedAnswer"], outcome.ErrorIds);
        Assert.Contains(bad.Uri.ToString().TrimEnd('/'), outcome.Errors[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_box_whose_users_can_not_be_read_is_asked_once_however_many_rows_are_of_it()
    {
        using var server = Pages(_ => null);
        var outcome = Ask(server, "1..5 | ForEach-Object { [pscustomobject]@{ UserId = $_; LicenseType = 'basic' } } | Set-PbxUserLicense");
        Assert.Equal(Enumerable.Repeat("WmpAuthenticationFailed", 5), outcome.ErrorIds);
        Assert.Single(server.Heads); // if it hung, each row would wait for the timeout
    }

    // By where a page starts; none for a login that is no longer good.
    static TinyServer Pages(Func<int, string?> answer) => new(null)
    {
        ByHead = head =>
        {
            var start = Regex.Match(head, "start=(\\d+)") is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
            return answer(start) ?? "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        },
    };

    static string List(int? total, int first, int count)
    {
        var users = Enumerable.Range(first, count).Select(id => $$"""{"id":"{{id}}","licenseType":"essential"}""");
        return Answer($$$"""{"type":"result","result":{{{{(total is null ? "" : $"\"total\":{total},")}}}"records":[{{{string.Join(",", users)}}}]}}""");
    }

    static string Answer(string body) => string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}");

    Outcome Ask(TinyServer server, string command)
    {
        _session.Set("uri", server.Uri);
        return _session.Run($"{command} -Identity $uri -Token $token");
    }
}
