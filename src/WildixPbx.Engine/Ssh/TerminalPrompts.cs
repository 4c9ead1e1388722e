using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace WildixPbx.Engine.Ssh;

/// <summary>The prompts that a terminal may show and what is answered, as a file of data says it.</summary>
sealed class TerminalPrompts
{
    const string Resource = "terminal-prompts.json";

    // A pattern of somebody's own must not hold a session up for ever.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, // a misspelt member would be an answer that is never given
    };

    readonly Dictionary<string, TerminalPrompt> _prompts = new(StringComparer.Ordinal);
    readonly Dictionary<string, IReadOnlyList<(TerminalPrompt Prompt, PromptAnswer Answer)>> _dialogues = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The kind of terminal that the box is told of.</summary>
    public string Terminal { get; private set; } = "vt100";

    /// <summary>Its width: wide, so that nothing is wrapped in the middle of a prompt.</summary>
    public uint Columns { get; private set; } = 512;

    /// <summary>Its height.</summary>
    public uint Rows { get; private set; } = 50;

    /// <summary>How long nothing more may come before what stands there counts as a prompt.</summary>
    public TimeSpan Settle { get; private set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long nothing more may come before what stands there counts as a prompt that is not known.</summary>
    public TimeSpan Quiet { get; private set; } = TimeSpan.FromSeconds(5);

    /// <summary>What stands without a line end and yet asks nothing.</summary>
    public IReadOnlyList<Regex> Progress { get; private set; } = [];

    /// <summary>What is typed at the menu to come to a shell.</summary>
    public string MenuOption { get; private set; } = "10";

    /// <summary>What is typed in the shell to become root.</summary>
    public string RootCommand { get; private set; } = "su - wildix";

    /// <summary>The prompts that come with the module, with those of a file of one's own over them.</summary>
    /// <exception cref="ValidationException">The file can't be read (PromptsInvalid).</exception>
    public static TerminalPrompts Load(string? path)
    {
        var prompts = new TerminalPrompts();
        using (var stream = typeof(TerminalPrompts).Assembly.GetManifestResourceStream(Resource)!)
            prompts.Add(JsonSerializer.Deserialize<PromptsFile>(stream, Options)!);
        if (path is null) return prompts;
        try
        {
            var file = JsonSerializer.Deserialize<PromptsFile>(File.ReadAllText(path), Options) ?? new PromptsFile();
            var known = prompts._prompts.Keys.ToArray();
            prompts.Add(file);
            prompts.RefuseUnused(file, known);
            return prompts;
        }
        catch (JsonException exception)
        {
            throw Invalid(path, exception.LineNumber is { } line ? $"line {line + 1} can't be read, at {exception.Path}" : "it is no JSON", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or FormatException)
        {
            throw Invalid(path, exception.Message, exception);
        }
    }

    /// <summary>A prompt by its name.</summary>
    public TerminalPrompt this[string name] => _prompts[name];

    /// <summary>A dialogue by its name: prompts and answers, in the order in which they are looked for.</summary>
    public IReadOnlyList<(TerminalPrompt Prompt, PromptAnswer Answer)> Dialogue(string name) => _dialogues[name];

    static ValidationException Invalid(string path, string what, Exception inner)
        => new("PromptsInvalid", $"The prompts in {path} can't be used: {what.TrimEnd('.')}.", "Correct the file, or leave it out. It is written like the one that the module's help shows.", inner);

    void Add(PromptsFile file)
    {
        Terminal = file.Terminal ?? Terminal;
        Columns = file.Columns ?? Columns;
        Rows = file.Rows ?? Rows;
        RefuseNoTime("settleMilliseconds", file.SettleMilliseconds);
        RefuseNoTime("quietSeconds", file.QuietSeconds);
        if (file.SettleMilliseconds is { } settle) Settle = TimeSpan.FromMilliseconds(settle);
        if (file.QuietSeconds is { } quiet) Quiet = TimeSpan.FromSeconds(quiet);
        if (file.Progress is { } progress) Progress = [.. progress.Select(Pattern)];
        MenuOption = file.MenuOption ?? MenuOption;
        RootCommand = file.RootCommand ?? RootCommand;
        foreach (var prompt in file.Prompts ?? []) _prompts[prompt.Key] = new TerminalPrompt(prompt.Key, Pattern(prompt.Value));
        foreach (var dialogue in file.Dialogues ?? [])
            _dialogues[dialogue.Key] = [.. dialogue.Value.Select(answer => (PromptOf(dialogue.Key, answer.Key), answer.Value))];

        // A dialogue that came with the module takes up a pattern that a file puts in the place of one of its own.
        foreach (var name in _dialogues.Keys.ToArray())
            _dialogues[name] = [.. _dialogues[name].Select(answer => (_prompts[answer.Prompt.Name], answer.Answer))];
    }

    // A misspelt name would be a pattern that is never looked for.
    void RefuseUnused(PromptsFile file, string[] known)
    {
        foreach (var name in file.Prompts?.Keys ?? Enumerable.Empty<string>())
        {
            if (!known.Contains(name) && !_dialogues.Values.Any(answers => answers.Any(answer => answer.Prompt.Name == name)))
                throw new FormatException($"Nothing looks for a prompt {name}; those that come with the module are {string.Join(", ", known)}");
        }
    }

    static void RefuseNoTime(string member, double? time)
    {
        if (time is < 0 or > 86_400_000) throw new FormatException(FormattableString.Invariant($"{member} can't be {time}"));
    }

    TerminalPrompt PromptOf(string dialogue, string name)
        => _prompts.TryGetValue(name, out var prompt) ? prompt : throw new FormatException($"The dialogue {dialogue} answers a prompt {name}, and there is no pattern of that name");

    static Regex Pattern(string text) => new(text, RegexOptions.CultureInvariant, Patience);

    sealed record PromptsFile
    {
        public string? Terminal { get; init; }

        public uint? Columns { get; init; }

        public uint? Rows { get; init; }

        public double? SettleMilliseconds { get; init; }

        public double? QuietSeconds { get; init; }

        public string[]? Progress { get; init; }

        public string? MenuOption { get; init; }

        public string? RootCommand { get; init; }

        public Dictionary<string, string>? Prompts { get; init; }

        public Dictionary<string, Dictionary<string, PromptAnswer>>? Dialogues { get; init; }
    }
}

/// <summary>A prompt that is known.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Pattern">How it looks.</param>
sealed record TerminalPrompt(string Name, Regex Pattern);

/// <summary>What is done at a prompt: one of these.</summary>
/// <param name="Send">A text to type; <c>${name}</c> stands for a group of the pattern.</param>
/// <param name="Secret">The name of a secret to type.</param>
/// <param name="Ends">The word under which the dialogue ends here.</param>
/// <param name="Asks">In a conversation: whoever holds it says yes or no, and this is what is typed for it.</param>
/// <param name="Notes">In a conversation: a word for a line that asks nothing, and is kept for its end.</param>
sealed record PromptAnswer(string? Send = null, string? Secret = null, string? Ends = null, YesAndNo? Asks = null, string? Notes = null);

/// <summary>What is typed for yes and for no.</summary>
sealed record YesAndNo(string Yes, string No);
