using System.Diagnostics;
using System.Text.Json;
using Polly;
using RestSharp;
using RestSharp.Serializers.Json;
using WildixPbx.Engine.Connection;
using WildixPbx.Engine.Redaction;
using WildixPbx.Engine.Reports;
using WildixPbx.Engine.Retry;
using WildixPbx.Portal;

namespace WildixPbx.Engine.Http;

/// <summary>One connection to a portal: one RestSharp client with a handler of its own, and one pipeline that repeats.</summary>
sealed class RestPortal : IPortal
{
    static readonly Func<HttpResponseMessage, RestRequest, RestResponse> Answered
        = static (_, request) => new RestResponse(request) { ResponseStatus = ResponseStatus.Completed };

    readonly RestClient _client;
    readonly ResiliencePipeline<Exchange> _pipeline;
    readonly Func<ResilienceContext, Exchange, ValueTask<Outcome<Exchange>>> _attempt;
    readonly Action<byte[]> _registerKey;
    readonly Reporter _reporter;
    readonly CallLog? _log;
    readonly CallErrors _errors;
    readonly TimeProvider _time;
    readonly TimeSpan _timeout;
    volatile bool _isDisposed;

    /// <summary>Checks what is given and makes the client; sends nothing.</summary>
    public RestPortal(PortalSettings settings, Redactor redactor, TimeProvider? time = null)
    {
        var token = SecureText.Plain(settings.Token);
        redactor.Register(token);
        PortalAddress.Check(settings, token);
        settings = settings with { Uri = PortalAddress.WithoutBase(settings.Uri) };

        var baseUrl = new Uri(settings.Uri.AbsoluteUri.TrimEnd('/') + PortalPath.Base);
        (Uri, _time, _timeout) = (settings.Uri, time ?? TimeProvider.System, settings.Timeout);
        _errors = new CallErrors(settings, redactor);
        _attempt = AttemptAsync;
        _registerKey = answer => RegisterKey(answer, redactor);
        _log = CallLog.Open(settings.LogPath);
        try
        {
            _client = CreateClient(settings, redactor, baseUrl);
        }
        catch
        {
            _log?.Dispose();
            throw;
        }

        _reporter = new Reporter(redactor, _log, baseUrl.AbsolutePath);
        _pipeline = RetryPipeline.Create(settings, _reporter, _time);
    }

    /// <inheritdoc/>
    public Uri Uri { get; }

    /// <inheritdoc/>
    public async Task<Page<T>> ListAsync<T>(PortalQuery<T> query, PageRequest page, CallContext call)
    {
        var exchange = new Exchange { Verb = "GET", Method = Method.Get, Resource = Resources.Of(query, page), Subject = query.Path, Call = call };
        await RunAsync(exchange).ConfigureAwait(false);
        try
        {
            var answer = Answers.Read<Page<T>>(exchange.Answer);
            return answer.Items is null ? throw new JsonException("The page has no items.") : answer;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw _errors.Unreadable(exchange, exception);
        }
    }

