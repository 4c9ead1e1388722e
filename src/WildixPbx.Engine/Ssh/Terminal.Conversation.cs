using System.Text.RegularExpressions;
using WildixPbx.Engine.Connection;
using WildixPbx.Ssh;

namespace WildixPbx.Engine.Ssh;

/// <content>Commands that ask. Their end is told by a mark with the exit code, never by what they write.</content>
sealed partial class Terminal
{
    // How much of what came since the last answer a pattern may look back on.
    const int MostRecent = 8 * 1024;

    /// <inheritdoc/>
    public async Task<ConversationEnd> ConverseAsync(Conversation conversation, CancellationToken stop)
    {
        foreach (var secret in conversation.Secrets.Values) _redactor.Register(SecureText.Plain(secret));
        var talk = new Talk(TypedCommand.Asking(conversation.Command), _prompts.Dialogue(conversation.Dialogue));
        await TypeAsync(talk.Run.Line, stop).ConfigureAwait(false);
        while (true)
        {
            var (raw, version, isClosed, failure) = _feed.Read();
            var end = raw.LastIndexOf('\n') + 1;
            if (end == 0 && Shortens(raw, talk)) continue;
            if (end > 0)
            {
                foreach (var line in talk.Take(TerminalText.Of(raw.Substring(0, end)))) conversation.Line?.Invoke(_redactor.WithoutKnown(line));
                _feed.Take(end);
                if (talk.Run.HasEnded) break;
            }

            var whole = TerminalText.WholeLength(raw) - end;
            var text = talk.TextWith(TerminalText.Of(raw.Substring(end)));
            var sight = TerminalMatcher.Look(text, talk.Prompts, _prompts.Progress);
            var patience = sight.Standing switch
            {
                Standing.Prompt => _prompts.Settle,
                Standing.Unknown => _prompts.Quiet,
                _ => conversation.Patience,
            };
            if (!isClosed && await _feed.MoreAsync(version, patience, stop).ConfigureAwait(false)) continue;
            if (sight.Standing == Standing.Prompt)
            {
                _feed.Take(Math.Max(0, whole));
                await AnswerAsync(talk, conversation, sight, stop).ConfigureAwait(false);
                continue;
            }

            if (isClosed) throw _errors.Lost("the command", failure, Transcript);
            if (sight.Standing == Standing.Unknown) throw Unexpected(text, talk.Prompts);
            throw _errors.Timeout("the next answer", conversation.Patience, Transcript);
        }

        _echo = "";
        await ExpectAsync([_prompts["RootShell"], _prompts["Shell"]], conversation.Patience, stop).ConfigureAwait(false);
        return new ConversationEnd(talk.Run.ExitCode, talk.Word, talk.WordText is { } said ? _redactor.Redact(said) : null);
    }

    // Progress that is shown in one line for as long as a move takes, and what has no line ends at all, is not kept whole.
    bool Shortens(string raw, Talk talk)
    {
        var gone = raw.Length > MostRecent ? TerminalText.OverwrittenLength(raw) : 0;
        if (gone == 0 && raw.Length > MostUnread)
        {
            gone = raw.Length / 2;
            talk.LosesBeginning();
        }

        _feed.Take(gone);
        return gone > 0;
    }

