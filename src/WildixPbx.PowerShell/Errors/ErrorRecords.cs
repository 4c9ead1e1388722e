using System.Management.Automation;
using WildixPbx.Binding;

namespace WildixPbx.Errors;

/// <summary>How errors of ours become error records: one place for ids, categories and advice.</summary>
static class ErrorRecords
{
    static readonly IdentityTransformationAttribute RowNames = new("Name", "Pbx", "Identity", "Customer"); // what people know an object by

    /// <summary>
    /// The record of an error: its id (the rule's, or Wmp and the problem), a fitting category, the input it is about,
    /// and what to do next. The number of the input stands before the message, where there are several, with the name that
    /// its row has, where the message itself does not say it: nobody counts rows of a file.
    /// </summary>
    public static ErrorRecord ToErrorRecord(this WildixPbxException exception, object? target = null)
    {
        var row = exception.InputIndex is { } index ? FormattableString.Invariant($"Input {index}: ") : "";
        return new ErrorRecord(exception, exception.ErrorId, CategoryOf(exception), target ?? exception.InputObject)
        {
            ErrorDetails = new ErrorDetails(row + ((exception.About ?? NameOf(exception)) is { } about ? about + ": " : "") + exception.Message) { RecommendedAction = exception.RecommendedAction },
        };
    }

    static string? NameOf(WildixPbxException exception)
    {
        if (exception is not { InputIndex: not null, InputObject: PSObject { BaseObject: PSCustomObject } row }) return null;
        var name = ((ObjectIdentity)RowNames.Transform(null!, row)!).Text;
        return name is null || name.Any(char.IsControl) || exception.Message.Contains(name) ? null : $"'{name}'";
    }

    static ErrorCategory CategoryOf(WildixPbxException exception) => exception switch
    {
        RuleViolationException => ErrorCategory.InvalidOperation,
        AuthenticationException => ErrorCategory.AuthenticationError,
        AuthorizationException => ErrorCategory.PermissionDenied,
        NotFoundException => ErrorCategory.ObjectNotFound,
        ConflictException { Problem: "NameTaken" or "ReportExists" } => ErrorCategory.ResourceExists,
        ConflictException { Problem: "InUse" or "SandboxInUse" or "RunInUse" } => ErrorCategory.ResourceBusy,
        ConflictException { Problem: "NotSupported" } => ErrorCategory.NotImplemented,
        ConflictException => ErrorCategory.InvalidOperation,
        ThrottledException => ErrorCategory.LimitsExceeded,
        ValidationException { Problem: "InsecureTransport" } => ErrorCategory.SecurityError,
        ValidationException { Problem: "ReportUnwritable" } => ErrorCategory.WriteError,
        ValidationException => ErrorCategory.InvalidArgument,
        TimeoutException => ErrorCategory.OperationTimeout,
        TransportException { Problem: "RuntimeMissing" } => ErrorCategory.NotInstalled,
        TransportException { Problem: "UnexpectedAnswer" or "NotAPortal" or "Redirected" or "SmtpRefused" or "WebhookFailed" } => ErrorCategory.ProtocolError,
        TransportException => ErrorCategory.ConnectionError,
        OutcomeUnknownException => ErrorCategory.OperationStopped,
        HostKeyException => ErrorCategory.SecurityError,
        UnexpectedPromptException => ErrorCategory.ProtocolError,
        CommandFailedException => ErrorCategory.FromStdErr,
        _ => ErrorCategory.NotSpecified,
    };
}
