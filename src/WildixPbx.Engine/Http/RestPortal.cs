using System.Text.Json;
using RestSharp;
using WildixPbx.Engine.Connection;
using WildixPbx.Engine.Redaction;
using WildixPbx.Portal;

namespace WildixPbx.Engine.Http;

/// <summary>A portal over HTTP: what is asked, and what its answers mean.</summary>
sealed class RestPortal : IPortal
{
    readonly RestConnection _connection;
    readonly Action<byte[]> _registerKey;
    readonly CallErrors _errors;

    /// <summary>Checks what is given and makes the client; sends nothing.</summary>
    public RestPortal(PortalSettings settings, Redactor redactor, TimeProvider? time = null)
    {
        var token = SecureText.Plain(settings.Token);
        redactor.Register(token);
        FarEndAddress.Check(settings, token);
        settings = settings with { Uri = FarEndAddress.WithoutBase(settings.Uri) };
        Uri = settings.Uri;
        _errors = new CallErrors(settings, redactor);
        _registerKey = answer => RegisterKey(answer, redactor);
        var baseUrl = new Uri(settings.Uri.AbsoluteUri.TrimEnd('/') + PortalPath.Base);
        _connection = new RestConnection(settings, baseUrl, redactor, () => MessageHandlers.Create(settings, redactor), time);
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
    public void Dispose() => _connection.Dispose();

    /// <summary>Sends until there is an answer that counts. Comes back only with a success.</summary>
    async ValueTask RunAsync(Exchange exchange)
    {
        exchange.Call.Stop.ThrowIfCancellationRequested();
        if (_connection.IsDisposed) throw _errors.Disconnected(exchange);
        if (!await _connection.RunAsync(exchange).ConfigureAwait(false)) throw _errors.Of(exchange);
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
}
