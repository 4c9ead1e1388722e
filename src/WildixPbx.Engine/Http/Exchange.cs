using System.Net.Http.Headers;
using RestSharp;
using RestSharp.Interceptors;
using WildixPbx.Engine.Retry;
using WildixPbx.Portal;

namespace WildixPbx.Engine.Http;

/// <summary>
/// One call with all its attempts: what is sent, and what came of the last attempt. It is RestSharp's interceptor of its
/// own requests, which is the cheapest way to the message and to the raw answer, and Polly's result, which saves one of either.
/// </summary>
sealed class Exchange : Interceptor
{
    static readonly byte[] NoBytes = [];

    RetryConditionHeaderValue? _retryAfter;

    public required string Verb { get; init; }
    public required Method Method { get; init; }

    /// <summary>The path below the base path, with the query.</summary>
    public required string Resource { get; init; }

    /// <summary>What messages call the object.</summary>
    public required string Subject { get; init; }
    public required CallContext Call { get; init; }
    public byte[]? Content { get; init; }
    public BodyParameter? Body { get; init; }
    public string? IdempotencyKey { get; init; }
    public string? IfMatch { get; init; }

    /// <summary>Sees the body of a success before anybody else does.</summary>
    public Action<byte[]>? Answered { get; init; }

    /// <summary>Whether the portal's data may be other ones afterwards: no read and no dry run.</summary>
    public bool IsChange { get; init; }

    /// <summary>Whether sending it several times does no more than sending it once.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>Whether an answer is waited for only once: a box that is asked among hundreds must not hold them up.</summary>
    public bool WaitsOnce { get; init; }

    /// <summary>Completes each attempt's message, with what logs on.</summary>
    public Action<HttpRequestMessage>? Prepare { get; init; }

    public int Attempt { get; private set; }
    public DateTimeOffset StartedAt { get; private set; }
    public long StartedTicks { get; private set; }

    /// <summary>Whether this attempt was reported, with the wait that follows it.</summary>
    public bool IsReported { get; set; }

    /// <summary>Why there is no answer; None where there is one.</summary>
    public Failure Failure { get; private set; }
    public Exception? Exception { get; private set; }
    public int Status { get; private set; }
    public byte[] Answer { get; private set; } = NoBytes;

    /// <summary>The encoding that the answer says it is in; none where it says none.</summary>
    public string? Charset { get; private set; }
    public string? RequestId { get; private set; }
    public TimeSpan? RetryAfter { get; private set; }
    public Uri? Location { get; private set; }

    /// <summary>The problem document, once it was looked for.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>Whether some attempt may have been carried out though no answer says so.</summary>
    public bool MayHaveHappened { get; private set; }

    /// <summary>Begins an attempt.</summary>
    public void Begin(DateTimeOffset now, long ticks)
    {
        Attempt++;
        (StartedAt, StartedTicks, IsReported) = (now, ticks, false);
        (Failure, Exception, Status, Answer) = (Failure.None, null, 0, NoBytes);
        (RequestId, RetryAfter, Location, Problem, Charset) = (null, null, null, null, null);
    }

    /// <inheritdoc/>
    public override ValueTask BeforeHttpRequest(HttpRequestMessage requestMessage, CancellationToken cancellationToken)
    {
        Add(requestMessage, "Idempotency-Key", IdempotencyKey);
        Add(requestMessage, "If-Match", IfMatch);
        Prepare?.Invoke(requestMessage);
        return default;
    }

    /// <inheritdoc/>
    public override async ValueTask AfterHttpRequest(HttpResponseMessage responseMessage, CancellationToken cancellationToken)
    {
        var headers = responseMessage.Headers;
        Status = (int)responseMessage.StatusCode;
        Location = headers.Location;
        Charset = responseMessage.Content?.Headers.ContentType?.CharSet;
        if (headers.TryGetValues("X-Request-Id", out var ids))
            foreach (var id in ids)
                RequestId ??= id;
        _retryAfter = Status >= 400 ? headers.RetryAfter : null;

        // The message is read whole already, so this does not wait.
#if NET8_0_OR_GREATER
        Answer = await responseMessage.Content!.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
#else
        Answer = responseMessage.Content is { } content ? await content.ReadAsByteArrayAsync().ConfigureAwait(false) : NoBytes;
#endif
    }

    /// <summary>Ends an attempt that was answered.</summary>
    public void EndAnswered(TimeProvider time)
    {
        if (Status is >= 200 and < 300)
        {
            Answered?.Invoke(Answer);
            return;
        }

        if (_retryAfter is { } wait) RetryAfter = RetryDelay.Of(wait, time.GetUtcNow());
        Problem = Answers.ProblemOf(Answer);
        MayHaveHappened |= Answers.MayHaveHappened(Status, Problem);
    }

    /// <summary>Ends an attempt that was not.</summary>
    public void EndUnanswered(Failure failure, Exception? exception)
    {
        (Failure, Exception) = (failure, exception);
        MayHaveHappened |= failure.MayHaveHappened();
    }

    static void Add(HttpRequestMessage message, string name, string? value)
    {
        if (value is not null && !message.Headers.TryAddWithoutValidation(name, value))
            throw new ValidationException("HeaderInvalid", $"{name} can't hold that value.", "Leave line breaks out of it.");
    }
}
