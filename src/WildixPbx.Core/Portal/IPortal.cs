using System.Security;

namespace WildixPbx.Portal;

/// <summary>A portal that is connected to. Safe to use from several calls at once.</summary>
public interface IPortal : IDisposable
{
    /// <summary>Where it is.</summary>
    Uri Uri { get; }

    /// <summary>One page of a list.</summary>
    /// <exception cref="WildixPbxException">The portal refused, or can't be reached.</exception>
    Task<Page<T>> ListAsync<T>(PortalQuery<T> query, PageRequest page, CallContext call);

    /// <summary>One object.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    /// <exception cref="WildixPbxException">The portal refused, or can't be reached.</exception>
    Task<T> GetAsync<T>(PortalLookup<T> lookup, CallContext call);

    /// <summary>Makes one change, once, however often it has to be sent.</summary>
    /// <exception cref="RuleViolationException">The change breaks rules.</exception>
    /// <exception cref="OutcomeUnknownException">It was sent and no answer came.</exception>
    /// <exception cref="WildixPbxException">The portal refused, or can't be reached.</exception>
    Task<Change<T>> SendAsync<T>(PortalCommand<T> command, ChangeOptions options, CallContext call);
}

/// <summary>How a change is sent.</summary>
/// <param name="IdempotencyKey">The key under which it takes place at most once; kept over every repetition.</param>
/// <param name="DryRun">Whether only fee, findings and outcome are asked for; nothing changes then.</param>
/// <param name="IfMatch">The tag of the state that the change was thought out on; none where any will do.</param>
public sealed record ChangeOptions(string IdempotencyKey, bool DryRun = false, string? IfMatch = null);

/// <summary>What a call is made in: until when it is wanted, and who wants to hear of it.</summary>
/// <param name="Stop">Ends the call and every wait in it.</param>
/// <param name="Report">Hears of each attempt, on any thread; none where nobody listens.</param>
/// <param name="WithBodies">Whether the reports carry the bodies too, for -Debug.</param>
public readonly record struct CallContext(CancellationToken Stop, Action<CallReport>? Report = null, bool WithBodies = false);

/// <summary>One attempt of one call, for -Verbose and the log. Secrets are out of it already.</summary>
public sealed record CallReport
{
    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The path with the query.</summary>
    public required string Path { get; init; }

    /// <summary>The HTTP status; none where no answer came.</summary>
    public int? Status { get; init; }

    /// <summary>How long it took.</summary>
    public required double Milliseconds { get; init; }

    /// <summary>Which attempt it was, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>The id of the HTTP request, as the portal gave it.</summary>
    public string? RequestId { get; init; }

    /// <summary>The key the change was sent under; the portal's trail can be searched by it. None for a read.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>How long until the next attempt; none where there is none.</summary>
    public TimeSpan? RetryIn { get; init; }

    /// <summary>What went wrong; none where an answer came.</summary>
    public string? Error { get; init; }

    /// <summary>The body that was sent, without secrets; only where it is asked for.</summary>
    public string? RequestBody { get; init; }

    /// <summary>The body that came back, without secrets; only where it is asked for.</summary>
    public string? ResponseBody { get; init; }

    /// <summary>Method, path, status, time, attempt and request id in one line.</summary>
    public override string ToString()
    {
        var result = Status is { } status ? status.ToString(System.Globalization.CultureInfo.InvariantCulture) : Error ?? "no answer";
        var retry = RetryIn is { } wait ? FormattableString.Invariant($", again in {wait.TotalSeconds:0.0} s") : "";
        return FormattableString.Invariant($"{Method} {Path} {result} {Milliseconds:0} ms, attempt {Attempt}, request {RequestId ?? "-"}{retry}");
    }
}

/// <summary>Where a portal is and how to talk to it.</summary>
public sealed record PortalSettings : ConnectionSettings
{
    /// <summary>The bearer token.</summary>
    public required SecureString Token { get; init; }
}
