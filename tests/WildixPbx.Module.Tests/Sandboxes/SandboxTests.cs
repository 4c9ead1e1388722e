using System.Diagnostics;

namespace WildixPbx.Tests.Sandboxes;

/// <summary>Starting, finding and stopping sandboxes.</summary>
public sealed class SandboxTests : IDisposable
{
    readonly ModuleSession _session = new();
    readonly string _state = Directory.CreateTempSubdirectory("wmp-state-").FullName;
    readonly string _name = $"s{Guid.NewGuid():N}";

    public SandboxTests()
    {
        _session.Set("state", _state);
        _session.Set("name", _name);
    }

    public void Dispose()
    {
        _session.Run("Stop-WmpSandbox \"$name*\"");
        _session.Dispose();
        Directory.Delete(_state, recursive: true);
    }

    [Fact]
    public void A_second_start_gives_the_same_sandbox_and_says_that_other_settings_have_no_effect()
    {
        _session.Get("$first = Start-WmpSandbox $name -StatePath $state");
        Assert.Equal(true, _session.Get("[object]::ReferenceEquals($first, (Start-WmpSandbox $name -StatePath $state))")[0].BaseObject);
        var warning = Assert.Single(_session.Run("Start-WmpSandbox $name -StatePath $state -RateLimit 5").Warnings);
        Assert.Contains("-RateLimit", warning, StringComparison.Ordinal);
        Assert.StartsWith(_state, _session.Get("$first.DataPath")[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Data_stay_over_a_stop_and_go_with_Reset()
    {
        _session.Get("$null = Start-WmpSandbox $name -StatePath $state | Connect-Wmp; $null = New-WmpCustomer Kept; Stop-WmpSandbox $name");
        Assert.Single(_session.Get("$null = Start-WmpSandbox $name -StatePath $state | Connect-Wmp; Get-WmpCustomer"));
        Assert.Empty(_session.Get("$null = Start-WmpSandbox $name -StatePath $state -Reset | Connect-Wmp; Get-WmpCustomer"));
    }

    [Fact]
    public void A_temporary_folder_goes_with_its_sandbox()
    {
        var folder = _session.Get("($temporary = Start-WmpSandbox $name -Temporary).DataPath")[0].ToString();
        Assert.True(Directory.Exists(folder));
        _session.Get("$temporary | Stop-WmpSandbox");
        Assert.False(Directory.Exists(folder));
        Assert.Equal(false, _session.Get("$temporary.IsRunning")[0].BaseObject);
        Assert.Equal(["WmpNotFound"], _session.Run("Get-WmpSandbox $name").ErrorIds);
        _session.Get("$temporary | Stop-WmpSandbox"); // already so
    }

    [Fact]
    public void A_rate_limit_is_waited_out_and_every_row_arrives()
    {
        using var portal = PortalSession.With("-RateLimit 5");
        var made = portal.Session.Get("1..25 | ForEach-Object { \"Customer $_\" } | New-WmpCustomer");
        Assert.Equal(25, made.Count);
        Assert.True((long)portal.Session.Get("(Get-WmpSandbox $sandbox.Name).Statistics.ThrottledRequests")[0].BaseObject > 0);
    }

    [Fact]
    public void A_rate_limit_that_is_not_waited_out_is_a_typed_error_of_each_row()
    {
        using var portal = PortalSession.With("-RateLimit 5", "-MaximumRetryCount 0");
        var outcome = portal.Session.Run("1..40 | ForEach-Object { \"Customer $_\" } | New-WmpCustomer");
        Assert.NotEmpty(outcome.Errors);
        Assert.All(outcome.ErrorIds, id => Assert.Equal("WmpThrottled", id));
        Assert.Equal(40, outcome.Output.Count + outcome.Errors.Count);
        Assert.Equal("WildixPbx.ThrottledException", outcome.Errors[0].Exception.GetType().FullName);
    }

    [Fact]
    public async Task A_sandbox_of_another_process_is_in_use()
    {
        _session.Get("$null = Start-WmpSandbox $name -StatePath $state");
        var other = await ShellRun.OfAsync(
            $"try {{ Start-WmpSandbox {_name} -StatePath '{_state}' }} catch {{ $_.FullyQualifiedErrorId; $_.CategoryInfo.Category; $_.Exception.GetType().FullName; $_.ErrorDetails.RecommendedAction }}");
        Assert.Equal("", other.Error);
        var lines = other.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.StartsWith("WmpSandboxInUse,", lines[0], StringComparison.Ordinal);
        Assert.Equal(["ResourceBusy", "WildixPbx.ConflictException"], lines[1..3]);
        Assert.Contains("-Temporary", lines[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("")]
    [InlineData("two words")]
    public void A_name_that_is_no_folder_is_refused(string name)
    {
        var error = _session.End($"Start-WmpSandbox '{name}' -StatePath $state");
        Assert.StartsWith("WmpSandboxNameInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_state));
    }

    [Fact]
    public void Settings_that_the_sandbox_can_not_take_are_told_with_its_own_words()
    {
        var rules = _session.End("Start-WmpSandbox $name -Temporary -RuleSet 1999-01");
        Assert.StartsWith("Wmp", rules.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("1999-01", rules.ToString(), StringComparison.Ordinal);
        var prices = _session.End("Start-WmpSandbox $name -Temporary -PriceListPath /no/such/prices.json");
        Assert.Contains("prices.json", prices.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(prices.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void A_rule_set_is_enforced()
    {
        using var portal = PortalSession.With("-RuleSet 2022-04");
        Assert.Equal("2022-04", portal.Session.Get("(Get-WmpConnection).RuleSet")[0].BaseObject);
        portal.NewPbx();
        Assert.Equal(["OneLicensedPbxPerCustomer"], portal.Session.Run($"New-WmpPbx -Customer 'Bergmann GmbH' -Name {portal.NewName()} -Platform Virtual -Term Yearly -UcEssential 1 -Force").ErrorIds);
    }

    [Fact]
    public async Task A_sandbox_that_died_is_neither_listed_nor_in_the_way()
    {
        var id = (int)_session.Get("($dead = Start-WmpSandbox $name -StatePath $state).ProcessId")[0].BaseObject;
        using (var process = Process.GetProcessById(id))
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        // The handle that the module holds hears of it a moment later; stopping waits for that.
        _session.Get("$dead | Stop-WmpSandbox; $dead | Stop-WmpSandbox");
        Assert.Empty(_session.Get("Get-WmpSandbox \"$name*\""));
        Assert.Equal(["WmpSandboxNotRunning"], _session.Run("Approve-WmpSandboxRequest req_1 -Sandbox $dead").ErrorIds);
        Assert.NotEqual(id, (int)_session.Get("(Start-WmpSandbox $name -StatePath $state).ProcessId")[0].BaseObject);
    }

    [Fact]
    public void None_and_several_are_told_apart()
    {
        Assert.Empty(_session.Get("Get-WmpSandbox \"$name*\"; Stop-WmpSandbox \"$name*\""));
        Assert.Equal(["WmpNotFound", "WmpNotFound"], _session.Run("Get-WmpSandbox $name; Stop-WmpSandbox $name").ErrorIds);
        _session.Get("$null = Start-WmpSandbox \"$name-1\" -Temporary; $null = Start-WmpSandbox \"$name-2\" -Temporary");
        Assert.Equal(2, _session.Get("Get-WmpSandbox \"$name*\"").Count);
        var several = _session.Run("Approve-WmpSandboxRequest req_1");
        Assert.Equal(["WmpSandboxUnknown"], several.ErrorIds);
        Assert.Contains("-Sandbox", several.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }
}
