namespace WildixPbx.Tests;

/// <summary>What -FailOn makes of a script's exit code, in a process of its own.</summary>
public sealed class FailOnTests
{
    const string Row = "[pscustomobject]@{ Name = 'a'; Platform = 'Virtual'; Licensing = 'PerUser'; WmsVersion = '4.03'; LastRenewal = '2026-03-10' }";

    [Theory]
    [InlineData("-FailOn Grace -AsOf 2026-03-11T00:00:00Z", 0)]
    [InlineData("-FailOn Grace -AsOf 2026-03-20T00:00:00Z", 3)]
    [InlineData("-FailOn EmergencyOnly -AsOf 2026-03-20T00:00:00Z", 0)]
    [InlineData("-FailOn EmergencyOnly -AsOf 2026-04-20T00:00:00Z", 4)]
    [InlineData("-FailOn Grace -AsOf 2026-04-20T00:00:00Z", 4)]
    [InlineData("-FailOn Grace -AsOf 2026-04-20T00:00:00Z -State Ok", 0)]
    [InlineData("-AsOf 2026-04-20T00:00:00Z", 0)]
    [InlineData("-FailOn Attention -AsOf 2026-03-11T00:00:00Z", 0)]
    [InlineData("-FailOn Attention -AsOf 2026-03-20T00:00:00Z", 3)]
    [InlineData("-FailOn Attention -AsOf 2026-04-20T00:00:00Z", 4)]
    public async Task The_exit_code_says_the_worst_that_was_found_and_the_script_goes_on_to_its_end(string parameters, int exitCode)
    {
        var run = await ShellRun.OfAsync($"$ErrorActionPreference = 'Stop'; $null = {Row} | Get-LicenseCheckStatus {parameters}; 'the end'");
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains("the end", run.Out, StringComparison.Ordinal);
        Assert.Equal(exitCode != 0, (run.Out + run.Error).Contains($"The exit code is {exitCode}.", StringComparison.Ordinal));
    }

    [Theory] // what somebody has to look at fails only where that is asked for
    [InlineData("PerService", "2026-03-10", "Attention", 5)]
    [InlineData("PerUser", "", "Attention", 5)]
    [InlineData("PerService", "2026-03-10", "Grace", 0)]
    [InlineData("PerUser", "", "Grace", 0)]
    public async Task Attention_also_counts_what_is_not_covered_or_not_known(string licensing, string renewal, string limit, int exitCode)
        => Assert.Equal(exitCode, (await ShellRun.OfAsync(
            $"$null = [pscustomobject]@{{ Name = 'a'; Platform = 'Virtual'; Licensing = '{licensing}'; WmsVersion = '4.03'; LastRenewal = '{renewal}' }} | Get-LicenseCheckStatus -FailOn {limit} -AsOf 2026-03-20T00:00:00Z")).ExitCode);

