using System.Collections.Concurrent;
using WildixPbx.Boxes;
using WildixPbx.Engine.Boxes;
using WildixPbx.Engine.Redaction;
using WildixPbx.Portal;

namespace WildixPbx.Tests.Support;

/// <summary>A box at a scripted server, with what it reports.</summary>
sealed class TestBox : IDisposable
{
    public const string Token = "access_canary7f3a91c20d5b";

    readonly RestBox _box;

    public TestBox(Uri uri, Func<BoxSettings, BoxSettings>? with = null)
    {
        var settings = new BoxSettings { Uri = uri, Credential = new BearerCredential(TestPortal.Secret(Token)), MaximumRetryCount = 2, Timeout = TimeSpan.FromSeconds(20) };
        _box = new RestBox(with?.Invoke(settings) ?? settings, new Redactor(), new ShortTime());
    }

    public IBox Box => _box;

    public ConcurrentQueue<CallReport> Reports { get; } = new();

    public Task<PbxInfo> InfoAsync(PbxInfoParts parts = PbxInfoParts.Version) => Box.GetInfoAsync(parts, Call());

    public Task<PbxUserPage> UsersAsync(int start = 0) => Box.GetUsersAsync(new PbxUserQuery(), start, Call());

    public Task SetAsync() => Box.SetLicenseTypeAsync("67", "business", Call());

    public CallContext Call() => new(TestContext.Current.CancellationToken, Reports.Enqueue, WithBodies: true);

    public void Dispose() => _box.Dispose();
}
