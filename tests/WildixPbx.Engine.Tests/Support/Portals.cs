using System.Collections.Concurrent;
using System.Security;
using WildixPbx.Engine.Http;
using WildixPbx.Engine.Redaction;
using WildixPbx.Portal;

namespace WildixPbx.Tests.Support;

/// <summary>A connection to a scripted server, with what it reports.</summary>
sealed class TestPortal : IDisposable
{
    public const string Token = "canary-7f3a91c2/e+=0d5b";
    public const string Key = "5b0c2a5e-4a0e-5d56-8c1e-0d7c1b0f7a11";

    public const string Customer = """{"id":"cus_1","name":"Contoso","createdOn":"2020-02-01T00:00:00Z"}""";
    public const string Changed = $$"""{"resource":{{Customer}},"changed":true}""";

    readonly RestPortal _portal;

    public TestPortal(Uri uri, TimeProvider? time = null, Func<PortalSettings, PortalSettings>? with = null)
    {
        var settings = new PortalSettings { Uri = uri, Token = Secret(Token), MaximumRetryCount = 2, Timeout = TimeSpan.FromSeconds(20) };
        _portal = new RestPortal(with?.Invoke(settings) ?? settings, new Redactor(), time ?? new ShortTime());
    }

    public IPortal Portal => _portal;

    public ConcurrentQueue<CallReport> Reports { get; } = new();

    public Task<Customer> GetAsync(CancellationToken? stop = null)
        => Portal.GetAsync(PortalLookups.Customer("Contoso"), Call(stop));

    public Task<Change<Customer>> ChangeAsync(bool dryRun = false, CancellationToken? stop = null)
        => Portal.SendAsync(PortalCommands.NewCustomer(new NewCustomer { Name = "Contoso" }), new ChangeOptions(Key, dryRun), Call(stop));

    public Task SendAsync(bool change, CancellationToken? stop = null) => change ? ChangeAsync(stop: stop) : GetAsync(stop);

    public CallContext Call(CancellationToken? stop = null) => new(stop ?? TestContext.Current.CancellationToken, Reports.Enqueue, WithBodies: true);

    public void Dispose() => _portal.Dispose();

    public static SecureString Secret(string text)
    {
        var secret = new SecureString();
        foreach (var character in text) secret.AppendChar(character);
        return secret;
    }
}
