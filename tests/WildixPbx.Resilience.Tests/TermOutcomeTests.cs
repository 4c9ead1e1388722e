using System.Text.Json.Nodes;

namespace WildixPbx.Tests;

/// <summary>A step of a change of term whose answer is lost, in a shell that lives on.</summary>
public sealed class TermOutcomeTests : IDisposable
{
    readonly ProxySession _portal = new("-MaximumRetryCount 1");
    readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(Fault.LoseAnswer)]
    [InlineData(Fault.LoseRequest)]
    public async Task A_step_that_is_made_again_or_never_after_its_outcome_was_unknown_is_found(Fault fault)
    {
        var session = _portal.Session;
        session.Set("state", _folder.Root);
        var name = _portal.Portal.NewPbx();
        session.Get($"$change = Set-WmpTerm {name} Monthly -UcEssential 12 -Force -StatePath $state -WarningAction SilentlyContinue; $null = $change | Approve-WmpSandboxRequest -Sandbox $sandbox");
        _portal.Decide = request => request is { Method: "PATCH" } && !request.Path.Contains("dryRun", StringComparison.Ordinal) ? fault : Fault.None;
        var outcome = session.Run($"Set-WmpTerm {name} Monthly -UcEssential 12 -Force -StatePath $state");
        Assert.Equal(["WmpOutcomeUnknown"], outcome.ErrorIds);
        Assert.Contains(outcome.Warnings, warning => warning.Contains("Resume-WmpRun", StringComparison.Ordinal));
        var open = Assert.Single(session.Get("Get-WmpRun -StatePath $state"));
        Assert.Equal(("Running", "ChangeTerm"), (open.Text("State"), open.Text("Step")));
        Assert.Equal(fault == Fault.LoseAnswer, open.Prop("WithoutLicensesSince") is null); // as the portal has it, where it took place

        _portal.Decide = _ => Fault.None;
        var sent = Changes();
        var run = Assert.Single(session.Get("Resume-WmpRun $change.RunId -StatePath $state"));
        Assert.Equal("Completed", run.Text("State"));
        Assert.NotNull(run.Prop("ReportMistakeBy"));
        Assert.Equal(fault == Fault.LoseAnswer ? sent : sent + 1, Changes()); // what the trail has is not sent again
        using var view = PortalView.Of(_portal.Portal.Sandbox);
        Assert.Single(await view.TrailAsync(), entry => (string?)entry["action"] == "TermChanged");
    }

    [Fact]
    public async Task Two_that_go_on_with_one_run_at_once_do_no_step_twice()
    {
        var session = _portal.Session;
        session.Set("state", _folder.Root);
        var names = _portal.Portal.NewPbxs(6);
        session.Get($"$changes = '{string.Join("', '", names)}' | Set-WmpTerm -Term Monthly -Force -StatePath $state -WarningAction SilentlyContinue; $null = $changes | Approve-WmpSandboxRequest -Sandbox $sandbox");
        ModuleSession[] others = [_portal.Portal.Another(), _portal.Portal.Another(), _portal.Portal.Another()];
        var outcomes = await Task.WhenAll(others.Select(other => Task.Run(() =>
        {
            other.Set("state", _folder.Root);
            return other.Run("Resume-WmpRun -All -StatePath $state");
        })));
        Assert.All(outcomes, outcome => Assert.Empty(outcome.ErrorIds));
        using var view = PortalView.Of(_portal.Portal.Sandbox);
        IReadOnlyList<JsonNode> trail = await view.TrailAsync();
        Assert.Equal(names.Order(), trail.Where(entry => (string?)entry["action"] == "TermChanged").Select(entry => (string)entry["subject"]!).Order());
        Assert.All(session.Get("Get-WmpRun -StatePath $state"), run => Assert.Equal("Completed", run.Text("State")));
        foreach (var other in others) other.Dispose();
    }

    public void Dispose()
    {
        _portal.Dispose();
        _folder.Dispose();
    }

    int Changes() => _portal.Proxy.Seen.Count(request => request.Path.EndsWith("/term", StringComparison.Ordinal));
}
