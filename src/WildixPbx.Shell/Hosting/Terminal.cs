using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace WildixPbx.Shell.Hosting;

/// <summary>What the process is connected to: which streams are a terminal, whether colours are wanted, and its answers to questions.</summary>
sealed class Terminal(bool nonInteractive, CancellationToken stopping)
{
    // An environment variable that is set to nothing counts as not set: https://no-color.org
    static readonly bool NoColor = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public bool ColorOut { get; } = !NoColor && !Console.IsOutputRedirected;

    public bool ColorError { get; } = !NoColor && !Console.IsErrorRedirected;

    /// <summary>Throws when nobody is there to answer, so that a question never hangs.</summary>
    public void RequireSomebody(string question)
    {
        if (nonInteractive || Console.IsInputRedirected)
        {
            var why = nonInteractive ? "-NonInteractive was given" : "input is not a terminal";
            throw new PSInvalidOperationException($"Nobody can be asked, since {why}: {question.Trim()} "
                + "Give the value as a parameter; where a confirmation was due, -Confirm:$false or -Force.");
        }
    }

    public string ReadLine() => Await(Console.ReadLine) ?? throw new HostException("Input ended before the question was answered.");

    public SecureString ReadSecret()
    {
        var secret = new SecureString();
        while (Await(() => Console.ReadKey(intercept: true)) is var key && key.Key != ConsoleKey.Enter)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                if (secret.Length > 0)
                    secret.RemoveAt(secret.Length - 1);
            }
            else if (key.KeyChar != '\0')
            {
                secret.AppendChar(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        secret.MakeReadOnly();
        return secret;
    }

    // The console can't be asked to give up a read, so a stop leaves the read behind: the process is about to end.
    T Await<T>(Func<T> read)
    {
        try
        {
            return Task.Run(read).WaitAsync(stopping).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }
}
