using System.Net;
using WildixPbx.Engine;
using WildixPbx.Portal;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

/// <summary>Where a connection is looked for, and in which order.</summary>
[Collection("environment")]
public sealed class FindConnectionTests : IDisposable
{
    const string Profiles = """
        {
          // Comments are for people.
          "contoso": { "uri": "https://contoso.example", "tokenFile": "contoso.token" },
          "fabrikam": { "uri": "https://fabrikam.example", "tokenVariable": "FABRIKAM_TOKEN" },
          "bare": { "uri": "https://bare.example" },
        }
        """;

    readonly EngineFactory _engine = new();
    readonly string _state = Directory.CreateTempSubdirectory("wildixpbx-test-").FullName;
    readonly EnvironmentScope _environment = new(("WMP_URI", "https://environment.example"), ("WMP_TOKEN", "environment-token"), ("WMP_TOKEN_FILE", null), ("FABRIKAM_TOKEN", "fabrikam-token"));

    public FindConnectionTests()
    {
        File.WriteAllText(Path.Combine(_state, "profiles.json"), Profiles);
        File.WriteAllText(Path.Combine(_state, "contoso.token"), "  contoso-token  \nwhat is this\n");
    }

    public void Dispose()
    {
        _environment.Dispose();
        Directory.Delete(_state, recursive: true);
    }

    [Fact]
    public void What_is_given_wins_over_profile_and_environment()
    {
        AssertFound("https://given.example", "given-token", "Parameter", Find(new Uri("https://given.example"), "given-token", "contoso"));
        AssertFound("https://given.example", "given-token", "Parameter", Find(new Uri("https://given.example"), "given-token"));
    }

    [Fact]
    public void What_is_not_given_is_taken_member_by_member()
    {
        AssertFound("https://given.example", "contoso-token", "Parameter", Find(new Uri("https://given.example"), profile: "contoso"));
        AssertFound("https://contoso.example", "given-token", "Profile", Find(token: "given-token", profile: "contoso"));
        AssertFound("https://given.example", "environment-token", "Parameter", Find(new Uri("https://given.example")));
        AssertFound("https://environment.example", "given-token", "Environment", Find(token: "given-token"));
    }

    [Fact]
    public void A_profile_is_found_in_any_case_and_keeps_the_environment_out()
    {
        AssertFound("https://contoso.example", "contoso-token", "Profile", Find(profile: "CONTOSO"));
        AssertFound("https://fabrikam.example", "fabrikam-token", "Profile", Find(profile: "fabrikam"));
        AssertFound("https://bare.example", null, "Profile", Find(profile: "bare"));
    }

    [Fact]
    public void The_environment_is_the_last_resort_with_its_token_or_token_file()
    {
        AssertFound("https://environment.example", "environment-token", "Environment", Find());
        using var file = new EnvironmentScope(("WMP_TOKEN", ""), ("WMP_TOKEN_FILE", Path.Combine(_state, "contoso.token")));
        AssertFound("https://environment.example", "contoso-token", "Environment", Find());
    }

    [Fact]
    public void Nothing_anywhere_is_no_error_so_that_it_can_be_asked_for()
    {
        using var none = new EnvironmentScope(("WMP_URI", null), ("WMP_TOKEN", null));
        AssertFound(null, null, "Environment", Find());
    }

    [Fact]
    public void A_profile_that_is_not_there_is_told_with_those_that_are()
    {
        var error = Assert.Throws<ValidationException>(() => Find(profile: "contosso"));
        Assert.Equal("WmpProfileNotFound", error.ErrorId);
        Assert.Contains("bare, contoso, fabrikam", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n  \"contoso\": {\n    \"uri\": oops\n  }\n}", "line 3")]
    [InlineData("{\n  \"contoso\": {\n    \"uri\": \"https://x.example\",\n    \"token\": \"canary-token\"\n  }\n}", "line 4")]
    public void A_file_that_can_not_be_read_is_told_with_its_line_and_without_what_stands_there(string text, string line)
    {
        File.WriteAllText(Path.Combine(_state, "profiles.json"), text);
        var error = Assert.Throws<ValidationException>(() => Find(profile: "contoso"));
        Assert.Equal("WmpProfileInvalid", error.ErrorId);
        Assert.Contains(line, error.Message, StringComparison.Ordinal);
        Assert.Contains("profiles.json", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-token", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("\nsecond line")]
    public void A_token_file_that_is_missing_or_empty_is_told(string? content)
    {
        var path = Path.Combine(_state, "contoso.token");
        File.Delete(path);
        if (content is not null) File.WriteAllText(path, content);
        Assert.Equal("WmpTokenFileUnreadable", Assert.Throws<AuthenticationException>(() => Find(profile: "contoso")).ErrorId);
    }

    [Fact]
    public void A_token_variable_that_is_not_set_is_told_by_its_name()
    {
        using var none = new EnvironmentScope(("FABRIKAM_TOKEN", null));
        Assert.Contains("FABRIKAM_TOKEN", Assert.Throws<AuthenticationException>(() => Find(profile: "fabrikam")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_in_the_environment_that_is_none_is_told_by_the_variables_name()
    {
        using var wrong = new EnvironmentScope(("WMP_URI", "portal"));
        Assert.Contains("WMP_URI", Assert.Throws<ValidationException>(() => Find()).Message, StringComparison.Ordinal);
    }

    ConnectionSource Find(Uri? uri = null, string? token = null, string? profile = null)
        => _engine.FindConnection(new ConnectionRequest { Uri = uri, Token = token is null ? null : TestPortal.Secret(token), Profile = profile, StatePath = _state });

    static void AssertFound(string? uri, string? token, string source, ConnectionSource found)
    {
        var plain = found.Token is null ? null : new NetworkCredential("", found.Token).Password;
        Assert.Equal((uri is null ? null : new Uri(uri), token, source), (found.Uri, plain, found.Source));
    }
}
