namespace WildixPbx.Tests.Files;

/// <summary>A report of nothing, or of half of an estate, is made of no pipeline that failed before, whatever -ErrorAction says.</summary>
public sealed class NothingJudgedTests : IDisposable
{
    const string Earlier = "the report of yesterday";

    readonly Statuses _statuses = new();
    readonly WebhookServer _webhook = new();

    public NothingJudgedTests() => File.WriteAllText(_statuses.At("r.csv"), Earlier);

    string Export => $"Export-WmpLicenseCheckReport -Path '{_statuses.At("r.csv")}', '{_statuses.At("r.html")}'";

    string Send => $"Send-WmpLicenseCheckReport -Webhook {_webhook.Uri} -StatePath '{_statuses.At("state")}'";

    void AssertNothingDone()
    {
        Assert.Equal(["r.csv"], _statuses.Files());
        Assert.Equal(Earlier, File.ReadAllText(_statuses.At("r.csv")));
        Assert.Empty(_webhook.Posts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-ErrorAction SilentlyContinue")]
    public void Without_a_connection_nothing_is_written_and_nothing_sent(string parameter)
    {
        foreach (var end in (string[])[Export, Send])
            Assert.StartsWith("WmpNotConnected,", _statuses.Session.End($"Get-LicenseCheckStatus {parameter} | {end}").FullyQualifiedErrorId, StringComparison.Ordinal);
        AssertNothingDone();
    }

    [Fact]
    public void A_portal_that_is_gone_after_the_first_page_leaves_the_earlier_report()
    {
        foreach (var end in (string[])[Export, Send])
        {
            using var portal = PortalSession.With("-Seed demo -PbxCount 300", "-MaximumRetryCount 0");
            var error = portal.Session.End($"$global:i = 0; Get-LicenseCheckStatus | ForEach-Object {{ if (++$global:i -eq 100) {{ $sandbox | Stop-WmpSandbox }}; $_ }} | {end}");
            Assert.StartsWith("WmpPortalUnreachable,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal(100, portal.Session.Get("$global:i")[0].BaseObject);
        }

        AssertNothingDone();
    }

    [Theory]
    [InlineData("@()")]
    [InlineData("New-Estate | Where-Object { $false }")]
    public void No_input_is_an_error_and_with_AllowEmpty_a_report(string nothing)
    {
        foreach (var end in (string[])[Export, Send])
        {
            var error = _statuses.Session.End($"{nothing} | {end}");
            Assert.StartsWith("WmpNothingJudged,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains("-AllowEmpty", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }

        AssertNothingDone();
        _statuses.Session.Get($"{nothing} | {Export} -AllowEmpty; {nothing} | {Send} -AllowEmpty");
        Assert.StartsWith("Customer,", File.ReadAllText(_statuses.At("r.csv")), StringComparison.Ordinal);
        Assert.Single(_webhook.Posts);
    }

    [Fact]
    public void Rows_that_were_never_judged_are_an_error_each_and_no_report_even_with_AllowEmpty()
    {
        const string Rows = "[pscustomobject] @{ Name = 'a'; LastRenewal = '2026-11-20' }, [pscustomobject] @{ Name = 'b' }, 'c'";
        foreach (var end in (string[])[Export, Send])
        {
            var error = _statuses.Session.End($"{Rows} | {end} -AllowEmpty -ErrorAction SilentlyContinue");
            Assert.StartsWith("WmpNothingJudged,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        }

        AssertNothingDone();
        var outcome = _statuses.Session.Run($"& {{ {Rows}; New-Estate }} | {Export}");
        Assert.Equal(["WmpValidation", "WmpValidation", "WmpValidation"], outcome.ErrorIds);
        Assert.Contains("rossi-roma", File.ReadAllText(_statuses.At("r.csv")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Env:r.csv")]
    [InlineData("Function:r.html")]
    [InlineData("NoSuchDrive:/r.csv")]
    public void A_path_that_is_on_no_disk_is_refused(string path)
    {
        foreach (var command in (string[])[$"Export-WmpLicenseCheckReport -Path '{path}'", $"Send-WmpLicenseCheckReport -Webhook {_webhook.Uri} -StatePath '{path}'", $"Send-WmpLicenseCheckReport -Webhook {_webhook.Uri} -WebhookTemplate '{path}'"])
        {
            var error = _statuses.Session.End($"New-Estate | {command}");
            Assert.StartsWith("WmpValidation,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains("is not in the file system", error.Exception.Message, StringComparison.Ordinal);
        }

        AssertNothingDone();
    }

    [Fact]
    public void A_question_that_nobody_can_answer_is_an_error_that_says_so()
    {
        foreach (var end in (string[])[Export, Send])
        {
            var outcome = _statuses.Session.Run($"New-Estate | {end} -Confirm");
            Assert.StartsWith("WmpConfirmationRequired,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        }

        // What was told is held while it is asked: another run might tell it meanwhile.
        Assert.Equal(["license-check-sent.lock"], Directory.GetFileSystemEntries(_statuses.At("state")).Select(Path.GetFileName));
        Directory.Delete(_statuses.At("state"), recursive: true);
        AssertNothingDone();
    }

    public void Dispose()
    {
        _webhook.Dispose();
        _statuses.Dispose();
    }
}
