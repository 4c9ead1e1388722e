using System.Management.Automation;

namespace WildixPbx.Tests.Runs;

/// <summary>Changes of term of many PBXs, with questions, and with somebody who waits.</summary>
public sealed class TermBulkTests(RunSession runs) : IClassFixture<RunSession>
{
    [Fact]
    public void A_row_is_a_run_of_its_own_and_a_bad_one_stops_no_other()
    {
        var names = runs.Portal.NewPbxs(3);
        PSObject[] rows =
        [
            Rows.Of(("Name", names[0]), ("Term", "Monthly"), ("UC-Essential", "")),
            Rows.Of(("Name", names[1]), ("Term", "Fortnightly"), ("UC-Essential", "12x")),
            Rows.Of(("Name", names[1]), ("Term", " "), ("UC-Essential", "12")),
            Rows.Of(("Name", names[2]), ("Term", "five years"), ("UC-Essential", "12")),
        ];
        var outcome = runs.Session.Run("$input | Set-WmpTerm -Force -ThrottleLimit 4", rows);
        Assert.Equal(["WmpValidation", "WmpValidation"], outcome.ErrorIds);
        Assert.Contains("Fortnightly", outcome.Errors[0].ToString(), StringComparison.Ordinal);
        Assert.Contains("12x", outcome.Errors[0].ToString(), StringComparison.Ordinal);
        var results = outcome.Output.OrderBy(result => result.Prop("InputIndex")).ToArray();
        Assert.Equal([(1, names[0]), (4, names[2])], results.Select(result => ((int)result.Prop("InputIndex")!, result.Text("Pbx")!)));
        Assert.Same(rows[3], ((PSObject)results[1].Properties["InputObject"].Value));
        Assert.Equal(("UC-Essential 10", "UC-Essential 12"), (RunSession.Counts(results[0].Prop("RequestedLicenses")), RunSession.Counts(results[1].Prop("RequestedLicenses"))));
        Assert.NotEqual(results[0].Text("RunId"), results[1].Text("RunId"));
    }

    [Fact]
    public void Rows_of_one_PBX_run_in_their_order()
    {
        var pbx = runs.Portal.NewPbx();
        PSObject[] rows = [Rows.Of(("Name", pbx), ("Term", "Monthly")), Rows.Of(("Name", pbx), ("Term", "FiveYears"))];
        var outcome = runs.Session.Run("$input | Set-WmpTerm -Force -ThrottleLimit 8", rows);
        Assert.Equal("Monthly", Assert.Single(outcome.Output).Text("Term"));
        Assert.Equal(["WmpRunOpen"], outcome.ErrorIds);
        Assert.Equal(2, ((dynamic)outcome.Error.Exception).InputIndex);
    }

    [Fact]
    public void The_question_has_the_fee_of_the_second_save_which_is_then_the_most_that_may_be_paid()
    {
        var pbx = runs.Portal.NewPbx();
        var host = new ScriptedHost(Answer.Yes);
        using var asking = runs.Another(host);
        var change = Assert.Single(asking.Get($"Set-WmpTerm {pbx} Monthly -UcEssential 12"));
        Assert.Contains($"fee {change.Text("Fee")}", Assert.Single(host.Questions), StringComparison.Ordinal);
        Assert.Contains("UC-Essential 10 to 0", host.Questions[0], StringComparison.Ordinal);
        Assert.Equal($"{runs.Session.Get($"(Get-WmpRun {change.Text("RunId")}).MaximumFee")[0].BaseObject:0.00} EUR", change.Text("Fee"));
    }

    [Theory]
    [InlineData("-WhatIf")]
    [InlineData("")]
    public void A_look_and_a_no_send_nothing_and_leave_no_run(string parameters)
    {
        var pbx = runs.Portal.NewPbx();
        var (folders, before) = (runs.Folders().Length, runs.Portal.Mutations());
        var host = new ScriptedHost(Answer.No);
        using var asking = runs.Another(host);
        Assert.Empty(asking.Get($"Set-WmpTerm {pbx} Monthly {parameters}"));
        Assert.Matches(@"fee \d+\.00 EUR", Assert.Single(host.Questions.Concat(host.Lines), line => line.Contains(pbx, StringComparison.Ordinal)));
        Assert.Equal((folders, before), (runs.Folders().Length, runs.Portal.Mutations()));
    }

