namespace WildixPbx.Tests.Connections;

/// <summary>Tests that read or set variables of the process don't run beside each other.</summary>
[CollectionDefinition(Name)]
public sealed class ProcessEnvironment
{
    public const string Name = "Environment";
}

/// <summary>Connect-Wmp with profiles and environment variables.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed class EnvironmentTests(PortalSession portal) : IClassFixture<PortalSession>, IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("wmp-test-").FullName;
    readonly ModuleSession _session = new();
    readonly Dictionary<string, string?> _before = [];

    Uri Uri => (Uri)portal.Sandbox.Prop("Uri")!;

    public void Dispose()
    {
        foreach (var (name, value) in _before) Environment.SetEnvironmentVariable(name, value);
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Address_and_token_come_from_the_environment_where_nothing_else_says_them()
    {
        Set("WMP_URI", Uri.ToString());
        Set("WMP_TOKEN", portal.Token);
        Assert.Equal("Environment", _session.Get("(Connect-Wmp).Source")[0].BaseObject);
    }

    [Fact]
    public void A_token_file_is_read_by_its_first_line()
    {
        var file = Path.Combine(_folder, "token");
        File.WriteAllText(file, portal.Token + "\nsecond line");
        Set("WMP_URI", Uri.ToString());
        Set("WMP_TOKEN_FILE", file);
        Assert.Equal("Partner", _session.Get("(Connect-Wmp).Role")[0].BaseObject);
    }

    [Fact]
    public void A_token_file_that_is_not_there_is_named()
    {
        Set("WMP_URI", Uri.ToString());
        Set("WMP_TOKEN_FILE", Path.Combine(_folder, "missing"));
        var outcome = _session.Run("Connect-Wmp");
        Assert.StartsWith("WmpTokenFileUnreadable,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("missing", outcome.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_wins_over_the_environment()
    {
        Set("WMP_URI", TinyServer.Nobody().ToString());
        Set("WMP_TOKEN", "wrong-token-0123456789");
        _session.Set("sandbox", portal.Sandbox);
        Assert.Equal("Parameter", _session.Get("(Connect-Wmp $sandbox.Uri -Token $sandbox.Token).Source")[0].BaseObject);
    }

    [Fact]
    public void A_profile_is_found_in_the_state_folder_and_keeps_the_environment_out()
    {
        Set("WMP_TOKEN", "wrong-token-0123456789");
        File.WriteAllText(Path.Combine(_folder, "lab.token"), portal.Token);
        File.WriteAllText(Path.Combine(_folder, "profiles.json"), $$"""{ "Lab": { "uri": "{{Uri}}", "tokenFile": "lab.token" }, "bare": { "uri": "{{Uri}}" } }""");
        Set("WMP_STATE_PATH", _folder);
        Assert.Equal("Profile", _session.Get("(Connect-Wmp -Profile lab).Source")[0].BaseObject);
        Assert.StartsWith("WmpTokenMissing,", _session.Run("Connect-Wmp -Profile bare").Error.FullyQualifiedErrorId, StringComparison.Ordinal);

        var unknown = _session.Run("Connect-Wmp -Profile nowhere").Error;
        Assert.StartsWith("WmpProfileNotFound,", unknown.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Lab", unknown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_path_is_read_from_where_the_session_is_and_not_the_process()
    {
        File.WriteAllText(Path.Combine(_folder, "lab.token"), portal.Token);
        File.WriteAllText(Path.Combine(_folder, "profiles.json"), $$"""{ "lab": { "uri": "{{Uri}}", "tokenFile": "lab.token" } }""");
        _session.Runspace.SessionStateProxy.Path.SetLocation(Path.GetDirectoryName(_folder)!);
        Assert.Equal("Profile", _session.Get($"(Connect-Wmp -Profile lab -StatePath ./{Path.GetFileName(_folder)}).Source")[0].BaseObject);
    }

    [Fact]
    public void A_wrong_token_is_refused_and_not_shown()
    {
        Set("WMP_URI", Uri.ToString());
        Set("WMP_TOKEN", "wrong-token-0123456789");
        var error = _session.Run("Connect-Wmp").Error;
        Assert.StartsWith("WmpAuthenticationFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("WildixPbx.AuthenticationException", error.Exception.GetType().FullName);
        Assert.DoesNotContain("wrong-token", error.Exception + error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    void Set(string name, string value)
    {
        _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }
}