    /// <inheritdoc/>
    public async Task<T> GetAsync<T>(PortalLookup<T> lookup, CallContext call)
    {
        var exchange = new Exchange
        {
            Verb = "GET",
            Method = Method.Get,
            Resource = lookup.Path,
            Subject = lookup.Subject,
            Call = call,
            Answered = typeof(T) == typeof(PbxKey) ? _registerKey : null,
        };
        await RunAsync(exchange).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize<T>(exchange.Answer, AnswerJson.Options) ?? throw new JsonException("The answer is null.");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw _errors.Unreadable(exchange, exception);
        }
    }

    /// <inheritdoc/>
    public async Task<Change<T>> SendAsync<T>(PortalCommand<T> command, ChangeOptions options, CallContext call)
    {
        var content = command.Body is { } body ? JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), WireJson.Options) : null;
        var exchange = new Exchange
        {
            Verb = command.Method,
            Method = Resources.MethodOf(command.Method),
            Resource = options.DryRun ? command.Path + "?dryRun=true" : command.Path,
            Subject = command.Subject,
            Call = call,
            Content = content,
            Body = content is null ? null : new BodyParameter("", content, ContentType.Json, DataFormat.Binary),
            IdempotencyKey = options.IdempotencyKey,
            IfMatch = Resources.Quoted(options.IfMatch),
            IsChange = !options.DryRun,
        };
        await RunAsync(exchange).ConfigureAwait(false);
        try
        {
            var answer = Answers.Read<Change<T>>(exchange.Answer);
            return answer.Resource is null ? throw new JsonException("The answer has no resource.") : answer;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw _errors.Unreadable(exchange, exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        _client.Dispose();
        _log?.Dispose();
    }

    /// <summary>Sends until there is an answer that counts. Comes back only with a success.</summary>
    async ValueTask RunAsync(Exchange exchange)
    {
        var stop = exchange.Call.Stop;
        stop.ThrowIfCancellationRequested();
        if (_isDisposed) throw _errors.Disconnected(exchange);

        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, stop);
        Outcome<Exchange> outcome;
        try
        {
            outcome = await _pipeline.ExecuteOutcomeAsync(_attempt, context, exchange).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }

        _reporter.Report(exchange, retryIn: null);
        if (outcome.Exception is { } exception)
        {
            stop.ThrowIfCancellationRequested();
            outcome.ThrowIfException();
        }

        if (exchange.Failure == Failure.None && exchange.Status is >= 200 and < 300) return;
        if (exchange.Failure == Failure.Stopped) throw new OperationCanceledException(stop);
        throw _errors.Of(exchange);
    }

    async ValueTask<Outcome<Exchange>> AttemptAsync(ResilienceContext context, Exchange exchange)
    {
        exchange.Begin(_time.GetUtcNow(), Stopwatch.GetTimestamp());
        var request = new RestRequest
        {
            Resource = exchange.Resource,
            Method = exchange.Method,
            Timeout = _timeout,
            AdvancedResponseWriter = Answered,
            Interceptors = [exchange],
        };
        if (exchange.Body is { } body) request.AddParameter(body);

        var stop = exchange.Call.Stop;
        try
        {
            var response = await _client.ExecuteAsync(request, stop).ConfigureAwait(false);
            if (response.ErrorException is null) exchange.EndAnswered(_time);
            else exchange.EndUnanswered(Failures.Of(response.ResponseStatus, response.ErrorException, stop.IsCancellationRequested, _isDisposed), response.ErrorException);
            return Outcome.FromResult(exchange);
        }
        catch (ObjectDisposedException exception) when (_isDisposed)
        {
            exchange.EndUnanswered(Failure.Disconnected, exception);
            return Outcome.FromResult(exchange);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WildixPbxException)
        {
            return Outcome.FromException<Exchange>(exception);
        }
    }

    // Before the answer is reported: whatever shows it, and whatever quotes it later, must know the key as a secret.
    static void RegisterKey(byte[] answer, Redactor redactor)
    {
        try
        {
            if (JsonSerializer.Deserialize<PbxKey>(answer, WireJson.Options) is { Key.Length: > 0 } key) redactor.Register(key.Key);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            // Whoever reads the answer says so.
        }
    }

    static RestClient CreateClient(PortalSettings settings, Redactor redactor, Uri baseUrl)
    {
        var http = new HttpClient(MessageHandlers.Create(settings, redactor))
        {
            // RestSharp counts the time of each attempt, and tells its own timeout from the caller's stop.
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = Answers.LargestBytes,
        };
        var options = new RestClientOptions(baseUrl)
        {
            FollowRedirects = false,
            FailOnDeserializationError = true,
            Expect100Continue = false,
            UserAgent = null,
        };
        return new RestClient(http, options, disposeHttpClient: true, configureSerialization: static serializers => serializers.UseSystemTextJson(WireJson.Options))
        {
            AcceptedContentTypes = ["application/json, application/problem+json"],
        };
    }
}
