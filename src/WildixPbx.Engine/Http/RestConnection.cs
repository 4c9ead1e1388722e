using System.Diagnostics;
using Polly;
using RestSharp;
using RestSharp.Serializers.Json;
using WildixPbx.Engine.Redaction;
using WildixPbx.Engine.Reports;
using WildixPbx.Engine.Retry;
using WildixPbx.Portal;

namespace WildixPbx.Engine.Http;

/// <summary>One connection to a portal or a box: one RestSharp client with a handler of its own, and one pipeline that repeats.</summary>
sealed class RestConnection : IDisposable
{
    static readonly Func<HttpResponseMessage, RestRequest, RestResponse> Answered
        = static (_, request) => new RestResponse(request) { ResponseStatus = ResponseStatus.Completed };

    readonly RestClient _client;
    readonly ResiliencePipeline<Exchange> _pipeline;
    readonly Func<ResilienceContext, Exchange, ValueTask<Outcome<Exchange>>> _attempt;
    readonly Reporter _reporter;
    readonly CallLog? _log;
    readonly TimeProvider _time;
    readonly TimeSpan _timeout;
    volatile bool _isDisposed;

    /// <summary>Makes the client; sends nothing.</summary>
    public RestConnection(ConnectionSettings settings, Uri baseUrl, Redactor redactor, Func<HttpMessageHandler> handler, TimeProvider? time)
    {
        (_time, _timeout) = (time ?? TimeProvider.System, settings.Timeout);
        _attempt = AttemptAsync;
        _log = CallLog.Open(settings.LogPath);
        try
        {
            _client = CreateClient(handler(), baseUrl);
        }
        catch
        {
            _log?.Dispose();
            throw;
        }

        _reporter = new Reporter(redactor, _log, baseUrl.AbsolutePath);
        _pipeline = RetryPipeline.Create(settings, _reporter, _time);
    }

    /// <summary>The clock.</summary>
    public TimeProvider Time => _time;

    /// <summary>Whether it is closed.</summary>
    public bool IsDisposed => _isDisposed;

    /// <summary>Sends until there is an answer that counts. Answers whether that is a success; if not, the exchange says why.</summary>
    public async ValueTask<bool> RunAsync(Exchange exchange)
    {
        var stop = exchange.Call.Stop;
        stop.ThrowIfCancellationRequested();

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
        if (outcome.Exception is not null)
        {
            stop.ThrowIfCancellationRequested();
            outcome.ThrowIfException();
        }

        if (exchange.Failure == Failure.Stopped) throw new OperationCanceledException(stop);
        return exchange.Failure == Failure.None && exchange.Status is >= 200 and < 300;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        _client.Dispose();
        _log?.Dispose();
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

    static RestClient CreateClient(HttpMessageHandler handler, Uri baseUrl)
    {
        var http = new HttpClient(handler)
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
