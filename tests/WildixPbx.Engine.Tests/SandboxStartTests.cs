using System.Diagnostics;
using System.Globalization;
using WildixPbx.Engine.Redaction;
using WildixPbx.Engine.Sandboxes;
using WildixPbx.Portal;
using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

/// <summary>Children that do not start as they should, played by a shell script in the place of the program.</summary>
[Collection("environment")]
public sealed class SandboxStartTests : IDisposable
{
    readonly TestState _state = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public SandboxStartTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "The children of these tests are shell scripts.");

    public void Dispose() => _state.Dispose();

    [Theory]
    [InlineData("exit 150")]
    [InlineData("echo 'You must install or update .NET to run this application.' >&2; exit 1")]
    public async Task A_dotnet_without_the_runtime_is_told_with_the_package_that_is_missing(string script)
    {
        var error = await FailAsync<TransportException>(script);
        Assert.Equal("WmpRuntimeMissing", error.ErrorId);
        Assert.Contains("aspnetcore-runtime-10.0", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_dotnet_at_all_is_the_same()
    {
        var host = Host("exit 0", dotnets: 0);
        Assert.Equal("WmpRuntimeMissing", (await Assert.ThrowsAsync<TransportException>(() => host.StartAsync(Settings, Stop))).ErrorId);
    }

    [Fact]
    public async Task A_second_dotnet_is_tried_where_the_first_lacks_the_runtime()
    {
        var host = Host($"mkdir {_state.Path}/first 2> /dev/null && exit 150; read tokens; echo '{{\"url\":\"http://127.0.0.1:9\",\"pid\":1}}'; cat > /dev/null", dotnets: 2);
        var sandbox = await host.StartAsync(Settings, Stop);
        Assert.Equal(new Uri("http://127.0.0.1:9"), sandbox.Uri);
        await host.StopAsync(sandbox, Stop);
        Assert.False(sandbox.IsRunning);
    }

    [Fact]
    public async Task An_error_line_is_told_in_its_words()
    {
        var error = await FailAsync<TransportException>("read tokens; echo noise; echo '{\"error\":\"PriceListInvalid\",\"message\":\"No prices.\"}'; exit 3");
        Assert.Equal("WmpSandboxFailed", error.ErrorId);
        Assert.Contains("No prices.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_child_that_ends_without_a_word_is_told_with_the_end_of_its_errors_without_the_tokens_it_echoes()
    {
        var error = await FailAsync<TransportException>("read tokens; echo \"Unhandled exception: boom $tokens\" >&2; exit 134");
        Assert.Equal("WmpSandboxFailed", error.ErrorId);
        Assert.Contains("boom", error.Message, StringComparison.Ordinal);
        Assert.Contains("{\"partner\":\"***\",\"manager\":\"***\"}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_of_another_machine_gets_no_token()
        => Assert.Equal("WmpSandboxFailed", (await FailAsync<TransportException>("read tokens; echo '{\"url\":\"http://10.0.0.1:80\"}'")).ErrorId);

    [Fact]
    public async Task A_program_that_is_not_there_is_told_with_its_path()
    {
                var error = await Assert.ThrowsAsync<TransportException>(() => new SandboxHost(new Redactor()).StartAsync(Settings, Stop));
        Assert.Contains(_state.Path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_in_the_start_kills_the_child_that_would_never_be_ready_and_removes_its_folder()
    {
        var file = Path.Combine(_state.Path, "started");
        var host = Host($"read tokens; echo $$ \"$4\" > {file}.new; mv {file}.new {file}; exec sleep 600");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        using var watcher = new FileSystemWatcher(_state.Path, "started") { EnableRaisingEvents = true };
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        watcher.Renamed += (_, _) => started.TrySetResult();

        var start = host.StartAsync(Settings with { Temporary = true }, stop.Token);
        await started.Task.WaitAsync(Stop);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        var words = (await File.ReadAllTextAsync(file, Stop)).Trim().Split(' ');
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(int.Parse(words[0], CultureInfo.InvariantCulture)));
        Assert.False(Directory.Exists(words[1]));
        Assert.Empty(host.Running);
    }

    [Fact]
    public async Task Neither_a_token_of_the_user_nor_what_steers_other_web_servers_reaches_the_child()
    {
        var file = Path.Combine(_state.Path, "environment");
        using var environment = new EnvironmentScope(("WMP_TOKEN_FILE", "/canary"), ("ASPNETCORE_URLS", "http://*:80"));
        var host = Host($"env > {file}; read tokens; echo '{{\"url\":\"http://127.0.0.1:9\"}}'; cat > /dev/null");
        await host.StopAsync(await host.StartAsync(Settings, Stop), Stop);
        var seen = await File.ReadAllTextAsync(file, Stop);
        Assert.DoesNotContain("WMP_TOKEN", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("ASPNETCORE_URLS", seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "\"\"")]
    [InlineData("two words", "\"two words\"")]
    [InlineData(@"C:\a b\", @"""C:\a b\\""")]
    [InlineData("say \"hi\"", "\"say \\\"hi\\\"\"")]
    [InlineData(@"a\""b c", @"""a\\\""b c""")]
    public void An_argument_is_quoted_as_command_lines_are_read(string argument, string expected) => Assert.Equal(expected, SandboxCommand.Quoted(argument));

    async Task<T> FailAsync<T>(string script) where T : Exception
    {
        var host = Host(script);
        var error = await Assert.ThrowsAsync<T>(() => host.StartAsync(Settings with { Temporary = true }, Stop));
        Assert.Empty(host.Running);
        return error;
    }

    // The shell runs the program's file as its script: a script of its own could not be run while another thread's child
    // still has the file open that was just written.
    SandboxHost Host(string script, int dotnets = 1)
    {
        File.WriteAllText(Path.Combine(_state.Path, SandboxCommand.Program), script + "\n");
        return new SandboxHost(new Redactor(), () => [.. Enumerable.Repeat("/bin/sh", dotnets)]);
    }

    SandboxSettings Settings => _state.Settings() with { ProgramPath = _state.Path };
}
