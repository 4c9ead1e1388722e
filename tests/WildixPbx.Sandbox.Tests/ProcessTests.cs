using System.Net;
using System.Net.Sockets;

namespace WildixPbx.Sandbox.Tests;

public class ProcessTests
{
    const string Tokens = $$"""{"partner":"{{SandboxProcess.PartnerToken}}","manager":"{{SandboxProcess.ManagerToken}}"}""";

    [Fact]
    public async Task It_says_where_it_is_in_one_line_and_nothing_more_and_ends_with_its_stdin()
    {
        var sandbox = await SandboxProcess.StartAsync();
        await using (sandbox)
        {
            Assert.Equal(sandbox.Id, (int)sandbox.ReadyLine["pid"]!);
            Assert.Equal("127.0.0.1", sandbox.Uri.Host);
            (await sandbox.Partner.GetAsync("none-such")).Expect(404);
            (await sandbox.Partner.PostAsync("customers", "{")).Expect(400);
            await sandbox.StopAsync();
            Assert.Equal(0, sandbox.ExitCode);
            Assert.Equal("", await sandbox.RestOfOutputAsync());
        }
    }

    [Fact]
    public async Task It_survives_sigint_and_stops_on_sigterm()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send by name.");
        await using var sandbox = await SandboxProcess.StartAsync();
        await sandbox.SignalAsync("INT");
        (await sandbox.Partner.PostAsync("customers", new { name = "x" })).Expect(201);
        (await sandbox.Partner.GetAsync("portal")).Expect(200);
        Assert.False(sandbox.HasExited);

