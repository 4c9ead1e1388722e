using System.Globalization;

namespace WildixPbx.Tests;

/// <summary>The client dies in the middle of a bulk change, again and again, while the portal lives on.</summary>
public sealed class ClientKilledTests(PortalSession portal) : IClassFixture<PortalSession>, IDisposable
{
    const int Kills = 20, Pbxs = 500, Rows = Pbxs * Estate.RowsPerPbx;

    const string Script = """
        param($Rows, $ThrottleLimit)
        $null = Connect-Wmp
        Import-Csv $Rows | Set-WmpLicense -Force -ThrottleLimit $ThrottleLimit | ForEach-Object {
            if ($_.Changed) { [Console]::Out.WriteLine("$($_.InputIndex) $($_.PbxId) $($_.Profile) $($_.RequestedCount)") }
        }
        """;

    readonly TemporaryFolder _folder = new();
    readonly List<Told> _told = [];

    [Fact]
    public async Task A_change_that_is_lost_or_made_twice_when_the_client_is_killed_20_times_is_found()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The Shell is started by env(1) of Linux.");
        var random = Seed.Printed();
        var estate = new Estate(Pbxs, random);
        estate.Create(portal.Session);
        using var view = PortalView.Of(portal.Sandbox);

        const int slice = (Rows - 100) / Kills;
        var (killsInFlight, untold) = (0, 0);
        for (var kill = 0; kill < Kills; kill++)
        {
            await RunAsync(estate, random.Next(2) == 0 ? 8 : 16, kill * slice + random.Next(slice));

            // What the portal has made and the client was not told of was in flight when the client died.
            var now = new TrailModel(await view.TrailAsync()).LicenseChanges - _told.Select(told => (told.Row, told.PbxId)).Distinct().Count();
            if (now > untold) killsInFlight++;
            untold = now;
        }

        Assert.Equal(0, await RunAsync(estate, throttle: 16, killAtRow: null));

        var (pbxs, requests) = (await view.PbxsAsync(), await view.RequestsAsync());
        estate.CheckEnd(pbxs, requests);
        var model = new TrailModel(await view.TrailAsync());
        model.CheckAgainst("pbx", pbxs);
        model.CheckAgainst("request", requests);
        Assert.Equal(Rows, model.LicenseChanges);
        Assert.All(_told, told => Assert.True(model.Has(told.PbxId, told.Profile, told.Count), $"The client was told of {told}, and the trail has lost it."));
        Assert.Equal(_told.Count, _told.Distinct().Count());

        Seed.Print($"{Kills} kills, {killsInFlight} with rows in flight; {untold} changes were made that no client was told of.");
        Assert.True(killsInFlight >= Kills / 4, $"Only {killsInFlight} of {Kills} kills fell while rows were in flight.");
    }

    public void Dispose() => _folder.Dispose();

    async Task<int> RunAsync(Estate estate, int throttle, int? killAtRow)
    {
        var environment = new Dictionary<string, string>
        {
            ["WMP_URI"] = portal.Sandbox.Text("Uri")!,
            ["WMP_TOKEN_FILE"] = _folder.Write("token", PortalView.TokenOf(portal.Sandbox)),
        };
        using var shell = ShellChild.Start(
            _folder, environment, _folder.Write("change.ps1", Script), _folder.Write("rows.csv", estate.AsCsv()), throttle.ToString(CultureInfo.InvariantCulture));
        var isKilled = false;
        while (await shell.ReadLineAsync() is { } line)
        {
            if (Told.Parse(line) is not { } told) break; // the line that the client was writing when it died
            _told.Add(told);
            if (isKilled || !(told.Row > killAtRow)) continue;
            shell.Kill();
            isKilled = true;
        }

        var exitCode = await shell.ExitAsync();
        Assert.True(isKilled || killAtRow is null, $"The client ended by itself, with {exitCode}: {await shell.Error}");
        return exitCode;
    }

    sealed record Told(int Row, string PbxId, string Profile, int Count)
    {
        public static Told? Parse(string line) => line.Split(' ') is [var row, var pbx, var profile, var count] && int.TryParse(count, CultureInfo.InvariantCulture, out var number)
            ? new Told(int.Parse(row, CultureInfo.InvariantCulture), pbx, profile, number)
            : null;
    }
}
