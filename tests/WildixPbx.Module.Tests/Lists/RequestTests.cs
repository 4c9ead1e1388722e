using System.Management.Automation;

namespace WildixPbx.Tests.Lists;

/// <summary>Requests to a Wildix manager: found, waited for, decided, taken back.</summary>
public sealed class RequestTests(PortalSession portal) : IClassFixture<PortalSession>
{
    [Fact]
    public void Requests_are_found_by_state_kind_PBX_and_customer()
    {
        var (pbx, request) = Decrease();
        var (other, denied) = Decrease();
        portal.Session.Get($"$null = Deny-WmpSandboxRequest {denied} -Sandbox $sandbox");
        Assert.Equal(request, Assert.Single(portal.Session.Get($"Get-WmpRequest -Pbx {pbx.ToUpperInvariant()}")).Text("Id"));
        Assert.Equal(request, Assert.Single(portal.Session.Get($"Get-WmpRequest -Pbx (Get-WmpPbx {pbx}) -State Pending -Kind LicenseDecrease -Customer 'bergmann gmbh'")).Text("Id"));
        Assert.Empty(portal.Session.Get($"Get-WmpRequest -Pbx {pbx} -State Denied"));
        Assert.Empty(portal.Session.Get($"Get-WmpRequest -Pbx {pbx} -Kind LicenseSharing"));
        Assert.Equal("Denied", portal.Session.Get($"Get-WmpRequest -Pbx {other}")[0].Text("State"));
        Assert.Equal(pbx, portal.Session.Get($"Get-WmpRequest {request}")[0].Text("Pbx"));
        Assert.Equal(["WmpNotFound"], portal.Session.Run("Get-WmpRequest req_none").ErrorIds);
        Assert.Equal(["WmpValidation"], portal.Session.Run("Get-WmpRequest -Pbx ''").ErrorIds);
    }

    [Fact]
    public void An_approval_brings_the_count_into_force_and_a_second_one_changes_nothing()
    {
        var (pbx, request) = Decrease();
        var decisions = portal.Session.Get($"1..2 | ForEach-Object {{ Approve-WmpSandboxRequest {request} -Reason 'Agreed.' -Sandbox $sandbox }}");
        Assert.Equal([true, false], decisions.Select(decision => (bool)decision.Prop("Changed")!));
        Assert.Equal(("Approved", "Agreed."), (decisions[0].Text("State"), decisions[0].Text("Reason")));
        Assert.Equal(5, portal.Count(pbx));
    }

    [Theory]
    [InlineData("Approve-WmpSandboxRequest {0} -Sandbox $sandbox", "Deny-WmpSandboxRequest {0} -Sandbox $sandbox")]
    [InlineData("Deny-WmpSandboxRequest {0} -Sandbox $sandbox", "Approve-WmpSandboxRequest {0} -Sandbox $sandbox")]
    [InlineData("Deny-WmpSandboxRequest {0} -Sandbox $sandbox", "Remove-WmpRequest {0}")]
    [InlineData("Remove-WmpRequest {0}", "Approve-WmpSandboxRequest {0} -Sandbox $sandbox")]
    public void A_decision_is_not_turned_round(string first, string second)
    {
        var (_, request) = Decrease();
        portal.Session.Get("$null = " + Fill(first));
        var outcome = portal.Session.Run(Fill(second));
        Assert.Equal(["WmpAlreadyDecided"], outcome.ErrorIds);
        Assert.Equal("WildixPbx.ConflictException", outcome.Error.Exception.GetType().FullName);
        Assert.Equal(request, outcome.Error.TargetObject);

        string Fill(string command) => string.Format(System.Globalization.CultureInfo.InvariantCulture, command, request);
    }

    [Fact]
    public void A_denied_and_a_withdrawn_request_leave_the_count_and_the_way_free()
    {
        var (pbx, request) = Decrease();
        var gone = Assert.Single(portal.Session.Get($"Remove-WmpRequest {request} -PassThru"));
        Assert.Equal(("Withdrawn", true), (gone.Text("State"), gone.Prop("Changed")));
        Assert.Empty(portal.Session.Get($"Remove-WmpRequest {request}")); // already so
        var next = portal.Session.Get($"Set-WmpLicense {pbx} -UcEssential 4 -Force | Deny-WmpSandboxRequest -Sandbox $sandbox")[0];
        Assert.Equal("Denied", next.Text("State"));
        Assert.Equal(10, portal.Count(pbx));
    }