        await sandbox.SignalAsync("TERM");
        await sandbox.WaitForExitAsync();
        Assert.Equal(0, sandbox.ExitCode);
    }

    [Fact]
    public async Task A_second_one_on_the_same_folder_is_refused_until_the_first_is_gone_however_it_went()
    {
        var data = SandboxProcess.NewFolder();
        await using (var first = await SandboxProcess.StartAsync(data))
        {
            var (code, output, _) = await SandboxProcess.RunAsync(Tokens, "--urls", "http://127.0.0.1:0", "--data", data, "--tokens-from-stdin", "--reset");
            Assert.Equal(3, code);
            Assert.Contains("\"error\":\"SandboxInUse\"", output, StringComparison.Ordinal);
            (await first.Partner.PostAsync("customers", new { name = "kept" })).Expect(201);
            await first.KillAsync();
        }

        await using (var second = await SandboxProcess.StartAsync(data)) (await second.Partner.GetAsync("customers/kept")).Expect(200);
        await using (var third = await SandboxProcess.StartAsync(data, "--reset")) (await third.Partner.GetAsync("customers/kept")).Expect(404);
        Directory.Delete(data, recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_port_that_another_program_has_is_told_in_one_line_without_a_stack_trace(bool isChild)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";
        var data = SandboxProcess.NewFolder();
        var (code, output, error) = await SandboxProcess.RunAsync(isChild ? Tokens : null, ["--urls", url, "--data", data, .. isChild ? ["--tokens-from-stdin"] : Array.Empty<string>()]);
        Directory.Delete(data, recursive: true);

        Assert.Equal(3, code);
        Assert.Contains(url, Assert.Single((isChild ? output : error).TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Equal("", isChild ? error : output);
        if (isChild) Assert.Contains("\"error\":\"SandboxFailed\"", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://192.0.2.1:5080")]
    [InlineData("http://example.com:5080")]
    [InlineData("http://*:5080")]
    [InlineData("https://127.0.0.1:5080")]
    [InlineData("http://127.0.0.1:5080;http://0.0.0.0:5081")]
    [InlineData("http://127.0.0.1.example.com:5080")]
    [InlineData("nonsense")]
    public Task An_address_that_others_could_reach_is_refused(string url) => RefusesAsync("--urls", "--urls", url, "--data", "x");

    [Theory]
    [InlineData("--colour", "--colour", "red")]
    [InlineData("--data", "--urls", "http://127.0.0.1:0")]
    [InlineData("--data", "--data")]
    [InlineData("2020-02", "--data", "x", "--rule-set", "1999-01")]
    [InlineData("--rate-limit", "--data", "x", "--rate-limit", "0")]
    [InlineData("--rate-limit", "--data", "x", "--rate-limit", "many")]
    [InlineData("--delay-ms", "--data", "x", "--delay-ms=-1")]
    [InlineData("time zone", "--data", "x", "--time-zone", "Mars/Olympus")]
    [InlineData("price list", "--data", "x", "--price-list", "none-such.json")]
    public Task A_word_that_can_not_be_read_is_refused_in_one_line(string message, params string[] words) => RefusesAsync(message, words);

    [Theory]
    [InlineData("no tokens")]
    [InlineData("""{"partner":"short","manager":"short"}""")]
    [InlineData("""{"partner":"same-token-0123456789","manager":"same-token-0123456789"}""")]
    [InlineData(null)]
    public async Task Without_two_good_tokens_it_does_not_start_and_does_not_repeat_them(string? line)
    {
        var data = SandboxProcess.NewFolder();
        var (code, output, error) = await SandboxProcess.RunAsync(line, "--urls", "http://127.0.0.1:0", "--data", data, "--tokens-from-stdin");
        Assert.Equal(3, code);
        Assert.Contains("\"error\":\"SandboxFailed\"", output, StringComparison.Ordinal);
        Assert.DoesNotContain("same-token", output + error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task Alone_it_keeps_its_token_in_a_private_file_and_says_how_to_connect()
    {
        var data = SandboxProcess.NewFolder();
        string? kept = null;
        for (var run = 0; run < 2; run++)
        {
            using var process = SandboxProcess.Launch("--urls", "http://127.0.0.1:0", "--data", data);
            var lines = new List<string>();
            while (lines.Count == 0 || !lines[^1].Contains("Connect-Wmp", StringComparison.Ordinal))
                lines.Add((await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(SandboxProcess.Patience, TestContext.Current.CancellationToken))!);

            var path = Path.Combine(data, "token");
            var token = (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).Trim();
            Assert.Equal(kept ?? token, token);
            kept = token;
            var text = string.Join("\n", lines);
            Assert.DoesNotContain(token, text, StringComparison.Ordinal);
            Assert.Contains(path, text, StringComparison.Ordinal);

            using var client = new PortalClient(new Uri(lines[^1].Split("-Uri ")[1].Trim()), token);
            (await client.GetAsync("portal")).Expect(200);
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(data, "portal.db")));
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(data));
            }

            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task A_price_list_and_a_time_zone_of_ones_own_are_taken()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            file,
            """{"currency":"CHF","profiles":[{"name":"Mine","prices":{"Yearly":7.25}}],"regions":[],"once":{"BOX":1}}""",
            TestContext.Current.CancellationToken);
        await using var own = await SandboxProcess.StartAsync(null, "--price-list", file, "--time-zone", "Pacific/Auckland");
        var reply = (await own.Partner.PostAsync("pbxs", Estate.PbxBody(await own.Partner.NewCustomerAsync(), new { licenses = new { mine = 2 } }))).Expect(201);
        Assert.Equal("""{"amount":14.50,"currency":"CHF"}""", reply["fee"].ToJsonString());
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Pacific/Auckland");
        var started = TimeZoneInfo.ConvertTime(reply["resource"]["termStartedOn"]!.GetValue<DateTimeOffset>(), zone);
        var expires = TimeZoneInfo.ConvertTime(reply["resource"]["expiresOn"]!.GetValue<DateTimeOffset>(), zone);
        Assert.Equal(TimeSpan.Zero, started.TimeOfDay);
        Assert.Equal(started.DateTime.AddYears(1), expires.DateTime);
        File.Delete(file);
    }

    static async Task RefusesAsync(string message, params string[] words)
    {
        var (code, output, error) = await SandboxProcess.RunAsync(null, words);
        Assert.Equal(2, code);
        Assert.Equal("", output);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }
}
