using System.Management.Automation;
using System.Text;

namespace WildixPbx.Shell.Hosting;

/// <summary>An error as text for a log: what happened, the id to search for, what to do, where.</summary>
static class ErrorText
{
    public static string Of(ErrorRecord record)
    {
        // What a program writes to its stderr is text, not a report of ours.
        if (record.FullyQualifiedErrorId.StartsWith("NativeCommandError", StringComparison.Ordinal))
            return record.ToString();

        var text = new StringBuilder();
        if (record.InvocationInfo?.MyCommand?.Name is { Length: > 0 } command && record.InvocationInfo.MyCommand is CmdletInfo or FunctionInfo)
            text.Append(command).Append(": ");
        text.Append(Message(record));
        Line(text, "Id", record.FullyQualifiedErrorId);
        Line(text, "Do", RecommendedAction(record));
        Line(text, "At", Position(record));
        return text.ToString();
    }

    static string Message(ErrorRecord record)
    {
        if (record.ErrorDetails?.Message is { Length: > 0 } details)
            return details;

        return record.Exception is ParseException { Errors.Length: > 0 } parse
            ? string.Join(Environment.NewLine, parse.Errors.Select(error => $"{error.Extent.StartLineNumber}:{error.Extent.StartColumnNumber} {error.Message}"))
            : record.Exception.Message;
    }

    static string? RecommendedAction(ErrorRecord record)
    {
        if (record.ErrorDetails?.RecommendedAction is { Length: > 0 } action)
            return action;

        return record.Exception is CommandNotFoundException
            ? "This shell has stand-ins for some of PowerShell's cmdlets only (-Help lists them); pwsh has them all."
            : null;
    }

    static string? Position(ErrorRecord record)
    {
        if (record.InvocationInfo is not { ScriptLineNumber: > 0 } at)
            return null;

        var file = string.IsNullOrEmpty(at.ScriptName) ? "command" : at.ScriptName;
        return $"{file}:{at.ScriptLineNumber} char:{at.OffsetInLine}{Environment.NewLine}      {at.Line.Trim()}";
    }

    static void Line(StringBuilder text, string label, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            text.AppendLine().Append("  ").Append(label).Append(": ").Append(value);
    }
}
