using System.Text.Json;
using WildixPbx.Portal;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

/// <summary>What -Verbose shows and -LogPath writes.</summary>
public sealed class LogTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("wildixpbx-test-").FullName;

    string Log => Path.Combine(_folder, "calls.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Each_attempt_is_one_line_with_what_the_report_says()
    {
        await using var server = new ScriptedServer(Step.Problem(503, "PortalBusy", "", "Retry-After: 2", "X-Request-Id: req-1"), Step.ResetAfterReading, Step.Json(200, TestPortal.Changed, "X-Request-Id: req-3"));
        var portal = Connect(server.Uri);
        await portal.ChangeAsync();
        portal.Dispose();

        var lines = (await File.ReadAllLinesAsync(Log, TestContext.Current.CancellationToken)).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal([1, 2, 3], lines.Select(line => line.GetProperty("attempt").GetInt32()));
        Assert.All(lines, line => Assert.Equal(TestPortal.Key, line.GetProperty("idempotencyKey").GetString()));
        Assert.All(lines, line => Assert.Equal("POST /api/v1/customers", $"{line.GetProperty("method")} {line.GetProperty("path")}"));
        Assert.Equal((503, "req-1"), (lines[0].GetProperty("status").GetInt32(), lines[0].GetProperty("requestId").GetString()));
        Assert.True(lines[0].GetProperty("retryInSeconds").GetDouble() >= 2);
        Assert.False(lines[1].TryGetProperty("status", out _));
        Assert.NotEmpty(lines[1].GetProperty("error").GetString()!);
        Assert.Equal(200, lines[2].GetProperty("status").GetInt32());
        Assert.Equal(portal.Reports.Select(report => report.At), lines.Select(line => line.GetProperty("at").GetDateTimeOffset()));
    }

    [Fact]
    public async Task Bodies_are_in_the_reports_only_where_they_are_asked_for()
    {
        await using var server = new ScriptedServer(Step.Json(200, TestPortal.Changed));
        using var portal = Connect(server.Uri);
        CallReport? report = null;
        await portal.ChangeAsync();
        await portal.Portal.SendAsync(PortalCommands.NewCustomer(new NewCustomer { Name = "Contoso" }), new ChangeOptions(TestPortal.Key), new CallContext(TestContext.Current.CancellationToken, one => report = one));

        Assert.Contains("Contoso", portal.Reports.Single().RequestBody, StringComparison.Ordinal);
        Assert.Equal(TestPortal.Changed, portal.Reports.Single().ResponseBody);
        Assert.Null(report!.RequestBody);
        Assert.Null(report.ResponseBody);
    }

    [Fact]
    public async Task Lines_of_many_calls_at_once_are_whole_and_none_is_lost()
    {
        await using var server = new ScriptedServer(Step.Json(200, TestPortal.Customer));
        using (var portal = Connect(server.Uri))
        using (var other = Connect(server.Uri))
            await Task.WhenAll(Enumerable.Range(0, 60).Select(index => (index % 2 == 0 ? portal : other).GetAsync()));

        var lines = await File.ReadAllLinesAsync(Log, TestContext.Current.CancellationToken);
        Assert.Equal(60, lines.Length);
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
    }

    [Fact]
    public async Task The_file_is_for_its_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps it in the user's folder.");
        await using var server = new ScriptedServer(Step.Json(200, TestPortal.Customer));
        using var portal = Connect(server.Uri);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Log));
    }

    [Fact]
    public void A_log_that_can_not_be_opened_is_told_before_anything_is_sent()
    {
        var error = Assert.Throws<ValidationException>(() => new TestPortal(new Uri("http://127.0.0.1:9"), with: settings => settings with { LogPath = Path.Combine(_folder, "no", "such", "folder", "log") }));
        Assert.Equal("WmpLogUnwritable", error.ErrorId);
    }

    [Fact]
    public async Task A_log_that_can_not_be_written_any_more_is_told_once_and_no_call_fails()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Only Linux has a file that is always full.");
        await using var server = new ScriptedServer(Step.Json(200, TestPortal.Customer));
        using var portal = new TestPortal(server.Uri, with: settings => settings with { LogPath = "/dev/full" });
        for (var call = 0; call < 3; call++) await portal.GetAsync();
        Assert.Single(portal.Reports, report => report.Error is not null);
        Assert.Equal(4, portal.Reports.Count);
    }

    TestPortal Connect(Uri uri) => new(uri, with: settings => settings with { LogPath = Log });
}
