using System.Globalization;
using RestSharp;
using WildixPbx.Boxes;
using WildixPbx.Engine.Connection;
using WildixPbx.Engine.Http;
using WildixPbx.Engine.Redaction;
using WildixPbx.Portal;
using WildixPbx.Rules;

namespace WildixPbx.Engine.Boxes;

/// <summary>A box over its own REST interface (WMS).</summary>
sealed class RestBox : IBox
{
    const int UserPage = UserListing.PageSize;
    const string Plain = "id,name,extension,licenseType,pbx";

    readonly RestConnection _connection;
    readonly BoxAuthorization _authorization;
    readonly BoxErrors _errors;
    readonly BoxFields _fields;
    readonly CertificateCheck _check;

    /// <summary>Checks what is given and makes the client; sends nothing.</summary>
    public RestBox(BoxSettings settings, Redactor redactor, TimeProvider? time = null)
    {
        BoxAuthorization.Register(settings.Credential, redactor);
        FarEndAddress.Check(settings, BoxAuthorization.TokenOf(settings.Credential), settings.Credential?.Kind);
        settings = settings with { Uri = FarEndAddress.WithoutBase(settings.Uri) };
        (Uri, _fields) = (settings.Uri, settings.Fields);
        _errors = new BoxErrors(settings, redactor);
        _check = new CertificateCheck(settings.SkipCertificateCheck, settings.CertificateFingerprint is { } given ? CertificateCheck.Normal(given) : null, tells: true);
        _authorization = new BoxAuthorization(settings.Credential, redactor, time ?? TimeProvider.System);
        var baseUrl = new Uri(settings.Uri.AbsoluteUri.TrimEnd('/') + PortalPath.Base);
        _connection = new RestConnection(settings, baseUrl, redactor, () => MessageHandlers.Create(settings, redactor, _check), time);
    }

    /// <inheritdoc/>
    public Uri Uri { get; }

    /// <inheritdoc/>
    public string? CertificateFingerprint => _check.Seen;

    /// <inheritdoc/>
    public async Task<PbxInfo> GetInfoAsync(PbxInfoParts parts, CallContext call)
    {
        var version = await AskAsync(Read("PBX/version/", "the version"), call).ConfigureAwait(false);
        var raw = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["version"] = version.Value };
        var unavailable = new List<string>();
        var license = await PartAsync(PbxInfoParts.License, "PBX/settings/license", "the licence").ConfigureAwait(false);
        var network = await PartAsync(PbxInfoParts.Network, "network/pbxes", "the network").ConfigureAwait(false);
        var members = network?.Records;
        var renewal = _fields.Text(license?.Value, "lastRenewal");
        if (network is not null && members is null) unavailable.Add("Network: the answer is no list.");
        return new PbxInfo
        {
            Name = NameOf(Uri),
            Uri = Uri,
            WmsVersion = BoxReading.VersionOf(version, _fields),
            WmsVersionText = _fields.Text(version.Value, "version"),
            Serial = Told("serial"),
            Platform = BoxReading.PlatformOf(Told("platform")),
            PlatformText = Told("platform"),
            Licensing = BoxReading.LicensingOf(Told("licensing")),
            LicensingText = Told("licensing"),
            LicenseState = _fields.Text(license?.Value, "licenseState"),
            LastRenewal = BoxReading.MomentOf(renewal),
            LastRenewalText = renewal,
            HasNeverRenewed = NeverRenewed.IsSaidBy(renewal, _fields),
            License = license?.Object,
            Network = members is null ? null : [.. members.Select(record => BoxReading.MemberOf(record, _fields))],
            Unavailable = unavailable,
            CertificateFingerprint = CertificateFingerprint,
            Raw = raw,
        };

        string? Told(string what) => _fields.Text(version.Value, what) ?? _fields.Text(license?.Value, what);