    [Theory] // each would end with 0, like a job that found nothing
    [InlineData("{0} | Get-LicenseCheckStatus -FailOn Grace -AsOf 2026-03-20T00:00:00Z | Export-WmpLicenseCheckReport /proc/none/check.html; 'on'", 1)]
    [InlineData("try {{ {0} | Get-LicenseCheckStatus -FailOn Grace -AsOf 2026-03-20T00:00:00Z | & {{ process {{ throw 'full' }} }} }} catch {{ }}; 'on'", 3)]
    [InlineData("try {{ {0} | Get-LicenseCheckStatus -FailOn Grace -AsOf 2026-03-20T00:00:00Z | & {{ process {{ }} end {{ throw 'full' }} }} }} catch {{ }}; 'on'", 3)]
    [InlineData("do {{ {0} | Get-LicenseCheckStatus -FailOn Grace -AsOf 2026-03-20T00:00:00Z | & {{ process {{ break }} }} }} while ($false); 'on'", 3)]
    [InlineData("do {{ {0} | Get-LicenseCheckStatus -FailOn Grace -AsOf 2026-03-11T00:00:00Z | & {{ process {{ break }} }} }} while ($false); 'on'", 0)]
    [InlineData("'2026-04-20', '2026-03-20' | ForEach-Object {{ $null = {0} | Get-LicenseCheckStatus -FailOn Grace -AsOf \"${{_}}T00:00:00Z\" }}; 'on'", 4)]
    [InlineData("'2026-03-20', '2026-04-20', '2026-03-11' | ForEach-Object {{ $null = {0} | Get-LicenseCheckStatus -FailOn Grace -AsOf \"${{_}}T00:00:00Z\" }}; 'on'", 4)]
    public async Task The_worst_counts_also_where_a_pipeline_ends_early_or_a_later_one_finds_less(string script, int exitCode)
    {
        var run = await ShellRun.OfAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, script, Row));
        Assert.Contains("on", run.Out, StringComparison.Ordinal);
        Assert.Equal(exitCode, run.ExitCode);
    }

    [Theory] // an input that could not be judged may be the worst of all; a job that is green for it tells nobody
    [InlineData("[pscustomobject]@{ Name = 'a'; Platform = 'Virtual'; Licensing = 'PerUser'; LastRenewal = 'gestern' }", "Grace", 2)]
    [InlineData("[pscustomobject]@{ Name = 'a'; Platform = 'Virtual'; Licensing = 'PerUser'; LastRenewal = 'gestern' }", "Attention", 5)] // judged as Unknown, too
    [InlineData("[pscustomobject]@{ 'Name;LastRenewal' = 'a;2026-03-10' }", "EmergencyOnly", 2)]
    [InlineData("[pscustomobject]@{ Name = 'b'; Platform = 'Virtual'; LastRenewal = 'gestern' }, " + Row, "Grace", 3)] // what was found says more
    [InlineData("[pscustomobject]@{ Name = 'a'; Platform = 'Virtual'; Licensing = 'PerUser'; LastRenewal = '2099-01-01' }", "Attention", 5)] // a clock that is wrong
    [InlineData("[pscustomobject]@{ Name = 'a'; Platform = 'Virtual'; Licensing = 'PerUser'; LastRenewal = '2099-01-01' }", "Grace", 0)]
    public async Task What_could_not_be_judged_and_what_needs_a_look_is_no_success(string rows, string limit, int exitCode)
    {
        var run = await ShellRun.OfAsync($"$null = {rows} | Get-LicenseCheckStatus -FailOn {limit} -AsOf 2026-03-20T00:00:00Z -ErrorAction SilentlyContinue; 'the end'");
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains("the end", run.Out, StringComparison.Ordinal);
        Assert.Equal(rows.Contains("gestern", StringComparison.Ordinal) || rows.Contains(';' + "LastRenewal", StringComparison.Ordinal), (run.Out + run.Error).Contains("1 input that could not be judged", StringComparison.Ordinal));
    }

    [Theory] // a file that lost a column, its rows or its customer looks as if all is well
    [InlineData("[pscustomobject]@{ Name = 'a'; Platform = 'Virtual'; Licensing = 'PerUser' }", "", 2, "There is no column LastRenewal")]
    [InlineData("[pscustomobject]@{ Name = 'a'; Platform = 'Virtual'; LastRenewal = '2026-03-20' }", "", 2, "There is no column Licensing")] // before the first is overdue
    [InlineData("[pscustomobject]@{ Name = 'a'; Licensing = 'PerUser'; LastRenewal = '2026-03-20' }", "", 2, "There is no column Platform")]
    [InlineData("[pscustomobject]@{ Name = 'a'; Customer = 'Rossi'; Platform = 'Virtual'; Licensing = 'PerUser'; LastRenewal = '2026-03-20' }", "-Customer Rosi", 2, "No input is of the customer 'Rosi'")]
    [InlineData("@()", "", 1, "no input came in")]
    public async Task A_job_that_would_be_green_though_nothing_was_judged_is_found(string rows, string more, int exitCode, string said)
    {
        var run = await ShellRun.OfAsync($"$null = {rows} | Get-LicenseCheckStatus -FailOn Grace -AsOf 2026-03-20T00:00:00Z {more}; 'the end'");
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(said, run.Out + run.Error, StringComparison.Ordinal);
        Assert.Contains("the end", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_says_its_own_exit_code_is_believed()
        => Assert.Equal(0, (await ShellRun.OfAsync($"$null = {Row} | Get-LicenseCheckStatus -FailOn Grace; exit 0")).ExitCode);

    [Fact]
    public async Task What_comes_after_in_the_pipeline_is_done_to_its_end()
        => Assert.Contains("1 seen", (await ShellRun.OfAsync($"{Row} | Get-LicenseCheckStatus -FailOn Grace | & {{ begin {{ $n = 0 }} process {{ $n++ }} end {{ \"$n seen\" }} }}")).Out, StringComparison.Ordinal);
}
