namespace WildixPbx.Tests;

/// <summary>What -FailOn makes of boxes that say otherwise or nothing, in a process of its own.</summary>
public sealed class FailOnBoxTests(BoxStatusTests.Boxes boxes) : IClassFixture<BoxStatusTests.Boxes>
{
    [Theory] // the row is Ok in each: what the box says, or does not, is all that can be found
    [InlineData("@{ licensing = 'per_service' }", "Attention", 5)]
    [InlineData("@{ licensing = 'per_service' }", "Grace", 0)]
    [InlineData("@{ lastRenewal = '' }", "Attention", 5)] // it told no renewal: it confirms nothing
    [InlineData("@{ lastRenewal = '' }", "Grace", 0)]
    [InlineData("@{}", "Attention", 0)]
    [InlineData("@{ lastRenewal = $now.AddDays(-20) }", "Attention", 4)] // the state is worse than that they disagree
    [InlineData(null, "Attention", 5)]
    [InlineData(null, "Grace", 0)]
    public async Task Attention_also_counts_a_box_that_says_otherwise_or_nothing(string? tells, string limit, int exitCode)
    {
        boxes.Tell(tells ?? "@{}");
        var box = boxes.Portal.Session.Get("$a")[0];
        var uri = tells is null ? "https://127.0.0.1:1" : box.Text("Uri"); // nobody listens at that port
        var run = await ShellRun.OfAsync($$"""
            $ErrorActionPreference = 'Continue'
            $rows = [pscustomobject]@{ Name = 'a'; Platform = 'Virtual'; Licensing = 'PerUser'; LastRenewal = [DateTimeOffset]::UtcNow.AddHours(-5); Uri = '{{uri}}'; CertificateFingerprint = '{{box.Text("CertificateFingerprint")}}'; TokenFile = '{{boxes.TokenFile}}' }
            $found = $rows | Get-LicenseCheckStatus -FromBox -MaximumRetryCount 0 -TimeoutSec 20 -FailOn {{limit}}
            "$($found.State) $($found.BoxAnswer)"
            """);
        Assert.Contains(exitCode == 4 ? "EmergencyOnly Told" : tells is null ? "Ok NotTold" : tells.Contains("''", StringComparison.Ordinal) ? "Ok ToldNoRenewal" : "Ok Told", run.Out, StringComparison.Ordinal);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(exitCode == 5, (run.Out + run.Error).Contains("1 that needs a look. The exit code is 5.", StringComparison.Ordinal));
    }
}
