using System.Diagnostics;
using System.Management.Automation;

namespace WildixPbx.Tests;

/// <summary>The portal dies in the middle of a bulk change, again and again.</summary>
public sealed class SandboxKilledTests : IDisposable
{
    const int Kills = 20, Pbxs = 500, Rows = Pbxs * Estate.RowsPerPbx;

    readonly TemporaryFolder _folder = new();
    readonly ModuleSession _session = new();
    readonly List<string> _unknownKeys = [];
    readonly List<(string PbxId, string Profile, int Count)> _acknowledged = [];
    PSObject _sandbox = null!;

    [Fact]
    public async Task A_change_that_is_lost_or_made_twice_when_the_sandbox_is_killed_20_times_is_found()
    {
        var random = Seed.Printed();
        var estate = new Estate(Pbxs, random);
        Start();
        _session.Get("$null = New-WmpCustomer -Name 'Bergmann GmbH'; $null = Add-WmpContact -Customer 'Bergmann GmbH' -Name 'IT office' -Email it@bergmann.example.com");
        estate.Create(_session);
        _session.Set("rows", estate.AsObjects());

        // One moment in each twentieth of the work, so that each kill falls among changes and not among rows that are done.
        const int slice = (Rows - 100) / Kills;
        var killsInFlight = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            var row = kill * slice + random.Next(slice);
            var unknown = _unknownKeys.Count;
            await RunAsync(random.Next(2) == 0 ? 8 : 16, row);
            if (_unknownKeys.Count > unknown) killsInFlight++;
            Start();
        }

        var errors = await RunAsync(throttle: 16, killAtRow: null);
        Assert.Empty(errors.Select(error => error.ToString()));
        await CheckAsync(estate, killsInFlight);
    }

    [Fact]
    public void A_sandbox_that_is_given_out_though_it_was_killed_a_moment_ago_is_found()
    {
        for (var kill = 0; kill < 4; kill++)
        {
            Start(); // fails where it gets the one that was killed, since nothing answers then
            _session.Get("$null = Get-WmpCustomer");
            using var process = Process.GetProcessById((int)_sandbox.Prop("ProcessId")!);
            process.Kill();
        }
    }

    public void Dispose()
    {
        _session.Run("Disconnect-Wmp; Stop-WmpSandbox");
        _session.Dispose();
        _folder.Dispose();
    }

    void Start()
    {
        _session.Set("state", _folder.Root);
        _sandbox = _session.Get("$sandbox = Start-WmpSandbox -Name killed -StatePath $state; $null = $sandbox | Connect-Wmp -MaximumRetryCount 0; $sandbox")[0];
    }

    async Task<IReadOnlyList<ErrorRecord>> RunAsync(int throttle, int? killAtRow)
    {
        using var process = Process.GetProcessById((int)_sandbox.Prop("ProcessId")!);
        using var reached = new SemaphoreSlim(0);
        using var shell = PowerShell.Create(_session.Runspace);
        shell.AddScript("$rows | Set-WmpLicense -Force -ThrottleLimit " + throttle);
        using var output = new PSDataCollection<PSObject>();
        output.DataAdded += (_, added) =>
        {
            if (output[added.Index] is var result && (bool)result.Prop("Changed")! && (int)result.Prop("InputIndex")! > killAtRow) reached.Release();
        };

        // On a thread of its own, so that the rows go on while the portal dies.
        var killed = killAtRow is null ? Task.CompletedTask : Task.Run(async () =>
        {
            await reached.WaitAsync(TestContext.Current.CancellationToken).Sometime();
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        });
        await Task.Run(() => shell.Invoke(null, output), TestContext.Current.CancellationToken);
        await killed;
        return Take(output, shell.Streams.Error);
    }

    /// <summary>Each row has come to results or to one error, and to nothing else.</summary>
    ErrorRecord[] Take(IEnumerable<PSObject> resultStream, IEnumerable<ErrorRecord> errorStream)
    {
        ErrorRecord[] errors = [.. errorStream];
        PSObject[] results = [.. resultStream];
        var failed = errors.Select(error => (int)Member(error, "InputIndex")!).ToArray();
        var answered = results.Select(result => (int)result.Prop("InputIndex")!).Distinct();
        Assert.Equal(Enumerable.Range(1, Rows), answered.Concat(failed).Order());

        foreach (var result in results.Where(result => (bool)result.Prop("Changed")!))
            _acknowledged.Add((result.Text("PbxId")!, result.Text("Profile")!, (int)result.Prop("RequestedCount")!));
        foreach (var error in errors)
        {
            var id = error.FullyQualifiedErrorId.Split(',')[0];
            Assert.Contains(id, new[] { "WmpOutcomeUnknown", "WmpPortalUnreachable" });
            if (id == "WmpOutcomeUnknown") _unknownKeys.Add((string)Member(error, "IdempotencyKey")!);
        }

        return errors;
    }

    async Task CheckAsync(Estate estate, int killsInFlight)
    {
        using var view = PortalView.Of(_sandbox);
        var (trail, pbxs, requests) = (await view.TrailAsync(), await view.PbxsAsync(), await view.RequestsAsync());
        estate.CheckEnd(pbxs, requests);

        var model = new TrailModel(trail);
        model.CheckAgainst("pbx", pbxs);
        model.CheckAgainst("request", requests);
        Assert.Equal(Rows, model.LicenseChanges);
        Assert.All(_acknowledged, change => Assert.True(model.Has(change.PbxId, change.Profile, change.Count), $"The client was told of {change}, and the trail has lost it."));
        Assert.Equal(_acknowledged.Count, _acknowledged.Distinct().Count());

        var made = trail.Select(entry => (string?)entry["idempotencyKey"]).OfType<string>().ToHashSet();
        Seed.Print($"{Kills} kills, {killsInFlight} with rows in flight; {_unknownKeys.Count} outcomes unknown, of which {_unknownKeys.Count(made.Contains)} were made.");
        Assert.True(killsInFlight >= Kills / 2, $"Only {killsInFlight} of {Kills} kills fell while rows were in flight.");
    }

    static object? Member(ErrorRecord error, string name) => error.Exception.GetType().GetProperty(name)?.GetValue(error.Exception);
}
