namespace WildixPbx.Tests.Files;

/// <summary>What an export that was killed leaves is taken away by the next one, and what another one is writing is not.</summary>
public sealed class LeftOverTests : IDisposable
{
    readonly Statuses _statuses = new();

    string Path => _statuses.At("r.csv");

    [Fact]
    public async Task A_file_that_a_killed_export_left_stays_no_longer_than_to_the_next_one()
    {
        using var other = await ExportProcess.BeginAsync(Path);
        var growing = Assert.Single(_statuses.Files());
        Assert.True(new FileInfo(_statuses.At(growing)).Length > 10_000);
        _statuses.Export("New-Estate", "r.csv");
        Assert.Equal([growing, "r.csv"], _statuses.Files()); // it lives

        await other.KillAsync();
        Assert.Equal([growing, "r.csv"], _statuses.Files());
        _statuses.Export("New-Estate", "r.csv");
        Assert.Equal(["r.csv"], _statuses.Files());
    }

    [Fact]
    public async Task Of_two_exports_at_once_to_one_path_both_come_to_their_end()
    {
        using var other = await ExportProcess.BeginAsync(Path);
        Assert.StartsWith("Customer,", _statuses.Export("New-Estate", "r.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain("Another run", File.ReadAllText(Path), StringComparison.Ordinal);
        Assert.Equal(0, await other.EndAsync());
        Assert.Equal(3000, File.ReadLines(Path).Count(line => line.StartsWith("Another run,", StringComparison.Ordinal)));
        Assert.Equal(["r.csv"], _statuses.Files());
    }

    [Fact]
    public async Task Exports_that_begin_and_end_at_the_same_moment_take_no_file_away_from_each_other()
    {
        var sessions = Enumerable.Range(0, 4).Select(_ => new Statuses()).ToArray();
        try
        {
            var failures = await Task.WhenAll(sessions.Select(one => Task.Run(() => one.Session.Run($"foreach ($i in 1..40) {{ New-Estate | Export-WmpLicenseCheckReport -Path '{Path}', '{_statuses.At("r.xml")}' }}"))));
            Assert.All(failures, outcome => Assert.True(outcome.Failure is null && outcome.Errors.Count == 0, outcome.Failure?.Message));
            Assert.Equal(["r.csv", "r.xml"], _statuses.Files());
        }
        finally
        {
            foreach (var one in sessions) one.Dispose();
        }
    }

    [Fact]
    public void Only_what_is_a_growing_file_of_this_report_and_held_by_nobody_is_removed()
    {
        string Growing(string report) => $".{report}.{Guid.NewGuid():N}.tmp";
        string[] names = [Growing("r.csv"), Growing("r.csv"), Growing("r.csv"), Growing("other.csv"), ".r.csv.mine.tmp"];
        foreach (var name in names) File.WriteAllText(_statuses.At(name), "");
        File.SetLastWriteTimeUtc(_statuses.At(names[1]), DateTime.UtcNow.AddDays(-2));
        File.SetLastWriteTimeUtc(_statuses.At(names[2]), DateTime.UtcNow.AddDays(-2));
        using (new FileStream(_statuses.At(names[2]), FileMode.Open, FileAccess.Write, FileShare.Read)) _statuses.Export("New-Estate", "r.csv");
        Assert.Equal(((string[])[names[2], names[3], names[4], "r.csv"]).Order(StringComparer.Ordinal), _statuses.Files());
    }

    [Fact]
    public async Task Where_files_can_t_be_held_one_that_may_be_growing_is_left_for_a_day()
    {
        string[] names = [$".r.csv.{Guid.NewGuid():N}.tmp", $".r.csv.{Guid.NewGuid():N}.tmp"];
        foreach (var name in names) File.WriteAllText(_statuses.At(name), "");
        File.SetLastWriteTimeUtc(_statuses.At(names[1]), DateTime.UtcNow.AddDays(-2));
        Assert.SkipWhen(OperatingSystem.IsWindows(), "They always can there.");
        var run = await ShellRun.OfAsync($"[pscustomobject]@{{ Pbx = 'a'; State = 'Ok' }} | Export-WmpLicenseCheckReport -Path '{Path}'", ("DOTNET_SYSTEM_IO_DISABLEFILELOCKING", "1"));
        Assert.Equal(0, run.ExitCode);
        Assert.Equal([names[0], "r.csv"], _statuses.Files());
    }

    public void Dispose() => _statuses.Dispose();
}
