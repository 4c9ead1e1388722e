using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace WildixPbx.Tests.Support;

/// <summary>
/// A change of term in a shell that dies at a moment of the test's choice, and is gone on with by another one. Between
/// shell and portal is a proxy, so that the moment is one of the wire: before a request reaches the portal, or after it did.
/// </summary>
sealed class KilledTermChange : IDisposable
{
    const string Script = "param($Pbx) $null = Connect-Wmp; $null = Set-WmpTerm $Pbx Monthly -UcEssential 12 -Force -Wait -PollInterval 0:0:0.02 -WarningAction SilentlyContinue";

    readonly ManagedPortal _portal;
    readonly bool _isRefused;
    readonly TemporaryFolder _folder = new();
    readonly FaultProxy _proxy;
    readonly object _gate = new();
    readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Func<string, bool, bool> _isMoment = (_, _) => false;
    ShellChild? _shell;
    bool _isKilled;

    /// <param name="portal">The portal, and the session that plays the manager and goes on.</param>
    /// <param name="isRefused">Whether somebody else gives the PBX licences after the approval, so that the new term is refused.</param>
    public KilledTermChange(ManagedPortal portal, bool isRefused)
    {
        (_portal, _isRefused) = (portal, isRefused);
        Pbx = portal.NewPbx("-Platform Virtual -Term Yearly -UcEssential 10 -PbxBasic 2");
        _proxy = new FaultProxy(portal.Uri, Decide) { AfterPortal = request => { KillAt(request, isMade: true); return Task.CompletedTask; } };
    }

    public string Pbx { get; }

    public bool HasRun => Directory.Exists(Path.Combine(State, "runs")) && Directory.EnumerateFiles(Path.Combine(State, "runs"), "head.json", SearchOption.AllDirectories).Any();

    string State => _folder.In("state");

    /// <summary>Runs the command until it ends by itself, or dies in a moment.</summary>
    /// <param name="isMoment">Whether this is it: the kind of a request, and whether the portal has made it already.</param>
    /// <param name="after">Kills it so long after the first request, wherever it is then.</param>
    /// <returns>Whether it died.</returns>
    public async Task<bool> RunAsync(Func<string, bool, bool>? isMoment = null, TimeSpan? after = null)
    {
        _isMoment = isMoment ?? _isMoment;
        var environment = new Dictionary<string, string> { ["WMP_URI"] = _proxy.Uri.ToString(), ["WMP_TOKEN_FILE"] = _folder.Write("token", _portal.Token) };
        using var shell = ShellChild.Start(_folder, environment, _folder.Write("term.ps1", Script), Pbx);
        lock (_gate) (_shell, _isKilled) = (shell, false);
        if (after is { } time)
        {
            await _seen.Task.Sometime();
            await Task.Delay(time, TestContext.Current.CancellationToken);
            Kill();
        }

        var exitCode = await shell.ExitAsync();
        Assert.True(_isKilled || exitCode == 0 || _isRefused, await shell.Error);
        return _isKilled;
    }

    /// <summary>Goes on until nothing is open any more, with a manager who approves what waits.</summary>
    public void GoOn()
    {
        _portal.Session.Set("state", State);
        for (var i = 0; i < 3; i++)
        {
            _portal.Session.Run("$run = Resume-WmpRun -All -StatePath $state -WarningAction SilentlyContinue");
            Approve();
        }

        Assert.Empty(_portal.Session.Get("Get-WmpRun -StatePath $state | Where-Object IsOpen"));
    }

    /// <summary>What has happened to the PBX by the trail, an event a line, without what is another one each time.</summary>
    public async Task<IReadOnlyList<string>> HistoryAsync()
    {
        using var view = new PortalView(_portal.Uri, _portal.Token);
        var id = (string)_portal.Session.Get($"(Get-WmpPbx {Pbx}).Id")[0].BaseObject;
        var trail = (await view.TrailAsync()).Where(entry => (string?)entry["pbxId"] == id && (string?)entry["actor"] != "portal").ToArray();
        var keys = trail.Where(entry => entry["idempotencyKey"] is not null).Select(entry => $"{entry["idempotencyKey"]} {entry["subjectId"]} {entry["action"]}").ToArray();
        Assert.Equal(keys.Distinct(), keys);
        return [.. trail.Select(entry => $"{entry["action"]} {Line(JsonNode.Parse((string)entry["after"]!)!)}")];
    }

    public string RunState() => Assert.Single(_portal.Session.Get("Get-WmpRun -StatePath $state")).Text("State")!;

    public void Dispose()
    {
        _proxy.Dispose();
        _folder.Dispose();
    }

    Fault Decide(ProxiedRequest request)
    {
        _seen.TrySetResult();
        if (KindOf(request) == "look") Approve();
        return KillAt(request, isMade: false) ? Fault.Hold : Fault.None;
    }

    bool KillAt(ProxiedRequest request, bool isMade)
    {
        if (KindOf(request) is not { } kind || !_isMoment(kind, isMade)) return false;
        Kill();
        return true;
    }

    void Kill()
    {
        lock (_gate)
        {
            _shell!.Kill();
            _isKilled = true;
        }
    }

    // Whoever gives it licences does so at once with the approval, in any run of the test at the same place.
    void Approve()
    {
        lock (_gate)
        {
            if (_portal.Approve(Pbx) && _isRefused) _portal.Session.Get($"$null = Set-WmpLicense {Pbx} -UcBusiness 1 -Force");
        }
    }

    static string? KindOf(ProxiedRequest request)
        => request.Path.Contains("dryRun", StringComparison.Ordinal) ? null
            : request.Path.EndsWith("/licenses", StringComparison.Ordinal) ? (Encoding.UTF8.GetString(request.Body).Contains(":0", StringComparison.Ordinal) ? "zero" : "restore")
            : request.Path.EndsWith("/term", StringComparison.Ordinal) ? "term"
            : request.Path.Contains("/requests/", StringComparison.Ordinal) ? "look"
            : null;

    static string Line(JsonNode after) => string.Join(
        "; ",
        ((string[])["term", "state", "licenses", "requestedLicenses", "requestedCounts"]).Where(name => after[name] is not null)
            .Select(name => string.Create(CultureInfo.InvariantCulture, $"{name} {(after[name] is JsonObject counts ? Estate.Counts(counts) : after[name])}")));
}
