namespace WildixPbx.Tests.Runbooks;

/// <summary>The script as systemd runs it for license-check.service: settings in the environment, secrets in a folder of its own.</summary>
public sealed class ServiceTests
{
    static readonly string Unit = Path.Combine(Repository.Root, "examples", "runbooks", "license-check.service");

    [Fact]
    public async Task A_secret_that_systemd_brings_and_the_environment_file_hides_is_found()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "systemd is not there.");
        Assert.Contains("Environment=LICENSE_CHECK_ENV= ", await File.ReadAllTextAsync(Unit, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var run = new RunbookRun();
        using var portal = PortalSession.With("-Seed demo -PbxCount 30");
        using var webhook = new WebhookServer();
        run.Write("credentials/token", portal.Token);
        run.Write("credentials/webhook", webhook.Uri);
        var (exitCode, output, error) = await run.RunAsync(
            "/bin/sh", [run.At("examples/runbooks/license-check.sh")],
            ("LICENSE_CHECK_ENV", ""), ("CREDENTIALS_DIRECTORY", run.At("credentials")), ("REPORT_FOLDER", run.At("reports")), ("MODULE", Repository.Manifest),
            ("WMP_URI", portal.Sandbox.Text("Uri")!), ("WMP_TOKEN_FILE", "/etc/wildixpbx/token"), ("WMP_STATE_PATH", run.At("state")));
        Assert.True(exitCode is 0 or 3 or 4, $"{exitCode}: {output}{error}");
        Assert.Equal(5, Directory.GetFiles(run.At("reports"), "license-check.*").Length);
        Assert.Equal(exitCode == 0 ? 0 : 1, webhook.Posts.Count);
    }

    [Fact]
    public async Task A_service_over_a_file_of_boxes_needs_no_secret()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "systemd is not there.");
        using var run = new RunbookRun();
        var outcome = await run.RunAsync(
            "/bin/sh", [run.At("examples/runbooks/license-check.sh")],
            ("LICENSE_CHECK_ENV", ""), ("CREDENTIALS_DIRECTORY", run.At("none")), ("REPORT_FOLDER", run.At("reports")), ("MODULE", Repository.Manifest), ("BOXES", run.Boxes(("milano", 3))));
        Assert.Equal((0, "", ""), outcome);
    }
}
