using System.Management.Automation.Runspaces;

namespace WildixPbx.Shell;

/// <summary>Reads a script's arguments from the command line as <c>pwsh -File</c> does.</summary>
static class ScriptArgumentParser
{
    public static IReadOnlyList<CommandParameter> Parse(IEnumerable<string> arguments)
    {
        var parameters = new List<CommandParameter>();
        string? awaitingValue = null;
        foreach (var argument in arguments)
        {
            if (awaitingValue is not null)
            {
                parameters.Add(new CommandParameter(awaitingValue, argument));
                awaitingValue = null;
            }
            else if (argument is not ['-', _, ..])
            {
                parameters.Add(new CommandParameter(null, argument));
            }
            else if (argument.IndexOf(':', StringComparison.Ordinal) is var colon && colon < 0)
            {
                // Only the binder knows whether it is a switch or takes the next argument.
                parameters.Add(new CommandParameter(argument));
            }
            else if (colon == argument.Length - 1)
            {
                awaitingValue = argument[..colon];
            }
            else
            {
                parameters.Add(new CommandParameter(argument[..colon], TextOrBoolean(argument[(colon + 1)..])));
            }
        }

        if (awaitingValue is not null)
            parameters.Add(new CommandParameter(awaitingValue));

        return parameters;
    }

    // A switch is turned off with -Name:$false; the shell that started us has not read the $.
    static object TextOrBoolean(string text) => bool.TryParse(text.StartsWith('$') ? text[1..] : text, out var value) ? value : text;
}
