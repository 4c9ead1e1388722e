using System.Text.Json;

namespace WildixPbx.Tests.Connections;

/// <summary>What -Verbose, -Debug and -LogPath tell of the calls, and what they must not.</summary>
public sealed class StreamTests(PortalSession portal) : IClassFixture<PortalSession>
{
    [Fact]
    public void Verbose_has_method_path_status_time_attempt_and_request_id()
    {
        var name = portal.NewPbx();
        var lines = portal.Session.Run($"Set-WmpLicense {name} -UcEssential 11 -Force -Verbose").Verbose;
        Assert.Matches($@"^PATCH /api/v1/pbxs/{name}/licenses 200 \d+ ms, attempt 1, request [\w.-]{{6,}}$", Assert.Single(lines));
        Assert.Empty(portal.Session.Run($"Set-WmpLicense {name} -UcEssential 12 -Force").Verbose);
    }

    [Fact]
    public void A_preference_is_as_good_as_the_switch()
    {
        var outcome = portal.Session.Run("& { $VerbosePreference = 'Continue'; $null = Get-WmpPbx -First 1 }");
        Assert.Contains(outcome.Verbose, line => line.StartsWith("GET /api/v1/pbxs", StringComparison.Ordinal));
    }

    [Fact]
    public void Debug_has_the_bodies()
    {
        var name = portal.NewPbx();
        var debug = portal.Session.Run($"Set-WmpLicense {name} -UcEssential 13 -Force -Debug").Debug;
        Assert.Contains(debug, line => line.StartsWith("sent: ", StringComparison.Ordinal) && line.Contains("UC-Essential", StringComparison.Ordinal));
        Assert.Contains(debug, line => line.StartsWith("received: ", StringComparison.Ordinal) && line.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public void The_log_has_a_line_of_JSON_for_each_call()
    {
        var path = Path.Combine(Path.GetTempPath(), $"wmp-{Guid.NewGuid():N}.jsonl");
        try
        {
            var name = portal.NewPbx();
            using (var session = portal.Another(connectParameters: $"-LogPath '{path}'"))
                session.Run($"$null = Set-WmpLicense {name} -UcEssential 14 -Force; Get-WmpPbx nope; Disconnect-Wmp");
            var text = File.ReadAllText(path);
            var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
            Assert.Equal(["GET 200", "PATCH 200", "GET 404"], lines.Select(line => $"{line.GetProperty("method")} {line.GetProperty("status")}"));
            Assert.All(lines, line => Assert.NotEmpty(line.GetProperty("requestId").GetString()!));
            Assert.DoesNotContain(portal.Token, text, StringComparison.Ordinal);
        }
        finally { File.Delete(path); }
    }

    [Fact]
    public void A_log_that_can_not_be_written_is_said_before_anything_is_sent()
    {
        using var session = new ModuleSession();
        session.Set("sandbox", portal.Sandbox);
        var outcome = session.Run("$sandbox | Connect-Wmp -LogPath /no/such/folder/log.jsonl");
        Assert.StartsWith("WmpLogUnwritable,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void The_token_is_in_no_stream()
    {
        var name = portal.NewPbx();
        using var session = new ModuleSession();
        session.Set("sandbox", portal.Sandbox);
        var outcome = session.Run(
            $"""
            $VerbosePreference = 'Continue'; $DebugPreference = 'Continue'
            $sandbox | Connect-Wmp
            $sandbox
            Get-WmpConnection
            Set-WmpLicense {name} -UcEssential 15 -Force
            Set-WmpLicense nope -UcEssential 15 -Force
            Get-WmpSandbox
            """);
        Assert.NotEmpty(outcome.Verbose);
        Assert.NotEmpty(outcome.Debug);
        string[] said =
        [
            .. outcome.Verbose, .. outcome.Debug, .. outcome.Warnings, .. outcome.Information,
            .. outcome.Errors.Select(error => error + error.Exception.ToString() + error.ErrorDetails),
            .. outcome.Output.SelectMany(item => item.Properties.Select(property => property.Value?.ToString() ?? "").Append(item.ToString())),
        ];
        Assert.DoesNotContain(said, text => text.Contains(portal.Token, StringComparison.Ordinal));
    }
}