    [Fact]
    public void A_PBX_taken_for_a_request_is_said_to_be_none_with_where_to_look()
    {
        var (pbx, _) = Decrease();
        var outcome = portal.Session.Run($"Get-WmpRequest {pbx}");
        Assert.Equal(["WmpNotFound"], outcome.ErrorIds);
        Assert.Contains("-Pbx", outcome.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_preview_of_a_withdrawal_reads_as_a_sentence()
    {
        var (_, request) = Decrease();
        var host = new ScriptedHost(Answer.No);
        using var session = portal.Another(host);
        session.Run($"Remove-WmpRequest {request} -Confirm");
        Assert.Contains($"Withdraw request {request}", Assert.Single(host.Questions), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_count_is_refused_while_one_is_pending_and_the_same_one_is_the_same_request()
    {
        var (pbx, request) = Decrease();
        Assert.Equal(["RequestPending"], portal.Session.Run($"Set-WmpLicense {pbx} -UcEssential 4 -Force").ErrorIds);
        var again = portal.Session.Get($"Set-WmpLicense {pbx} -UcEssential 5 -Force")[0];
        Assert.Equal((false, request), (again.Prop("Changed"), again.Text("RequestId")));
    }

    [Fact]
    public void Changes_without_a_request_pass_by_those_that_have_one_are_taken()
    {
        var names = portal.NewPbxs(2);
        portal.Session.Set("names", names);
        portal.Session.Get("$changes = @(Set-WmpLicense $names[0] -UcEssential 5 -Force; Set-WmpLicense $names[1] -UcEssential 15 -Force)");
        Assert.Equal(names[0], Assert.Single(portal.Session.Get("$changes | Get-WmpRequest")).Text("Pbx"));
        var approved = Assert.Single(portal.Session.Get("$changes | Approve-WmpSandboxRequest -Sandbox $sandbox"));
        Assert.Equal(1, approved.Prop("InputIndex"));
        Assert.Equal("Approved", Assert.Single(portal.Session.Get("$changes | Wait-WmpRequest")).Text("State"));
        Assert.Equal(["WmpAlreadyDecided"], portal.Session.Run("$changes | Remove-WmpRequest").ErrorIds);
        Assert.Empty(portal.Session.Get($"New-WmpPbx -Customer 'Bergmann GmbH' -Name {portal.NewName()} -Platform Virtual -Term Yearly -Force | Wait-WmpRequest"));
    }

    [Fact]
    public async Task Waiting_ends_when_another_session_decides()
    {
        var (_, request) = Decrease();
        using var manager = portal.Another();
        using var waiting = PowerShell.Create(portal.Session.Runspace);
        waiting.AddScript($"Wait-WmpRequest {request} -PollInterval 0:0:0.05 -Timeout 0:1:0");
        var asked = new TaskCompletionSource();
        waiting.Streams.Progress.DataAdded += (_, _) => asked.TrySetResult(); // it has asked and found it pending
        var running = waiting.BeginInvoke();
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        manager.Get($"$null = Approve-WmpSandboxRequest {request} -Sandbox $sandbox");
        Assert.Equal("Approved", Assert.Single(waiting.EndInvoke(running)).Text("State"));
    }

    [Fact]
    public void Waiting_too_long_is_an_error_of_that_request_and_the_next_one_is_waited_for()
    {
        var (pbx, pending) = Decrease();
        var (_, decided) = Decrease();
        portal.Session.Get($"$null = Deny-WmpSandboxRequest {decided} -Sandbox $sandbox");
        var outcome = portal.Session.Run($"'{pending}', '{decided}' | Wait-WmpRequest -Timeout 0:0:0.1 -PollInterval 0:0:0.02");
        Assert.Equal("Denied", Assert.Single(outcome.Output).Text("State"));
        Assert.Equal(["WmpTimeout"], outcome.ErrorIds);
        Assert.Equal("WildixPbx.TimeoutException", outcome.Error.Exception.GetType().FullName);
        Assert.Contains(pbx, outcome.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(pending, outcome.Error.TargetObject.ToString());
    }

    [Theory]
    [InlineData("Wait-WmpRequest req_1 -PollInterval 0")]
    [InlineData("Wait-WmpRequest req_1 -PollInterval -0:0:0.001")]
    [InlineData("Wait-WmpRequest req_1 -Timeout -0:0:1")]
    public void A_time_to_wait_that_is_none_is_refused(string command)
        => Assert.StartsWith("WmpValidation,", portal.Session.End(command).FullyQualifiedErrorId, StringComparison.Ordinal);

    [Theory]
    [InlineData("1")]
    [InlineData("'1'")]
    [InlineData("1.0")]
    [InlineData("0:0:1")]
    public void A_bare_number_is_seconds_and_neither_ticks_nor_days(string timeout)
    {
        var (_, request) = Decrease();
        Assert.Contains("within 00:00:01", portal.Session.Run($"Wait-WmpRequest {request} -Timeout {timeout} -PollInterval 0.5").Error.ToString(), StringComparison.Ordinal);
    }

    (string Pbx, string Request) Decrease()
    {
        var name = portal.NewPbx();
        return (name, portal.Session.Get($"Set-WmpLicense {name} -UcEssential 5 -Force")[0].Text("RequestId")!);
    }
}
