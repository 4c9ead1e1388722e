using System.Security;
using WildixPbx.Ssh;

namespace WildixPbx.Tests.Ssh;

/// <summary>Commands that ask, over OpenSSH's own server and a real pseudo-terminal. The commands are made here; the box's own migrate2cloud has its tests elsewhere.</summary>
public sealed class ConversationTests : IAsyncLifetime
{
    const string Password = "Canary-Target-7";
    const string AsksPassword = "printf 'Password of the Cloud PBX (sandbox): '; read -rs p; echo; ";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly List<string> _lines = [], _asked = [];
    SshBox _box = null!;

    public async ValueTask InitializeAsync() => _box = await SshBox.StartAsync();

    public ValueTask DisposeAsync() => _box.DisposeAsync();

    [Fact]
    public async Task Each_question_gets_its_answer_as_often_as_it_comes_and_the_exit_code_is_the_end()
    {
        var end = await HoldAsync(AsksPassword + "[ $p = Canary-Target-7 ] && echo right; for d in users 'call history'; do printf 'Move %s? (sandbox) [y/n] ' \"$d\"; read -r a; echo \"$d=$a\"; done; exit 4", name => name == "users");
        Assert.Equal((4, null), (end.ExitCode, end.Word));
        Assert.Equal(["users", "call history"], _asked);
        Assert.Equal(
            ["Password of the Cloud PBX (sandbox):", "right", "Move users? (sandbox) [y/n] y", "users=y", "Move call history? (sandbox) [y/n] n", "call history=n"],
            _lines);
    }

    [Fact]
    public async Task A_secret_that_the_box_shows_is_in_no_line_and_no_transcript()
    {
        var end = await HoldAsync(AsksPassword + "echo \"it was $p\"; echo 'No space left on the Cloud PBX (sandbox)'; exit 1", _ => null);
        Assert.Equal((1, "DiskFull"), (end.ExitCode, end.Word));
        Assert.Contains("it was ***", _lines);
        Assert.DoesNotContain(_lines, line => line.Contains(Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_prompt_in_pieces_with_colours_after_progress_that_is_written_over_is_one_prompt()
    {
        const string Slow = "for p in 1 50 99; do printf '\\rMoving users: %s %% (sandbox)' $p; sleep 0.05; done; echo; q='\\033[1mMove users? (sandbox) [y/n] \\033[0m'; for ((i = 0; i < ${#q}; i += 5)); do printf \"${q:i:4}\"; sleep 0.02; printf \"${q:i+4:1}\"; done; read -r a; echo got=$a";
        await HoldAsync(Slow, _ => true);
        Assert.Equal(["users"], _asked);
        Assert.Contains("got=y", _lines);
        Assert.Contains("Moving users: 99 % (sandbox)", _lines);
    }

    [Theory]
    [InlineData("printf 'Shall the log be sent to somebody? [y/N] '; read -r a; echo \"typed=$a\"", "WmpUnexpectedPrompt")]
    [InlineData("printf 'Move recordings? (sandbox) [y/n] '; read -r a; echo \"typed=$a\"", "WmpQuestionUnanswered")]
    public async Task What_nobody_has_an_answer_to_stops_with_the_transcript_and_nothing_is_typed(string command, string problem)
    {
        var error = await Assert.ThrowsAsync<UnexpectedPromptException>(() => HoldAsync(command, _ => null));
        Assert.Equal(problem, error.ErrorId);
        Assert.EndsWith("] ", error.Transcript, StringComparison.Ordinal);
        Assert.DoesNotContain(_lines, line => line.StartsWith("typed=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_question_again_is_not_answered_for_ever()
        => Assert.Equal("WmpUnexpectedPrompt", (await Assert.ThrowsAsync<UnexpectedPromptException>(() => HoldAsync("while :; do printf 'Move users? (sandbox) [y/n] '; read -r a; done", _ => true))).ErrorId);

    [Fact]
    public async Task A_password_that_is_asked_for_again_is_not_typed_again()
    {
        var error = await Assert.ThrowsAsync<AuthenticationException>(() => HoldAsync($"while :; do {AsksPassword} echo no; done", _ => null));
        Assert.Equal("WmpSecretRefused", error.ErrorId);
        Assert.DoesNotContain(Password, error + error.Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_is_a_timeout_and_a_box_that_goes_away_is_lost()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => HoldAsync("echo working; sleep 600", _ => null, TimeSpan.FromMilliseconds(800)));
        _lines.Clear();
        var lost = await Assert.ThrowsAsync<TransportException>(() => HoldAsync("echo started; sleep 600", _ => null, heard: line => { if (line == "started") _box.CutOff(); }));
        Assert.Equal("WmpConnectionLost", lost.ErrorId);
    }

    [Fact]
    public async Task Stopping_ends_a_conversation_that_waits_for_an_answer_of_the_caller()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(SshBox.Stop);
        using var session = await _box.LoginAsync();
        using var terminal = await OpenAsync(session);
        var conversation = Of("printf 'Move users? (sandbox) [y/n] '; read -r a", null) with
        {
            Ask = async (_, token) =>
            {
                await stop.CancelAsync();
                await Task.Delay(Timeout.Infinite, token);
                return null;
            },
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => terminal.ConverseAsync(conversation, stop.Token));
    }

    async Task<ConversationEnd> HoldAsync(string command, Func<string, bool?> answer, TimeSpan? patience = null, Action<string>? heard = null)
    {
        using var session = await _box.LoginAsync();
        using var terminal = await OpenAsync(session);
        var conversation = Of(command, heard) with
        {
            Patience = patience ?? Patience,
            Ask = (question, _) =>
            {
                _asked.Add(question.Name);
                return Task.FromResult(answer(question.Name));
            },
        };
        return await terminal.ConverseAsync(conversation, SshBox.Stop);
    }

    Conversation Of(string command, Action<string>? heard) => new()
    {
        Command = $"( {command} )",
        Dialogue = "MoveToCloud",
        Secrets = new Dictionary<string, SecureString> { ["targetPassword"] = SshBox.Secret(Password) },
        Patience = Patience,
        Ask = (_, _) => Task.FromResult<bool?>(null),
        Line = line =>
        {
            _lines.Add(line);
            heard?.Invoke(line);
        },
    };

    async Task<ITerminal> OpenAsync(ISshSession session)
    {
        var path = Path.Combine(_box.Folder, "terminal-prompts.json");
        await File.WriteAllTextAsync(path, """{ "quietSeconds": 1 }""", SshBox.Stop);
        var terminal = await session.OpenTerminalAsync(path, SshBox.Stop);
        await terminal.OpenShellAsync(Patience, SshBox.Stop);
        return terminal;
    }
}
