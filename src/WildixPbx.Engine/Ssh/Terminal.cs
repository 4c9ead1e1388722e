using System.Diagnostics;
using System.Security;
using System.Text;
using Renci.SshNet.Common;
using WildixPbx.Engine.Connection;
using WildixPbx.Engine.Redaction;
using WildixPbx.Ssh;

namespace WildixPbx.Engine.Ssh;

/// <summary>Drives a terminal: reads what comes, waits for a prompt that is known, and types its answer. What no pattern covers is never answered.</summary>
sealed partial class Terminal : ITerminal
{
    // What writes more than this is at work, and its beginning is of no use for telling a prompt.
    const int MostUnread = 64 * 1024;

    readonly ITerminalWire _wire;
    readonly TerminalPrompts _prompts;
    readonly SshErrors _errors;
    readonly Redactor _redactor;
    readonly TerminalFeed _feed = new();
    string _echo = "";

    /// <summary>A terminal over a wire, which it owns.</summary>
    public Terminal(ITerminalWire wire, TerminalPrompts prompts, SshErrors errors, Redactor redactor)
    {
        (_wire, _prompts, _errors, _redactor) = (wire, prompts, errors, redactor);
        wire.Lost = _feed.Close;
        _ = Task.Factory.StartNew(Pump, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <inheritdoc/>
    public string Transcript => _redactor.Redact(TerminalText.Of(_feed.Transcript));

    /// <inheritdoc/>
    public async Task OpenShellAsync(TimeSpan timeout, CancellationToken stop)
    {
        TerminalPrompt[] shells = [_prompts["RootShell"], _prompts["Shell"]];
        var (prompt, _) = await ExpectAsync([_prompts["Menu"], .. shells], timeout, stop).ConfigureAwait(false);
        if (prompt.Name != "Menu") return;
        await TypeAsync(_prompts.MenuOption, stop).ConfigureAwait(false);
        await ExpectAsync(shells, timeout, stop).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task BecomeRootAsync(SecureString? password, TimeSpan timeout, CancellationToken stop)
    {
        TerminalPrompt root = _prompts["RootShell"], refused = _prompts["RootRefused"];
        await TypeAsync(_prompts.RootCommand, stop).ConfigureAwait(false);
        var (prompt, _) = await ExpectAsync([_prompts["RootPassword"], refused, root], timeout, stop).ConfigureAwait(false);
        if (prompt.Name == "RootPassword")
        {
            if (password is null) throw Refused($"{_errors.Box} asks for the password of root, and none is given.");
            await TypeAsync(password, stop).ConfigureAwait(false);
            (prompt, _) = await ExpectAsync([refused, root], timeout, stop).ConfigureAwait(false);
        }

        if (prompt.Name != root.Name) throw Refused($"{_errors.Box} does not accept the password of root ('{_prompts.RootCommand}').");

        AuthenticationException Refused(string message)
            => new("RootPasswordRefused", message, "Give the password that 'su - wildix' asks for on this box.") { Transcript = Transcript };
    }

    /// <inheritdoc/>
    public async Task<int?> RunAsync(string command, Action<PbxCommandLine> line, TimeSpan timeout, CancellationToken stop)
    {
        var run = TypedCommand.Of(command);
        await TypeAsync(run.Line, stop).ConfigureAwait(false);
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var (text, version, isClosed, failure) = _feed.Read();
            var end = text.LastIndexOf('\n');
            if (end >= 0)
            {
                foreach (var one in text.Substring(0, end).Split('\n'))
                    foreach (var written in run.Take(TerminalText.Of(one))) line(new PbxCommandLine(LineSource.Output, _redactor.WithoutKnown(written)));
                _feed.Take(end + 1);
                if (run.HasEnded) break;
            }

            var left = timeout - clock.Elapsed;
            if (isClosed) throw _errors.Lost("the command", failure, Transcript);
            if (left <= TimeSpan.Zero) throw _errors.Timeout("the command", timeout, Transcript);
            await _feed.MoreAsync(version, left, stop).ConfigureAwait(false);
        }

        _echo = "";
        await ExpectAsync([_prompts["RootShell"], _prompts["Shell"]], timeout, stop).ConfigureAwait(false);
        return run.ExitCode;
    }

    /// <inheritdoc/>
    public async Task<DialogueEnd> HoldAsync(string name, IReadOnlyDictionary<string, SecureString> secrets, TimeSpan timeout, CancellationToken stop)
    {
        foreach (var secret in secrets.Values) _redactor.Register(SecureText.Plain(secret));
        var left = _prompts.Dialogue(name).Where(one => one.Answer is { Asks: null, Notes: null }).ToList();
        var hasSent = false;
        try
        {
            while (true)
            {
                var (prompt, match) = await ExpectAsync([.. left.Select(answer => answer.Prompt)], timeout, stop).ConfigureAwait(false);
                var at = left.FindIndex(answer => answer.Prompt == prompt);
                var answer = left[at].Answer;
                left.RemoveAt(at); // asked again, it is another question
                if (answer.Ends is { } word) return new DialogueEnd(word, _redactor.Redact(match.Value.Trim()), hasSent);
                hasSent |= answer.Secret is not null;
                if (answer.Secret is { } secret) await TypeAsync(secrets[secret], stop).ConfigureAwait(false);
                else await TypeAsync(Sent(match, answer), stop).ConfigureAwait(false);
            }
        }
        catch (WildixPbxException exception) when (hasSent && exception is TransportException or TimeoutException)
        {
            throw new OutcomeUnknownException(
                exception.Message + " What it asked for had been typed, so whether it took effect is not known.", "Look at the box before you repeat it.", exception) { Transcript = Transcript };
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Abandonable.Forget(_wire.Dispose);

    /// <summary>Waits until an expected prompt stands there and nothing follows it.</summary>
    async Task<(TerminalPrompt Prompt, System.Text.RegularExpressions.Match Match)> ExpectAsync(IReadOnlyList<TerminalPrompt> expected, TimeSpan timeout, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var (raw, version, isClosed, failure) = _feed.Read();
            if (raw.Length > MostUnread)
            {
                _feed.Take(raw.Length / 2);
                continue;
            }

            var whole = TerminalText.WholeLength(raw);
            var text = TerminalText.WithoutEcho(TerminalText.Of(raw), _echo);
            var sight = TerminalMatcher.Look(text, expected, _prompts.Progress);
            var left = timeout - clock.Elapsed;
            var patience = sight.Standing switch
            {
                Standing.Prompt => _prompts.Settle,
                Standing.Unknown => _prompts.Quiet,
                _ => left,
            };
            if (!isClosed && left > TimeSpan.Zero && await _feed.MoreAsync(version, patience < left ? patience : left, stop).ConfigureAwait(false)) continue;
            if (sight.Standing == Standing.Prompt)
            {
                _feed.Take(whole);
                return (sight.Prompt!, sight.Match!);
            }

            if (isClosed) throw _errors.Lost("the terminal", failure, Transcript);
            if (sight.Standing == Standing.Unknown) throw Unexpected(text, expected);
            if (clock.Elapsed >= timeout) throw _errors.Timeout("what the terminal was asked for", timeout, Transcript);
        }
    }

    UnexpectedPromptException Unexpected(string text, IReadOnlyList<TerminalPrompt> expected)
    {
        var asked = _redactor.Redact(text.Substring(text.LastIndexOf('\n') + 1).Trim());
        return new UnexpectedPromptException(
            "UnexpectedPrompt",
            $"The terminal of {_errors.Box} shows '{asked}', which is none of {string.Join(", ", expected.Select(prompt => prompt.Name))}. Nothing was answered.",
            "Read the transcript in the exception's Transcript. If the prompt is the box's own, describe it in a terminal-prompts.json.")
        { Transcript = Transcript };
    }

    async Task TypeAsync(string line, CancellationToken stop)
    {
        _echo = line;
        await WriteAsync(line + "\n", stop).ConfigureAwait(false);
    }

    async Task TypeAsync(SecureString secret, CancellationToken stop)
    {
        var plain = SecureText.Plain(secret);
        _redactor.Register(plain);
        _echo = ""; // a box that echoes it is masked by the redactor
        await WriteAsync(plain + "\n", stop).ConfigureAwait(false);
    }

    async Task WriteAsync(string text, CancellationToken stop)
    {
        try
        {
            await _wire.WriteAsync(text, stop).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SshException or IOException or ObjectDisposedException)
        {
            throw _errors.Lost("the terminal", exception, Transcript);
        }
    }

    void Pump()
    {
        var decoder = Encoding.UTF8.GetDecoder();
        var bytes = new byte[16 * 1024];
        var characters = new char[bytes.Length + 4];
        try
        {
            for (int count; (count = _wire.Read(bytes)) > 0;) _feed.Add(new string(characters, 0, decoder.GetChars(bytes, 0, count, characters, 0, flush: false)));
            _feed.Close(null);
        }
        catch (Exception exception) when (exception is SshException or IOException or ObjectDisposedException or System.Net.Sockets.SocketException)
        {
            _feed.Close(exception);
        }
    }
}
