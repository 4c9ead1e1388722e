using System.Management.Automation;

namespace WildixPbx.Tests.Runs;

/// <summary>What is kept of runs: seen, gone on with and removed, also without the shell and the portal they began with.</summary>
public sealed class RunTests(RunSession runs) : IClassFixture<RunSession>
{
    [Fact]
    public void A_PBX_that_is_without_licences_is_seen_with_the_moment_of_the_approval()
    {
        var pbx = runs.Portal.NewPbx();
        var begun = runs.Begin(pbx);
        Assert.Null(Run(begun).Prop("WithoutLicensesSince"));
        runs.Decide(begun);
        var seen = Run(begun);
        Assert.Equal(("Waiting", "Approved"), (seen.Text("State"), seen.Text("RequestState")));
        Assert.Equal(runs.Session.Get($"(Get-WmpRequest {begun.Text("RequestId")}).DecidedOn")[0].BaseObject, seen.Prop("WithoutLicensesSince"));
        var ended = Assert.Single(runs.Session.Get($"Resume-WmpRun {begun.Text("RunId")}"));
        Assert.Equal(("Completed", null, 3, 3), (ended.Text("State"), ended.Prop("WithoutLicensesSince"), ended.Prop("StepsDone"), ended.Prop("StepsTotal")));
    }

