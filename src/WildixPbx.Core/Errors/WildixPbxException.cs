namespace WildixPbx;

/// <summary>
/// The base of everything this module throws on purpose. <see cref="ErrorId"/> is what PowerShell shows before the
/// comma of FullyQualifiedErrorId; it is public API and never renamed.
/// </summary>
public class WildixPbxException : Exception
{
    /// <summary>An error with its id and the advice to whoever meets it.</summary>
    /// <param name="problem">What it is in one word, such as <c>NotFound</c>.</param>
    /// <param name="message">What happened, to which object.</param>
    /// <param name="action">What to do next.</param>
    /// <param name="inner">What it came from.</param>
    public WildixPbxException(string problem, string message, string action, Exception? inner = null)
        : base(message, inner) => (Problem, RecommendedAction) = (problem, action);

    /// <summary>What it is in one word, such as <c>NotFound</c>.</summary>
    public string Problem { get; }

    /// <summary>The error id: the rule's id for a broken rule, <c>Wmp</c> and the problem otherwise.</summary>
    public virtual string ErrorId => "Wmp" + Problem;

    /// <summary>What to do next.</summary>
    public string RecommendedAction { get; }

    /// <summary>What it is about, such as a run with its PBX, where the message alone does not say so. It is shown before the message.</summary>
    public string? About { get; set; }

    /// <summary>The HTTP status, where a portal or a box answered.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The id of the HTTP request, to be named to whoever runs the portal.</summary>
    public string? RequestId { get; init; }

    /// <summary>What a terminal showed until then, without secrets, where there was one.</summary>
    public string? Transcript { get; init; }

    /// <summary>The number of the input it is about, counted from 1 in the order of the pipeline; none outside a pipeline.</summary>
    public int? InputIndex { get; set; }

    /// <summary>The input itself, such as a row of a CSV.</summary>
    public object? InputObject { get; set; }
}

/// <summary>A change breaks rules of the licensing guide.</summary>
public sealed class RuleViolationException(IReadOnlyList<Finding> findings) : WildixPbxException(
    "RuleViolation",
    string.Join(" ", findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Message)),
    string.Join(" ", findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Action).Distinct()))
{
    /// <summary>The id of the first rule that is broken.</summary>
    public string RuleId => (findings.FirstOrDefault(finding => finding.Severity == Severity.Error) ?? findings[0]).RuleId;

    /// <summary>Everything the rules said of the change, advice and outcomes too.</summary>
    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>The object's name.</summary>
    public string Subject => findings[0].Subject;

    /// <inheritdoc/>
    public override string ErrorId => RuleId;
}

/// <summary>The token is missing, unknown or no longer valid.</summary>
public sealed class AuthenticationException(string problem, string message, string action, Exception? inner = null)
    : WildixPbxException(problem, message, action, inner);

/// <summary>The token is good, but not for this.</summary>
public sealed class AuthorizationException(string problem, string message, string action, Exception? inner = null)
    : WildixPbxException(problem, message, action, inner);

/// <summary>There is no such object.</summary>
public sealed class NotFoundException(string problem, string message, string action, Exception? inner = null)
    : WildixPbxException(problem, message, action, inner);

/// <summary>The object is in a state that the change does not fit, or a text fits several objects.</summary>
public sealed class ConflictException(string problem, string message, string action, Exception? inner = null)
    : WildixPbxException(problem, message, action, inner);

/// <summary>The far end asked to slow down, longer than this side was ready to wait.</summary>
public sealed class ThrottledException(string problem, string message, string action, Exception? inner = null)
    : WildixPbxException(problem, message, action, inner)
{
    /// <summary>How long the far end asked to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>The input can't be read or does not make sense; nothing was sent.</summary>
public sealed class ValidationException(string problem, string message, string action, Exception? inner = null)
    : WildixPbxException(problem, message, action, inner)
{
    /// <summary>The parameter or column, where it is one.</summary>
    public string? Column { get; init; }
}

/// <summary>The far end can't be reached, or answers with something that is no answer.</summary>
public sealed class TransportException(string problem, string message, string action, Exception? inner = null)
    : WildixPbxException(problem, message, action, inner);

/// <summary>The far end did not answer in time; nothing was changed by it.</summary>
public sealed class TimeoutException(string problem, string message, string action, Exception? inner = null)
    : WildixPbxException(problem, message, action, inner);

/// <summary>A change was sent and no answer came: whether it took place is not known.</summary>
public sealed class OutcomeUnknownException(string message, string action, Exception? inner = null)
    : WildixPbxException("OutcomeUnknown", message, action, inner)
{
    /// <summary>The key the change was sent under; the portal's trail can be searched by it.</summary>
    public string? IdempotencyKey { get; init; }
}

/// <summary>The key that an SSH server showed is not the one that is trusted.</summary>
public sealed class HostKeyException(string problem, string message, string action, Exception? inner = null)
    : WildixPbxException(problem, message, action, inner);

/// <summary>A terminal asked something that no pattern covers; nothing was answered.</summary>
public sealed class UnexpectedPromptException(string problem, string message, string action, Exception? inner = null)
    : WildixPbxException(problem, message, action, inner);

/// <summary>A command on a box ran to its end and says that it failed.</summary>
public sealed class CommandFailedException(string message, string action, int? exitCode, IReadOnlyList<string> errorOutput)
    : WildixPbxException("CommandFailed", message, action)
{
    /// <summary>What it ended with; none where the box gave no code, such as after a signal.</summary>
    public int? ExitCode => exitCode;

    /// <summary>The lines it wrote to standard error.</summary>
    public IReadOnlyList<string> ErrorOutput => errorOutput;
}
