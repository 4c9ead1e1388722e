using System.Diagnostics;

namespace WildixPbx.Tests.Runbooks;

/// <summary>The line of the crontab and the script that it runs, as they stand in examples/.</summary>
public sealed class CronTests : IDisposable
{
    readonly RunbookRun _run = new();

    static string[] Line { get; } = File.ReadAllLines(Path.Combine(Repository.Root, "examples", "runbooks", "license-check.cron"))
        .Last(line => line.Length > 0).Split(' ', 7);

    Task<(int ExitCode, string Out, string Error)> RunAsync(string boxes, string more = "")
    {
        var settings = _run.Write("license-check.env", $"REPORT_FOLDER='{_run.At("reports")}'\nBOXES='{boxes}'\nMODULE='{Repository.Manifest}'\nWMP_STATE_PATH='{_run.At("state")}'\n{more}");
        return _run.RunAsync("/bin/sh", ["-c", _run.At("examples/runbooks/" + Path.GetFileName(Line[6]))], ("LICENSE_CHECK_ENV", settings));
    }

    [Fact]
    public void A_line_that_cron_would_not_take_is_found()
    {
        Assert.Equal(7, Line.Length);
        Assert.All(Line[..5], field => Assert.Matches(@"\A[\d*,/-]+\z", field));
        Assert.Equal("wildixpbx", Line[5]);
    }