    [Fact]
    public void Runs_are_listed_without_a_connection_and_by_every_filter()
    {
        var pbx = runs.Portal.NewPbx();
        var begun = runs.Begin(pbx);
        using var alone = new ModuleSession();
        runs.Use(alone);
        string[] queries =
        [
            $"Get-WmpRun {begun.Text("RunId")}", $"'{begun.Text("RunId")}' | Get-WmpRun", $"Get-WmpRun -Identity {pbx}", $"Get-WmpRun -Pbx {pbx.ToUpperInvariant()}.wildixin.com",
            $"Get-WmpRun -Identity {pbx[..^2]}*", $"Get-WmpRun -Identity {begun.Text("PbxId")}", $"Get-WmpRun -Identity {runs.Session.Get($"Get-WmpPbx {pbx}")[0].Text("Serial")} -State Waiting -Kind Term",
        ];
        Assert.All(queries, query => Assert.Equal(begun.Text("RunId"), Assert.Single(alone.Get(query)).Text("Id")));
        Assert.Empty(alone.Get($"Get-WmpRun -Identity {pbx} -State Completed"));
        Assert.Equal(["WmpNotFound"], alone.Run("Get-WmpRun run_0000").ErrorIds);
        Assert.Equal(["WmpNotFound"], alone.Run("Get-WmpRun ../pbxs").ErrorIds);
        Assert.StartsWith("WmpNotConnected,", alone.End("Resume-WmpRun -All").FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_can_be_piped_to_whatever_acts_on_its_request_or_run()
    {
        var pbx = runs.Portal.NewPbx();
        var output = runs.Session.Get(
            $"$change = Set-WmpTerm {pbx} Monthly -Force; $change | Get-WmpRequest; $change | Get-WmpRun; $change | Approve-WmpSandboxRequest -Sandbox $sandbox; $change | Wait-WmpRequest; Get-WmpRun -Identity {pbx} | Resume-WmpRun");
        Assert.Equal(["Pending", "Waiting", "Approved", "Approved", "Completed"], output.Select(item => item.Text("State")!));
        Assert.Empty(runs.Session.Get($"$same = Set-WmpTerm {pbx} Monthly -Force; $same | Get-WmpRun; $same | Resume-WmpRun; $same | Remove-WmpRun; $same | Wait-WmpRequest"));
    }

    [Fact]
    public void Resume_of_one_that_waits_or_has_ended_is_no_error_and_changes_nothing()
    {
        var begun = runs.Begin(runs.Portal.NewPbx());
        var before = runs.Portal.Mutations();
        Assert.Equal("Waiting", Assert.Single(runs.Session.Get($"Resume-WmpRun {begun.Text("RunId")}")).Text("State"));
        runs.Decide(begun, "Deny");
        Assert.Equal(["WmpRequestDenied"], runs.Session.Run($"Resume-WmpRun {begun.Text("RunId")}").ErrorIds);
        Assert.Equal("Denied", Assert.Single(runs.Session.Get($"Resume-WmpRun {begun.Text("RunId")}")).Text("State"));
        Assert.Equal(before + 1, runs.Portal.Mutations()); // the denial
    }

    [Fact]
    public void All_goes_on_with_all_that_are_open()
    {
        var changes = runs.Portal.NewPbxs(3).Select(name => runs.Begin(name)).ToArray();
        runs.Decide(changes[0]);
        runs.Decide(changes[1], "Deny");
        Assert.Empty(runs.Session.Get("Resume-WmpRun -All -WhatIf"));
        var outcome = runs.Session.Run("Resume-WmpRun -All");
        Assert.Equal(["WmpRequestDenied"], outcome.ErrorIds.Where(id => id != "WmpNotFound"));
        Assert.Equal(["Completed", "Denied", "Waiting"], changes.Select(change => Run(change).Text("State")!));
    }

    [Fact]
    public void An_open_run_is_only_removed_with_Force_which_says_what_stays_undone()
    {
        var pbx = runs.Portal.NewPbx();
        var begun = runs.Begin(pbx);
        var before = runs.Portal.Mutations();
        Assert.Equal(["WmpRunOpen"], runs.Session.Run($"Remove-WmpRun {begun.Text("RunId")}").ErrorIds);
        Assert.Empty(runs.Session.Get($"Remove-WmpRun {begun.Text("RunId")} -Force -WhatIf"));
        var outcome = runs.Session.Run($"Remove-WmpRun {begun.Text("RunId")} -Force -WarningAction Continue");
        Assert.Contains(begun.Text("RequestId")!, Assert.Single(outcome.Warnings), StringComparison.Ordinal);
        Assert.Equal(["WmpNotFound"], runs.Session.Run($"Get-WmpRun {begun.Text("RunId")}").ErrorIds);
        Assert.Equal(before, runs.Portal.Mutations());

        var again = runs.Begin(pbx); // the request is still there, and the new run takes it over
        Assert.Equal(begun.Text("RequestId"), again.Text("RequestId"));
        runs.Decide(again);
        Assert.Empty(runs.Session.Get($"Resume-WmpRun {again.Text("RunId")} | Remove-WmpRun"));
    }

    [Fact]
    public void A_run_of_another_portal_is_refused_and_passed_over_by_All()
    {
        var begun = runs.Begin(runs.Portal.NewPbx());
        runs.Decide(begun);
        using var other = PortalSession.With();
        runs.Use(other.Session);
        var outcome = other.Session.Run($"Resume-WmpRun {begun.Text("RunId")}");
        Assert.Equal(["WmpRunOfOtherPortal"], outcome.ErrorIds);
        Assert.DoesNotContain(other.Session.Get("Resume-WmpRun -All"), run => run.Text("Id") == begun.Text("RunId"));
        Assert.Equal(0, Stands(other));
        Assert.Equal("Completed", Assert.Single(runs.Session.Get($"Resume-WmpRun {begun.Text("RunId")}")).Text("State"));

        static int Stands(PortalSession portal) => portal.Session.Get("Get-WmpPbx").Count;
    }

    [Fact]
    public void No_token_is_in_any_file_of_a_run()
    {
        var begun = runs.Begin(runs.Portal.NewPbx());
        runs.Decide(begun);
        runs.Session.Get($"$null = Resume-WmpRun {begun.Text("RunId")} -Verbose");
        var files = Directory.GetFiles(Path.Combine(runs.StatePath, "runs", begun.Text("RunId")!));
        Assert.Contains(files, file => Path.GetFileName(file) == "transcript.log" && File.ReadAllText(file).Contains("PATCH", StringComparison.Ordinal));
        Assert.All(files, file => Assert.DoesNotContain(runs.Portal.Token, File.ReadAllText(file), StringComparison.Ordinal));
    }

    PSObject Run(PSObject change) => Assert.Single(runs.Session.Get($"Get-WmpRun {change.Text("RunId")}"));
}
