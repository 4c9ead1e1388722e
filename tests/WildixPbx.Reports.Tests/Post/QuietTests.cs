namespace WildixPbx.Tests.Post;

/// <summary>Who was told what, and is not told it again.</summary>
public sealed class QuietTests : IDisposable
{
    readonly Statuses _statuses = new();
    readonly WebhookServer _webhook = new();

    string[] Send(string script, string parameters = "-Quiet 1.00:00:00", string? uri = null)
    {
        var outcome = _statuses.Send(script, $"-Webhook {uri ?? _webhook.Uri} {parameters}");
        Assert.Empty(outcome.Errors);
        return [.. outcome.Output.Select(delivery => delivery.Text("Outcome")!), .. outcome.Warnings.Select(warning => "warning: " + warning)];
    }

    [Fact]
    public void The_same_state_is_told_once_and_another_at_once()
    {
        Assert.Equal(["Sent"], Send("New-Estate"));
        Assert.Equal(["Quiet"], Send("New-Estate"));
        Assert.Equal(["Quiet"], Send("New-Estate | ForEach-Object { $_ } -End { New-Status new fine -Hours 1 }")); // who needs nothing is no news
        Assert.Equal(["Sent"], Send("New-Estate; New-Status 'Rossi S.p.A.' rossi-bari -Hours 100"));
        Assert.Equal(["Sent"], Send("New-Estate")); // back again: that is news too
        Assert.Equal(3, _webhook.Posts.Count);
    }

    [Fact]
    public void A_PBX_that_falls_again_after_all_was_well_is_told_although_nobody_was_told_that_it_was()
    {
        const string Parameters = "-OnlyIfFindings -Quiet 7.00:00:00";
        Assert.Equal(["Sent"], Send("New-Status a b -Hours 100", Parameters));
        Assert.Equal(["NothingToSay"], Send("New-Status a b -Hours 1", Parameters + " -WhatIf"));
        Assert.Equal(["Quiet"], Send("New-Status a b -Hours 100", Parameters)); // a run that was only tried is none
        Assert.Equal(["NothingToSay"], Send("New-Status a b -Hours 1", Parameters));
        Assert.Equal(["Sent"], Send("New-Status a b -Hours 100", Parameters));
    }

    [Fact]
    public void A_day_that_passes_is_no_other_state_but_a_PBX_that_falls_is()
    {
        Assert.Equal(["Sent"], Send("New-Status a b -Hours 100"));
        Assert.Equal(["Quiet"], Send("New-Status a b -Hours 124"));
        Assert.Equal(["Sent"], Send("New-Status a b -Hours 400"));
    }

    [Fact]
    public void Each_receiver_is_remembered_for_itself()
    {
        Assert.Equal(["Sent"], Send("New-Estate"));
        Assert.Equal(["Sent"], Send("New-Estate", uri: _webhook.Uri + "Z"));
        Assert.Equal(["Quiet"], Send("New-Estate"));
    }

    [Fact]
    public void Two_reports_to_one_receiver_that_make_each_other_news_are_found()
    {
        const string North = "-Quiet 1.00:00:00 -Title North", South = "-Quiet 1.00:00:00 -Title South";
        Assert.Equal(["Sent"], Send("New-Estate", North));
        Assert.Equal(["Sent"], Send("New-Status a b -Hours 100", South));
        Assert.Equal(["Quiet"], Send("New-Estate", North));
        Assert.Equal(["Quiet"], Send("New-Status a b -Hours 100", South));
    }

    [Fact]
    public void Without_Quiet_or_after_it_is_over_everything_is_told()
    {
        Assert.Equal(["Sent"], Send("New-Estate", ""));
        Assert.Equal(["Sent"], Send("New-Estate", ""));
        var path = Path.Combine(_statuses.At("state"), "license-check-sent.json");
        var text = File.ReadAllText(path);
        File.WriteAllText(path, System.Text.RegularExpressions.Regex.Replace(text, "\"sentOn\":\"[^\"]*\"", $"\"sentOn\":\"{DateTimeOffset.UtcNow.AddHours(-25):O}\""));
        Assert.Equal(["Sent"], Send("New-Estate"));
        File.WriteAllText(path, System.Text.RegularExpressions.Regex.Replace(text, "\"sentOn\":\"[^\"]*\"", $"\"sentOn\":\"{DateTimeOffset.UtcNow.AddHours(25):O}\""));
        Assert.Equal(["Sent"], Send("New-Estate")); // a clock that was set back must not silence anything
    }

    [Fact]
    public void A_memory_that_is_damaged_or_can_t_be_kept_silences_nobody()
    {
        Assert.Equal(["Sent"], Send("New-Estate"));
        File.WriteAllText(Path.Combine(_statuses.At("state"), "license-check-sent.json"), "{ \"webh");
        var outcomes = Send("New-Estate");
        Assert.Equal("Sent", outcomes[0]);
        Assert.Contains("can't be read", outcomes[1], StringComparison.Ordinal);
        Assert.Equal(["Quiet"], Send("New-Estate"));

        File.WriteAllText(_statuses.At("file"), "");
        var outcome = _statuses.Session.Run($"New-Estate | Send-WmpLicenseCheckReport -Webhook {_webhook.Uri} -StatePath '{_statuses.At("file")}' -Quiet 1.00:00:00");
        Assert.Equal("Sent", Assert.Single(outcome.Output).Text("Outcome"));
        Assert.Contains("can't be remembered", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_secret_of_a_webhook_in_the_memory_and_a_memory_that_others_can_read_are_found()
    {
        Send("New-Estate");
        var path = Path.Combine(_statuses.At("state"), "license-check-sent.json");
        Assert.DoesNotContain(WebhookServer.Secret, File.ReadAllText(path), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["license-check-sent.json", "license-check-sent.lock"], Directory.GetFiles(_statuses.At("state")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var file in Directory.GetFiles(_statuses.At("state")))
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void Outcome_Quiet_says_when_it_was_told()
    {
        Send("New-Estate");
        var delivery = Assert.Single(_statuses.Send("New-Estate", $"-Webhook {_webhook.Uri} -Quiet 1.00:00:00").Output);
        Assert.Equal("Quiet", delivery.Text("Outcome"));
        Assert.InRange((DateTimeOffset)delivery.Prop("SentOn")!, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow);
        Assert.Equal((6, 4), ((int)delivery.Prop("PbxCount")!, (int)delivery.Prop("ActionCount")!));
    }

    public void Dispose()
    {
        _webhook.Dispose();
        _statuses.Dispose();
    }
}
