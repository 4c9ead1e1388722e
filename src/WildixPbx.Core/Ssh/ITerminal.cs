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
}

/// <summary>How a dialogue ended.</summary>
/// <param name="Word">The word that the prompts file gives this end.</param>
/// <param name="Text">What stood on the terminal there, without secrets.</param>
/// <param name="HasSent">Whether any secret of the dialogue had been typed.</param>
public sealed record DialogueEnd(string Word, string Text, bool HasSent);