    async Task AnswerAsync(Talk talk, Conversation conversation, Sight sight, CancellationToken stop)
    {
        var answer = talk.AnswerTo(sight.Prompt!);
        var question = _redactor.Redact(LastLine(sight.Match!.Value).Trim());
        if (answer.Secret is { } secret)
        {
            if (!conversation.Secrets.TryGetValue(secret, out var value)) throw Unanswered(question);
            if (!talk.Answered.Add(secret))
            {
                throw new AuthenticationException(
                    "SecretRefused", $"The terminal of {_errors.Box} asks a second time: '{question}'. What was typed was not accepted, and is not typed again.", "Correct the password that it asks for.")
                { Transcript = Transcript };
            }

            conversation.Line?.Invoke(question);
            talk.HasAnswered("");
            await TypeAsync(value, stop).ConfigureAwait(false);
            return;
        }

        var text = answer.Asks is { } words ? await WordAsync(words).ConfigureAwait(false) : Sent(sight.Match, answer);
        conversation.Line?.Invoke($"{question} {text}");
        talk.HasAnswered(text);
        await TypeAsync(text, stop).ConfigureAwait(false);

        async Task<string> WordAsync(YesAndNo words)
        {
            var name = sight.Match!.Groups["name"] is { Success: true } group ? group.Value.Trim() : question;

            // Asked the same again: what was typed is not what it takes, and would not be the next time.
            if (!talk.Answered.Add("? " + name)) throw Unexpected(question, talk.Prompts);
            return await conversation.Ask(new TerminalQuestion(name, question), stop).ConfigureAwait(false) is { } yes ? (yes ? words.Yes : words.No) : throw Unanswered(question);
        }

        UnexpectedPromptException Unanswered(string asked) => new(
            "QuestionUnanswered", $"The terminal of {_errors.Box} asks '{asked}', and nothing says what to answer. Nothing was typed.", "Give the answer beforehand, then repeat it.")
        { Transcript = Transcript };
    }

    static string Sent(Match match, PromptAnswer answer) => match.Result(answer.Send ?? "");

    static string LastLine(string text) => text.Substring(text.LastIndexOf('\n') + 1);

    /// <summary>How far a conversation is.</summary>
    sealed class Talk(TypedCommand run, IReadOnlyList<(TerminalPrompt Prompt, PromptAnswer Answer)> dialogue)
    {
        readonly (Regex Pattern, string Word)[] _notes = [.. dialogue.Where(one => one.Answer.Notes is not null).Select(one => (one.Prompt.Pattern, one.Answer.Notes!))];
        string _recent = "", _echo = "";
        bool _hasNoBeginning;

        public TypedCommand Run { get; } = run;

        /// <summary>The prompts that have an answer here.</summary>
        public IReadOnlyList<TerminalPrompt> Prompts { get; } = [.. dialogue.Where(one => one.Answer is { Ends: null, Notes: null }).Select(one => one.Prompt)];

        /// <summary>Secrets and questions that had their answer.</summary>
        public HashSet<string> Answered { get; } = new(StringComparer.OrdinalIgnoreCase);

        /// <summary>The word of the last line that a note of the dialogue fits.</summary>
        public string? Word { get; private set; }

        /// <summary>That line.</summary>
        public string? WordText { get; private set; }

        public PromptAnswer AnswerTo(TerminalPrompt prompt) => dialogue.First(one => one.Prompt == prompt).Answer;

        /// <summary>Takes whole lines, and gives those that the command wrote.</summary>
        public IEnumerable<string> Take(string lines)
        {
            foreach (var line in lines.TrimEnd('\n').Split('\n'))
            {
                if (_hasNoBeginning)
                {
                    _hasNoBeginning = false;
                    continue;
                }

                var echo = _echo;
                _echo = "";
                if (echo.Length > 0 && line.Trim() == echo) continue;
                foreach (var written in Run.Take(line))
                {
                    _recent = Tail(_recent + written + "\n");
                    Note(written);
                    if (written.Length > 0) yield return written;
                }
            }
        }

        /// <summary>What a prompt is looked for in: what came since the last answer, to the line that has no end yet.</summary>
        public string TextWith(string line) => !Run.HasBegun || (_echo.Length > 0 && _echo.StartsWith(line, StringComparison.Ordinal)) ? "" : _recent + line;

        /// <summary>The line that comes has lost its beginning, and is not told: it may begin with half of a secret.</summary>
        public void LosesBeginning() => _hasNoBeginning = true;

        public void HasAnswered(string text) => (_recent, _echo) = ("", text);

        void Note(string line)
        {
            foreach (var (pattern, word) in _notes)
                if (pattern.IsMatch(line)) (Word, WordText) = (word, line.Trim());
        }

        static string Tail(string text) => text.Length <= MostRecent ? text : text.Substring(text.Length - MostRecent);
    }
}
