using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace WildixPbx.Tests;

/// <summary>An answer that is lost: the change is repeated under its key, or its outcome can be looked up under it.</summary>
public sealed class SameKeyTests : IDisposable
{
    const int Rows = 40;

    readonly TemporaryFolder _folder = new();
    readonly List<IDisposable> _opened = [];

    [Theory]
    [InlineData("")]
    [InlineData("-Add")]
    public async Task A_change_that_is_made_again_when_its_answer_was_lost_is_found(string parameters)
    {
        using var portal = new ProxySession();
        portal.MakeRows(Rows);
        var lost = new ConcurrentDictionary<string, bool>();
        portal.Decide = request => request.Method == "PATCH" && lost.TryAdd(request.Key!, true) ? Fault.LoseAnswer : Fault.None;

        var results = portal.Session.Get($"$rows | Set-WmpLicense -Force -ThrottleLimit 8 {parameters}");
        Assert.Equal(Enumerable.Range(1, Rows), results.Select(result => (int)result.Prop("InputIndex")!).Order());
        Assert.All(results, result => Assert.Equal(true, result.Prop("Changed")));

        // Twice on the wire under one key, once in the trail.
        var sent = portal.Proxy.Seen.Where(request => request.Method == "PATCH").ToLookup(request => request.Key!);
        Assert.Equal(Rows, sent.Count);
        Assert.All(sent, attempts => Assert.Equal((2, 1), (attempts.Count(), attempts.Select(request => $"{request.Path} {Convert.ToHexString(request.Body)}").Distinct().Count())));
        using var view = PortalView.Of(portal.Portal.Sandbox);
        foreach (var key in sent.Select(attempts => attempts.Key)) Assert.Single(await view.TrailAsync(key));
        Assert.Equal(Rows, new TrailModel(await view.TrailAsync()).LicenseChanges);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task An_unknown_outcome_that_the_trail_does_not_tell_after_a_restart_is_found(bool isMade, int expected)
    {
        var session = Opened(new ModuleSession());
        session.Set("state", _folder.Root);
        var sandbox = session.Get("$sandbox = Start-WmpSandbox -Name lost -StatePath $state; $sandbox")[0];
        var proxy = Opened(new FaultProxy((Uri)sandbox.Prop("Uri")!, request => request.Method != "PATCH" ? Fault.None : isMade ? Fault.LoseAnswer : Fault.LoseRequest));
        session.Set("proxy", proxy.Uri);
        session.Get("""
            $null = Connect-Wmp -Uri $proxy -Token $sandbox.Token -MaximumRetryCount 2
            $null = New-WmpCustomer -Name 'Bergmann GmbH'; $null = Add-WmpContact -Customer 'Bergmann GmbH' -Name 'IT office' -Email it@bergmann.example.com
            $null = New-WmpPbx -Customer 'Bergmann GmbH' -Name lost -Platform Virtual -Term Yearly -UcEssential 10 -Force
            """);
        using var process = Process.GetProcessById((int)sandbox.Prop("ProcessId")!);
        proxy.AfterPortal = async request =>
        {
            if (request.Method != "PATCH") return;
            proxy.GoAway();
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        };

        var error = session.Run("Set-WmpLicense lost -UcEssential 11 -Force").Error;
        Assert.StartsWith("WmpOutcomeUnknown,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        var key = (string)error.Exception.GetType().GetProperty("IdempotencyKey")!.GetValue(error.Exception)!;
        Assert.Equal(Assert.Single(proxy.Seen, request => request.Method == "PATCH").Key, key);
        Assert.Contains("trail", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);

        using var view = PortalView.Of(session.Get("$sandbox = Start-WmpSandbox -Name lost -StatePath $state; $null = $sandbox | Connect-Wmp; $sandbox")[0]);
        IReadOnlyList<JsonNode> made = await view.TrailAsync(key);
        Assert.Equal(expected, made.Count);
        Assert.Equal(10 + expected, (int)session.Get("(Get-WmpLicense lost -Profile UC-Essential).EffectiveCount")[0].BaseObject);
    }

    public void Dispose()
    {
        foreach (var session in _opened.OfType<ModuleSession>()) session.Run("Disconnect-Wmp; Stop-WmpSandbox");
        foreach (var one in _opened) one.Dispose();
        _folder.Dispose();
    }

    T Opened<T>(T one) where T : IDisposable
    {
        _opened.Add(one);
        return one;
    }
}
