using System.Net.Http.Headers;
using System.Text;
using WildixPbx.Engine.Http;
using WildixPbx.Engine.Redaction;
using WildixPbx.LicenseReports;

namespace WildixPbx.Engine.LicenseReports.Post;

/// <summary>Posts to a webhook. Its address lets anybody post there, so it is treated as a secret: only the host is ever shown.</summary>
sealed class WebhookSender : IDisposable
{
    // Shorter parts of an address are words, not secrets.
    const int ShortestSecret = 16, ShortestHidden = 8, MostOfAnswer = 16 * 1024;

    readonly WebhookSettings _settings;
    readonly WebhookTemplate _template;
    readonly TimeSpan _timeout;
    readonly Redactor _redactor;
    readonly HttpClient _client;

    // Hides more than the redactor of everything does, whose other texts would lose words such as "services".
    readonly Redactor _address = new();

    public WebhookSender(WebhookSettings settings, TimeSpan timeout, Redactor redactor)
    {
        (_settings, _timeout, _redactor) = (settings, timeout, redactor);
        Check(settings);
        foreach (var part in settings.Uri.PathAndQuery.Split('/', '?', '&', '=').Append(settings.Uri.PathAndQuery))
            if (part.Length >= ShortestSecret) redactor.Register(Uri.UnescapeDataString(part));
        HideAddress(settings.Uri);
        _template = new WebhookTemplate(settings.Template ?? WebhookTemplate.Simple);
        _client = new HttpClient(HandlerFor(settings.Uri, redactor)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>What is shown of the address.</summary>
    public string Host => _settings.Uri.Authority;

    /// <summary>What the webhook is remembered by, which says nothing of its secret.</summary>
    public string Key => $"webhook {Host} {Fingerprint.Of(_settings.Uri.AbsoluteUri)}";

    /// <summary>Posts a report.</summary>
    /// <exception cref="TransportException">It was not taken (WebhookFailed).</exception>
    /// <exception cref="TimeoutException">There was no answer in time.</exception>
    public async Task SendAsync(ReportScope scope, string title, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_timeout);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _settings.Uri) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(_template.Fill(scope, title))) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
            if (!answer.IsSuccessStatusCode) throw Refused(answer, await BeginningAsync(answer, patience.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("Timeout", FormattableString.Invariant($"The webhook at {Host} did not answer within {_timeout.TotalSeconds:0.###} s."), "Try again later, or give a longer -Timeout.", Safe(exception));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new TransportException("WebhookFailed", _redactor.Redact($"The webhook at {Host} can't be reached: {_address.Redact(Innermost(exception).Message)}"), "Check the address, the network and the proxy.", Safe(exception));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    void HideAddress(Uri uri)
    {
        string[] wholes = [uri.PathAndQuery, uri.AbsolutePath, uri.Query, uri.UserInfo];
        foreach (var whole in wholes)
        {
            if (whole == "/") continue;
            _address.Register(whole);
            _address.Register(whole.Replace("/", "\\/")); // as some programs write JSON
        }

        foreach (var part in uri.PathAndQuery.Split('/', '?', '&', '=', ';', ',', ':'))
        {
            if (part.Length < ShortestHidden) continue;
            _address.Register(part);
            _address.Register(Uri.UnescapeDataString(part));
        }
    }

    Exception? Safe(Exception exception) => _redactor.Safe(_address.Safe(exception));

    TransportException Refused(HttpResponseMessage answer, byte[] body)
    {
        var beginning = body.Length == 0 ? "it says nothing more" : _redactor.Beginning(Encoding.UTF8.GetBytes(_address.Redact(Encoding.UTF8.GetString(body))));
        var moved = (int)answer.StatusCode is >= 300 and < 400 ? " It leads elsewhere, and a webhook's address is not followed." : "";
        return new TransportException(
            "WebhookFailed",
            $"The webhook at {Host} answered {(int)answer.StatusCode} {_redactor.Redact(_address.Redact(answer.ReasonPhrase ?? ""))}: {beginning}.{moved}",
            (int)answer.StatusCode is 401 or 403 or 404 or 410 ? "The address is not valid any more: make a new one."
                : (int)answer.StatusCode is >= 300 and < 400 ? "Check the address: copy it anew, whole, from where it was made."
                : (int)answer.StatusCode is 429 or >= 500 ? "The webhook takes none for now: try again in some minutes." : "Check the template against what the webhook takes, and try again later.")
        { StatusCode = (int)answer.StatusCode };
    }

    static async Task<byte[]> BeginningAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
#if NET8_0_OR_GREATER
        using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#else
        using var stream = await answer.Content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        var buffer = new byte[MostOfAnswer];
        var length = 0;
        for (int read; length < buffer.Length && (read = await stream.ReadAsync(buffer, length, buffer.Length - length, cancellationToken).ConfigureAwait(false)) > 0;) length += read;
        Array.Resize(ref buffer, length);
        return buffer;
    }

    static HttpClientHandler HandlerFor(Uri uri, Redactor redactor)
    {
        var proxy = uri.IsLoopback ? null : EnvironmentProxy.Read(null, redactor);
        return new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = proxy is not null, Proxy = proxy };
    }

    static void Check(WebhookSettings settings)
    {
        if (!settings.Uri.IsAbsoluteUri || settings.Uri.Scheme is not ("https" or "http"))
            throw new ValidationException("Validation", "-Webhook is no http or https address.", "Copy the whole address that the chat shows, such as https://hooks.example.com/...") { Column = "Webhook" };
        if (settings.Uri.Scheme == Uri.UriSchemeHttp && !settings.Uri.IsLoopback && !settings.AllowInsecureTransport)
            throw new ValidationException(
                "InsecureTransport",
                $"Nothing was sent to the webhook at {settings.Uri.Authority}: its address is a secret, and plain http to another machine can be read on the way.",
                "Use its https address. -AllowInsecureTransport sends all the same.");
    }

    static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;
}