        // A login may be good for the version only. What else it gets is worth having.
        async Task<BoxAnswer?> PartAsync(PbxInfoParts part, string path, string subject)
        {
            if ((parts & part) == 0) return null;
            try
            {
                var answer = await AskAsync(Read(path, subject), call).ConfigureAwait(false);
                raw[part.ToString()] = answer.Value;
                return answer;
            }
            catch (WildixPbxException exception) when (exception is AuthorizationException or NotFoundException or ConflictException or ValidationException || exception is TransportException { StatusCode: 500 })
            {
                unavailable.Add($"{part}: {exception.Message}");
                return null;
            }
        }
    }

    /// <inheritdoc/>
    public async Task<PbxUserPage> GetUsersAsync(PbxUserQuery query, int start, CallContext call)
    {
        var map = new PhpMap();
        map.Set("start", (long)start);
        map.Set("count", (long)UserPage);
        map.Set("fields", query.WithEmail ? Plain + ",email" : Plain);
        if (query.Search is { Length: > 0 } text) map.Set("search", text);
        var (answer, exchange) = await SendAsync(new BoxRequest("GET", "PBX/Colleagues/", "the users") { Query = map }, call).ConfigureAwait(false);
        if (answer.Records is not { } records) throw _errors.Unreadable(exchange, null);
        List<PbxUser> users = [.. records.Select(record => BoxReading.UserOf(record, Uri, query.WithEmail) ?? throw _errors.WithoutId(exchange))];

        // A box may cap the page without saying so: without a total, only an empty page is the end, or one that was there
        // before, which whoever collects them sees. One that answers with more than was asked for has answered with all.
        var end = start + records.Count;
        var goesOn = records.Count is > 0 and <= UserPage && !(answer.Total <= end);
        return new PbxUserPage(users, goesOn ? end : null, answer.Total);
    }

    /// <inheritdoc/>
    public async Task SetLicenseTypeAsync(string userId, string licenseType, CallContext call)
    {
        var body = new PhpMap();
        body.Set("licenseType", licenseType);
        await AskAsync(new BoxRequest("PUT", $"PBX/Colleagues/{Uri.EscapeDataString(userId)}/", $"user {userId}") { Body = body }, call).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<UpgradeState> GetUpgradeAsync(CallContext call)
        => BoxReading.UpgradeOf(await AskAsync(Read("PBX/Upgrade", "the upgrade"), call).ConfigureAwait(false), _fields);

    /// <inheritdoc/>
    public async Task<UpgradeState> CheckUpgradeAsync(bool start, CallContext call)
        => BoxReading.UpgradeOf(await AskAsync(start ? new BoxRequest("POST", "PBX/Upgrade/Check", "the search for an upgrade") : Read("PBX/Upgrade/Check", "the search for an upgrade"), call).ConfigureAwait(false), _fields);

    /// <inheritdoc/>
    public Task<UpgradeState> CheckUpgradeAsync(UpgradeOrder order, Action<string> progress, CallContext call) => new UpgradeRun(this, order, progress, call).CheckAsync();

    /// <inheritdoc/>
    public Task<UpgradeOutcome> UpgradeAsync(UpgradeOrder order, Action<string> progress, CallContext call) => new UpgradeRun(this, order, progress, call).RunAsync();

    /// <inheritdoc/>
    public async Task StartUpgradeAsync(string? version, CallContext call)
    {
        var body = new PhpMap();
        body.Set("version", version ?? "");
        await AskAsync(new BoxRequest("POST", "PBX/Upgrade", "the upgrade") { Body = body, IsRepeatable = false }, call).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task RebootAsync(CallContext call) => AskAsync(new BoxRequest("PUT", "PBX/System/Reboot", "the restart") { IsRepeatable = false }, call);

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    static BoxRequest Read(string path, string subject) => new("GET", path, subject);

    static string NameOf(Uri uri)
        => uri.Host.EndsWith(PbxName.Domain, StringComparison.OrdinalIgnoreCase) ? uri.Host.Substring(0, uri.Host.Length - PbxName.Domain.Length)
            : uri.IsDefaultPort ? uri.Host : string.Format(CultureInfo.InvariantCulture, "{0}:{1}", uri.Host, uri.Port);

    static bool IsWord(byte[] answer) => Array.TrueForAll(answer, static value => value is >= (byte)' ' and < 0x7F and not ((byte)'{' or (byte)'[' or (byte)'"') or (byte)'\r' or (byte)'\n');

    async Task<BoxAnswer> AskAsync(BoxRequest request, CallContext call) => (await SendAsync(request, call).ConfigureAwait(false)).Answer;

    async Task<(BoxAnswer Answer, Exchange Exchange)> SendAsync(BoxRequest request, CallContext call)
    {
        var content = request.Content();
        var exchange = new Exchange
        {
            Verb = request.Verb,
            Method = request.Method,
            Resource = request.Resource,
            Subject = request.Subject,
            Call = call,
            Content = content,
            Body = content is null ? null : new BodyParameter("", content, ContentType.Json, DataFormat.Binary),
            IsChange = request.IsChange,
            IsRepeatable = request.IsRepeatable,
            WaitsOnce = true,
            Prepare = message => _authorization.Apply(message, request),
        };
        call.Stop.ThrowIfCancellationRequested();
        if (_connection.IsDisposed) throw _errors.Disconnected(exchange);
        if (!await _connection.RunAsync(exchange).ConfigureAwait(false)) throw _errors.Of(exchange);
        try
        {
            var answer = BoxAnswer.Read(exchange.Answer, exchange.Charset);
            return answer.Refusal is { } reason ? throw _errors.Refused(exchange, reason) : (answer, exchange);
        }
        catch (System.Text.Json.JsonException exception) when (request.IsChange && !exchange.Answer.Contains((byte)'<'))
        {
            // A plain word is a success as good as any; a page is a log-on; JSON that breaks off may be a refusal.
            return IsWord(exchange.Answer) ? (BoxAnswer.Read([], null), exchange) : throw _errors.Unsettled(exchange, exception);
        }
        catch (System.Text.Json.JsonException exception)
        {
            throw _errors.Unreadable(exchange, exception);
        }
    }
}
