namespace WildixPbx.Tests;

/// <summary>
/// The shell dies while it changes a term; another one goes on. What has happened to the PBX in the end, by the portal's
/// trail, is what happens where nobody dies: the same events, each once.
/// </summary>
public sealed class TermKilledTests(ManagedPortal portal) : IClassFixture<ManagedPortal>
{
    const int RandomKills = 8;

    [Theory]
    [InlineData(false, "zero", false)]
    [InlineData(false, "zero", true)]
    [InlineData(false, "look", false)]
    [InlineData(false, "look", true)]
    [InlineData(false, "term", false)]
    [InlineData(false, "term", true)]
    [InlineData(true, "term", true)]
    [InlineData(true, "restore", false)]
    [InlineData(true, "restore", true)]
    public Task A_step_that_is_lost_or_made_twice_when_the_shell_dies_around_it_is_found(bool isRefused, string kind, bool isMade) => DieAsync(isRefused, kind, isMade, TimeSpan.Zero);

    [Theory]
    [InlineData(false, "zero", false)]
    [InlineData(false, "zero", true)]
    [InlineData(false, "term", false)]
    [InlineData(false, "term", true)]
    [InlineData(true, "restore", false)]
    [InlineData(true, "restore", true)]
    public Task A_step_that_is_lost_or_made_twice_because_the_portal_has_forgotten_its_key_is_found(bool isRefused, string kind, bool isMade) => DieAsync(isRefused, kind, isMade, TimeSpan.FromDays(8));

    async Task DieAsync(bool isRefused, string kind, bool isMade, TimeSpan pause)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The Shell is started by env(1) of Linux.");
        using var change = new KilledTermChange(portal, isRefused);
        Assert.True(await change.RunAsync((seen, made) => (seen, made) == (kind, isMade)));
        if (pause > TimeSpan.Zero) portal.Pass(pause);
        change.GoOn();
        Assert.Equal(isRefused ? "Reverted" : "Completed", change.RunState());
        Assert.Equal(Expected(isRefused), await change.HistoryAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_step_that_is_lost_or_made_twice_when_the_shell_dies_anywhere_is_found(bool isRefused)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The Shell is started by env(1) of Linux.");
        var random = Seed.Printed();
        var died = 0;
        for (var kill = 0; kill < RandomKills / 2; kill++)
        {
            using var change = new KilledTermChange(portal, isRefused);
            if (await change.RunAsync(after: TimeSpan.FromMilliseconds(random.Next(700)))) died++;
            if (!change.HasRun) await change.RunAsync(); // it died before it had anything to go on with
            change.GoOn();
            Assert.Equal(Expected(isRefused), await change.HistoryAsync());
        }

        Seed.Print($"{died} of {RandomKills / 2} shells were killed.");
    }

    [Fact]
    public async Task What_happens_where_nobody_dies_is_what_the_guide_says()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The Shell is started by env(1) of Linux.");
        foreach (var isRefused in (bool[])[false, true])
        {
            using var change = new KilledTermChange(portal, isRefused);
            Assert.False(await change.RunAsync());
            Assert.Equal(Expected(isRefused), await change.HistoryAsync());
        }
    }

    static IEnumerable<string> Expected(bool isRefused)
    {
        const string before = "PBX-BASIC 2, UC-Essential 10", zero = "PBX-BASIC 0, UC-Essential 0", wanted = "PBX-BASIC 2, UC-Essential 12", back = "PBX-BASIC 2, UC-Business 1, UC-Essential 10";
        yield return $"PbxCreated term Yearly; state Created; licenses {before}; requestedLicenses {before}";
        yield return $"LicensesChanged term Yearly; state Created; licenses {before}; requestedLicenses ";
        yield return $"RequestCreated state Pending; requestedCounts {zero}";
        yield return $"RequestApproved state Approved; requestedCounts {zero}";
        yield return "LicensesChanged term Yearly; state Created; licenses ; requestedLicenses ";
        if (isRefused)
        {
            yield return "LicensesChanged term Yearly; state Created; licenses UC-Business 1; requestedLicenses UC-Business 1";
            yield return $"LicensesChanged term Yearly; state Created; licenses {back}; requestedLicenses {back}";
        }
        else
        {
            yield return $"TermChanged term Monthly; state Created; licenses {wanted}; requestedLicenses {wanted}";
        }
    }
}
