using System.Management.Automation.Runspaces;

namespace WildixPbx.Shell;

/// <summary>What the command line asks for: a script with its arguments, or a command as text, or help.</summary>
sealed record ShellOptions
{
    public bool Help { get; private init; }

    public bool NonInteractive { get; private init; }

    public string? Command { get; private init; }

    public string? ScriptPath { get; private init; }

    public IReadOnlyList<CommandParameter> ScriptArguments { get; private init; } = [];

    /// <summary>Why the command line makes no sense; null when it does.</summary>
    public string? UsageError { get; private init; }

    public static ShellOptions Parse(string[] args)
    {
        var options = new ShellOptions();
        for (var i = 0; i < args.Length; i++)
        {
            var rest = args[(i + 1)..];
            switch (args[i].ToLowerInvariant())
            {
                case "-help" or "--help" or "-h" or "-?":
                    return options with { Help = true };
                case "-noninteractive" or "-noni":
                    options = options with { NonInteractive = true };
                    break;
                case "-noprofile" or "-nop" or "-nologo":
                    // There is neither here; accepted, so that a line written for pwsh can be kept.
                    break;
                case "-command" or "-c":
                    return rest.Length == 0
                        ? options with { UsageError = "-Command needs the command." }
                        : options with { Command = string.Join(' ', rest) };
                case "-file" or "-f":
                    return rest.Length == 0
                        ? options with { UsageError = "-File needs the path of a script." }
                        : options.WithScript(rest);
                case ['-', _, ..]:
                    return options with { UsageError = $"Unknown option: {args[i]}" };
                default:
                    return options.WithScript(args[i..]);
            }
        }

        return args.Length == 0
            ? options with { Help = true }
            : options with { UsageError = "Neither a script nor -Command was given." };
    }

    ShellOptions WithScript(string[] pathAndArguments) => this with
    {
        ScriptPath = pathAndArguments[0],
        ScriptArguments = ScriptArgumentParser.Parse(pathAndArguments[1..]),
    };
}
