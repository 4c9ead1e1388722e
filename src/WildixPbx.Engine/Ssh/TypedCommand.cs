using System.Globalization;
using System.Text;

namespace WildixPbx.Engine.Ssh;

/// <summary>
/// A command as it is typed in a shell, between two marks that tell its lines from the shell's own.
/// </summary>
sealed class TypedCommand
{
    // A terminal takes 4,096 bytes a line, and Base64 makes four of three.
    const int LongestCommand = 2800;

    readonly string _begin, _end;
    bool _hasBlank;

    TypedCommand(string typed, string id)
    {
        (_begin, _end) = ("wmp-begin-" + id, "wmp-end-" + id + ":");

        // Each mark is typed in two parts, so that the echo of the line is none.
        Line = $"printf '%s%s\\n' wmp-begin- {id}; {typed}; printf '\\n%s%s:%s\\n' wmp-end- {id} \"$?\"";
    }

    /// <summary>What is typed.</summary>
    public string Line { get; }

    /// <summary>Whether it has begun.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Whether it is over.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>The exit code.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>
    /// A command, with marks that nothing else writes. It is typed encoded: a tab, a quote or an exclamation mark would mean
    /// something to a shell that is typed to. It reads no input, so that it can ask nothing.
    /// </summary>
    /// <exception cref="ValidationException">It is too long (CommandTooLong).</exception>
    public static TypedCommand Of(string command)
        => Encoding.UTF8.GetByteCount(command) <= LongestCommand
            ? new TypedCommand($"bash -c \"$(printf %s {Convert.ToBase64String(Encoding.UTF8.GetBytes(command))} | base64 -d)\" </dev/null", NewId())
            : throw new ValidationException(
                "CommandTooLong", FormattableString.Invariant($"The command is longer than the {LongestCommand} bytes that can be typed on a terminal."), "Run it without -Terminal and -AsRoot, or put it in a file on the box first.");

    /// <summary>A command that asks: it is typed as it is, and reads what is typed then.</summary>
    public static TypedCommand Asking(string command) => new(command, NewId());

    /// <summary>Takes a line of the terminal, and gives those that the command wrote.</summary>
    public IEnumerable<string> Take(string line)
    {
        if (HasEnded) yield break;
        if (!HasBegun)
        {
            HasBegun = line.EndsWith(_begin, StringComparison.Ordinal);
            yield break;
        }

        if (line.StartsWith(_end, StringComparison.Ordinal))
        {
            // The blank line before the mark is the mark's own, where the command's last line had an end.
            HasEnded = true;
            ExitCode = int.TryParse(line.Substring(_end.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null;
            yield break;
        }

        if (_hasBlank) yield return "";
        _hasBlank = line.Length == 0;
        if (!_hasBlank) yield return line;
    }

    static string NewId() => Guid.NewGuid().ToString("N");
}