    [Fact]
    public async Task While_every_PBX_renews_nothing_is_printed_and_the_code_is_0()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "cron is not there.");
        Assert.Equal((0, "", ""), await RunAsync(_run.Boxes(("milano", 3))));
        Assert.Equal(5, Directory.GetFiles(_run.At("reports"), "license-check.*").Length);
    }

    [Fact]
    public async Task What_needs_a_look_has_a_code_of_its_own_where_the_settings_ask_for_it_and_their_file_may_be_a_bare_name()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "cron is not there.");
        var boxes = _run.Write("unknown.csv", "Name,Platform,Licensing,WmsVersion,LastRenewal\nmilano,Virtual,PerUser,4.03.44693.48,\n");
        Assert.Equal(0, (await RunAsync(boxes)).ExitCode);
        Assert.Equal(5, (await RunAsync(boxes, "FAIL_ON=Attention\n")).ExitCode);
        Assert.Equal(5, (await _run.RunAsync("/bin/sh", ["-c", _run.At("examples/runbooks/" + Path.GetFileName(Line[6]))], ("LICENSE_CHECK_ENV", "license-check.env"))).ExitCode);
        Assert.Contains("QUIET=1 is no time", (await RunAsync(boxes, "QUIET=1\n")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, 3)]
    [InlineData(400, 4)]
    public async Task A_PBX_that_does_not_renew_is_printed_with_a_code_of_its_own(double hours, int code)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "cron is not there.");
        var (exitCode, output, error) = await RunAsync(_run.Boxes(("milano", 3), ("roma", hours)));
        Assert.Equal((code, ""), (exitCode, error));
        Assert.Contains($"The licence check ended with {code}:", output, StringComparison.Ordinal);
        Assert.Contains("1 PBX ", output, StringComparison.Ordinal);
        Assert.Contains("<failure type=", await File.ReadAllTextAsync(_run.At("reports/license-check.xml"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_can_t_be_read_is_code_2_and_the_report_has_the_others()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "cron is not there.");
        var boxes = _run.Boxes(("milano", 3), ("roma", 400));
        File.AppendAllText(boxes, "Rossi S.p.A.,bari,S,Virtual,PerUser,4.03,when it rained\n");
        var (exitCode, output, _) = await RunAsync(boxes);
        Assert.Equal(2, exitCode);
        Assert.Contains("'bari': ", output, StringComparison.Ordinal);
        Assert.Contains("when it rained", output, StringComparison.Ordinal);
        Assert.Contains("in no report: 1 row that", output, StringComparison.Ordinal);
        Assert.Contains("roma", await File.ReadAllTextAsync(_run.At("reports/license-check.csv"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_fails_is_code_1_and_the_report_of_yesterday_stays()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "cron is not there.");
        _run.Write("reports/license-check.html", "the report of yesterday");
        var (exitCode, output, _) = await RunAsync(_run.At("no-such-boxes.csv"));
        Assert.Equal(1, exitCode);
        Assert.Contains("no-such-boxes.csv", output, StringComparison.Ordinal);
        Assert.Equal("the report of yesterday", File.ReadAllText(_run.At("reports/license-check.html")));
    }

    [Theory]
    [InlineData("Customer,Name,Serial,Platform,Licensing,WmsVersion,LastRenewal\n")]
    [InlineData("")]
    public async Task A_file_without_boxes_is_code_1_and_the_report_of_yesterday_stays(string text)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "cron is not there.");
        _run.Write("reports/license-check.html", "the report of yesterday");
        var (exitCode, output, _) = await RunAsync(_run.Write("empty.csv", text));
        Assert.Equal(1, exitCode);
        Assert.Contains("No status of the licence check came in", output, StringComparison.Ordinal);
        Assert.Equal(["license-check.html"], Directory.GetFiles(_run.At("reports"), "license-check.*").Select(Path.GetFileName));
        Assert.Equal("the report of yesterday", File.ReadAllText(_run.At("reports/license-check.html")));
    }

    [Fact]
    public async Task An_address_that_is_none_is_code_2_and_keeps_the_reports()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "cron is not there.");
        var (exitCode, output, _) = await RunAsync(_run.Boxes(("milano", 3), ("roma", 400)), "SMTP_SERVER=localhost:9\nMAIL_FROM=licences@example.com\nMAIL_TO='it@example.com,nobody'\n");
        Assert.Equal(2, exitCode);
        Assert.Contains("'nobody' is no mail address", output, StringComparison.Ordinal);
        Assert.Equal(5, Directory.GetFiles(_run.At("reports"), "license-check.*").Length);
    }

    [Theory]
    [InlineData("REPORT_FOLDER=\nBOXES=x\n", "REPORT_FOLDER is missing")]
    [InlineData("REPORT_FOLDER=reports\n", "BOXES and WMP_URI are missing")]
    [InlineData("REPORT_FOLDER=reports\nBOXES=x\nSMTP_SERVER=localhost\nMAIL_TO=it@example.com\n", "MAIL_FROM is missing")]
    [InlineData("REPORT_FOLDER=reports\nBOXES=x\nSMTP_SERVER=localhost\nMAIL_FROM=it@example.com\n", "MAIL_TO is missing")]
    [InlineData("REPORT_FOLDER='reports\n", "has a mistake")]
    [InlineData("if then\n", "has a mistake")]
    [InlineData("REPORT_FOLDER=$UNSET_BEFORE/reports\n", "has a mistake")]
    [InlineData("REPORT_FOLDER=/proc/none\nBOXES=x\n", "")]
    public async Task Settings_with_a_mistake_are_code_1_whatever_the_shell_would_end_with(string settings, string text)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "cron is not there.");
        var (exitCode, output, error) = await _run.RunAsync("/bin/sh", [_run.At("examples/runbooks/license-check.sh")], ("LICENSE_CHECK_ENV", _run.Write("bad.env", settings)));
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(text, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_at_the_same_time_ends_at_once()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/flock"), "flock is not there.");
        Directory.CreateDirectory(_run.At("reports"));
        using var holder = Process.Start(new ProcessStartInfo("flock", [_run.At("reports/.lock"), "sh", "-c", "echo held; cat"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Assert.Equal("held", await holder.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        var (exitCode, _, error) = await RunAsync(_run.Boxes(("milano", 3)));
        holder.StandardInput.Close();
        Assert.Equal((1, "The check from before still runs.\n"), (exitCode, error));
        await holder.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => _run.Dispose();
}