    [Fact]
    public void Where_nobody_can_answer_the_command_ends_and_leaves_no_run()
    {
        var pbx = runs.Portal.NewPbx();
        var folders = runs.Folders().Length;
        Assert.StartsWith("WmpConfirmationRequired,", runs.Session.End($"Set-WmpTerm {pbx} Monthly").FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(folders, runs.Folders().Length);
    }

    [Fact]
    public async Task Whoever_waits_for_several_gets_each_as_it_is_decided()
    {
        var names = runs.Portal.NewPbxs(3);
        using var manager = runs.Another();
        using var waiting = PowerShell.Create(runs.Session.Runspace);
        waiting.AddScript($"'{string.Join("', '", names)}' | Set-WmpTerm -Term Monthly -Force -Wait -PollInterval 0:0:0.05 -Timeout 0:1:0");
        var asked = new TaskCompletionSource<string>();
        waiting.Streams.Progress.DataAdded += (_, added) =>
        {
            if (waiting.Streams.Progress[added.Index] is { Activity: "Waiting for approval" } record) asked.TrySetResult(record.StatusDescription);
        };
        var output = new PSDataCollection<PSObject>();
        var running = waiting.BeginInvoke<PSObject, PSObject>(null, output);
        var shown = await asked.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Contains("step 2 of 3 (Approval)", shown, StringComparison.Ordinal); // all three have begun before one is waited for
        Assert.Contains("and 2 more", shown, StringComparison.Ordinal);

        manager.Get($"$null = Get-WmpRequest -State Pending -Pbx {names[1]} | Deny-WmpSandboxRequest -Sandbox $sandbox");
        manager.Get($"$null = '{names[0]}', '{names[2]}' | ForEach-Object {{ Get-WmpRequest -State Pending -Pbx $_ }} | Approve-WmpSandboxRequest -Sandbox $sandbox");
        waiting.EndInvoke(running);
        Assert.Equal([(1, "Completed"), (3, "Completed")], output.Select(result => ((int)result.Prop("InputIndex")!, result.Text("State")!)).Order());
        var error = Assert.Single(waiting.Streams.Error);
        Assert.StartsWith("WmpRequestDenied,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(2, ((dynamic)error.Exception).InputIndex);
    }

    [Fact]
    public async Task Stopping_the_wait_leaves_the_run_waiting()
    {
        var pbx = runs.Portal.NewPbx();
        using var waiting = PowerShell.Create(runs.Session.Runspace);
        waiting.AddScript($"Set-WmpTerm {pbx} Monthly -Force -Wait -PollInterval 0:0:30");
        var asked = new TaskCompletionSource();
        waiting.Streams.Progress.DataAdded += (_, added) =>
        {
            if (waiting.Streams.Progress[added.Index].Activity == "Waiting for approval") asked.TrySetResult();
        };
        var running = waiting.BeginInvoke();
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        waiting.Stop();
        Assert.Throws<PipelineStoppedException>(() => waiting.EndInvoke(running));
        Assert.Equal("Waiting", Assert.Single(runs.Session.Get($"Get-WmpRun -Identity {pbx}")).Text("State"));
    }

    [Fact]
    public void Waiting_too_long_is_an_error_that_names_the_run_which_waits_on()
    {
        var pbx = runs.Portal.NewPbx();
        var outcome = runs.Session.Run($"Set-WmpTerm {pbx} Monthly -Force -Wait -PollInterval 0:0:0.02 -Timeout 0:0:0.1");
        Assert.Equal(["WmpTimeout"], outcome.ErrorIds);
        var run = Assert.Single(runs.Session.Get($"Get-WmpRun -Identity {pbx}"));
        Assert.Contains(run.Text("Id")!, outcome.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal("Waiting", run.Text("State"));
    }

    [Theory]
    [InlineData("Set-WmpTerm x Monthly -Force -PollInterval 0")]
    [InlineData("Resume-WmpRun run_1 -Timeout -1")]
    public void A_time_to_wait_that_is_none_is_refused(string command)
        => Assert.StartsWith("WmpValidation,", runs.Session.End(command).FullyQualifiedErrorId, StringComparison.Ordinal);
}
