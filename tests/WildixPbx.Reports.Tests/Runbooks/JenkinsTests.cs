using System.Xml.Linq;

namespace WildixPbx.Tests.Runbooks;

/// <summary>The shell part of the Jenkins pipeline, taken out of the Jenkinsfile, against a sandbox and a mail server.</summary>
public sealed class JenkinsTests
{
    [Fact]
    public async Task The_shell_part_writes_what_the_pipeline_publishes_and_ends_with_a_code_that_it_knows()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The agent is a Linux one.");
        Assert.SkipUnless(MailServer.IsInstalled, MailServer.Missing);
        var pipeline = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "examples", "runbooks", "Jenkinsfile"), TestContext.Current.CancellationToken);
        var script = pipeline.Split("'''")[1].Replace("\\\\", "\\", StringComparison.Ordinal);

        using var run = new RunbookRun();
        using var portal = PortalSession.With("-Seed demo -PbxCount 300");
        await using var server = await MailServer.StartAsync();
        var (exitCode, output, error) = await run.RunAsync(
            "/bin/sh", ["-xe", run.Write("script.sh", script)],
            ("WMP_URI", portal.Sandbox.Text("Uri")!), ("WMP_TOKEN_FILE", run.Write("token", portal.Token)), ("WMP_STATE_PATH", run.At("state")),
            ("SMTP_SERVER", $"localhost:{server.Port}"), ("MAIL_FROM", "licences@example.com"), ("MAIL_TO", "noc@example.com"), ("FAIL_ON", "Attention"));
        Assert.True(exitCode is 3 or 4, $"{exitCode}: {output}{error}");
        Assert.Contains("code in [3, 4, 5]", pipeline, StringComparison.Ordinal);
        Assert.Contains("noc@example.com: Sent", output, StringComparison.Ordinal);
        Assert.DoesNotContain(portal.Token, output + error, StringComparison.Ordinal);

        // What the pipeline publishes is there under the names that it says.
        foreach (var name in (string[])["reports/license-check.xml", "license-check.html"])
        {
            Assert.Contains($"'{name}'", pipeline, StringComparison.Ordinal);
            Assert.True(File.Exists(run.At(name.StartsWith("reports/", StringComparison.Ordinal) ? name : "reports/" + name)), name);
        }

        var figures = portal.Session.Get("Get-LicenseCheckStatus");
        var suite = XDocument.Load(run.At("reports/license-check.xml")).Root!;
        Assert.Equal($"{figures.Count}", suite.Attribute("tests")!.Value);
        Assert.Equal($"{Statuses.In(figures, "Grace") + Statuses.In(figures, "EmergencyOnly") + Statuses.In(figures, "NotCovered") + Statuses.In(figures, "Unknown")}", suite.Attribute("failures")!.Value);
        Assert.Equal(Statuses.In(figures, "EmergencyOnly") > 0 ? 4 : 3, exitCode);
        Assert.Equal(["noc@example.com"], (await server.NextAsync()).Receivers);
    }
}
