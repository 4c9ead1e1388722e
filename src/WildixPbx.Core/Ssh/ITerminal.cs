using System.Security;

namespace WildixPbx.Ssh;

/// <summary>
/// A terminal on a box. It knows prompts by name; nothing is answered that no pattern covers. Used by one caller at a time.
/// </summary>
public interface ITerminal : IDisposable
{
    /// <summary>What came and what was typed so far, the end of it, without secrets.</summary>
    string Transcript { get; }

    /// <summary>Goes to a shell: from the menu by option 10, or none of it where the login gave a shell at once.</summary>
    /// <exception cref="UnexpectedPromptException">Something else was asked.</exception>
    Task OpenShellAsync(TimeSpan timeout, CancellationToken stop);

    /// <summary>Becomes root in the shell, by <c>su - wildix</c>.</summary>
    /// <exception cref="AuthenticationException">The password was not accepted (RootPasswordRefused).</exception>
    /// <exception cref="UnexpectedPromptException">Something else was asked.</exception>
    Task BecomeRootAsync(SecureString? password, TimeSpan timeout, CancellationToken stop);

    /// <summary>Runs a command in the shell. Both streams come as one, since a terminal has no more.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="ValidationException">The command is too long to be typed (CommandTooLong).</exception>
    Task<int?> RunAsync(string command, Action<PbxCommandLine> line, TimeSpan timeout, CancellationToken stop);

    /// <summary>Holds a dialogue that the prompts file describes, to its end.</summary>
    /// <param name="name">The dialogue, such as <c>RegisterKey</c>.</param>
    /// <param name="secrets">What it may type, by name. Registered with the redactor before anything is sent.</param>
    /// <param name="timeout">How long one answer of the box may take.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>The word that the file gives the end, such as <c>Accepted</c>, and what stood on the terminal there.</returns>
    /// <exception cref="UnexpectedPromptException">Something was asked that the dialogue has no answer to.</exception>
    Task<DialogueEnd> HoldAsync(string name, IReadOnlyDictionary<string, SecureString> secrets, TimeSpan timeout, CancellationToken stop);

    /// <summary>
    /// Runs a command that asks, in the shell, to its end. Each prompt is answered as the dialogue of the prompts file says,
    /// as often as it comes; a question that the file leaves to the caller goes there.
    /// </summary>
    /// <exception cref="UnexpectedPromptException">Something was asked that nobody has an answer to; nothing was typed (UnexpectedPrompt, QuestionUnanswered).</exception>
    /// <exception cref="TransportException">The box is gone (ConnectionLost).</exception>
    /// <exception cref="TimeoutException">Nothing came for longer than the patience.</exception>
    Task<ConversationEnd> ConverseAsync(Conversation conversation, CancellationToken stop);
}

/// <summary>A command that asks, and who answers.</summary>
public sealed record Conversation
{
    /// <summary>What is typed. It never holds a secret: the box's process list shows it.</summary>
    public required string Command { get; init; }

    /// <summary>The dialogue of the prompts file, such as <c>MoveToCloud</c>.</summary>
    public required string Dialogue { get; init; }

    /// <summary>What it may type, by name. Registered with the redactor before anything is sent.</summary>
    public IReadOnlyDictionary<string, System.Security.SecureString> Secrets { get; init; } = new Dictionary<string, System.Security.SecureString>();

    /// <summary>Answers a question with yes or no, from any thread; none where nobody knows, and then the conversation stops.</summary>
    public required Func<TerminalQuestion, CancellationToken, Task<bool?>> Ask { get; init; }

    /// <summary>Hears of each line as it comes, in order, from any thread; secrets are out of it.</summary>
    public Action<string>? Line { get; init; }

    /// <summary>How long nothing may come.</summary>
    public required TimeSpan Patience { get; init; }
}

/// <summary>A question that a dialogue leaves to the caller.</summary>
/// <param name="Name">What it is about, as the pattern's group <c>name</c> has it, such as a group of data.</param>
/// <param name="Text">The question as it stands on the terminal.</param>
public sealed record TerminalQuestion(string Name, string Text);

/// <summary>How a command that asks has ended.</summary>
/// <param name="ExitCode">Its exit code; none where the box gave none.</param>
/// <param name="Word">The last word that the dialogue gave to what it saw, such as <c>PasswordRefused</c> or <c>DiskFull</c>; none where it saw nothing of the kind.</param>
/// <param name="Text">What stood on the terminal there, without secrets.</param>
public sealed record ConversationEnd(int? ExitCode, string? Word, string? Text);

/// <summary>How a dialogue ended.</summary>
/// <param name="Word">The word that the prompts file gives this end.</param>
/// <param name="Text">What stood on the terminal there, without secrets.</param>
/// <param name="HasSent">Whether any secret of the dialogue had been typed.</param>
public sealed record DialogueEnd(string Word, string Text, bool HasSent);
