namespace WildixPbx.Tests.Runs;

/// <summary>Changes of term where the portal is another one in the end than it was in the beginning.</summary>
public sealed class TermTroubleTests
{
    [Fact]
    public void A_fee_that_rose_above_the_maximum_meanwhile_puts_the_old_counts_back_also_at_another_port()
    {
        using var portal = new LastingPortal();
        portal.Session.Get("$change = Set-WmpTerm rossi-1 Monthly -MaximumFee 100 -Force; $null = $change | Approve-WmpSandboxRequest -Sandbox $sandbox");
        var prices = Path.Combine(portal.StatePath, "prices.json");
        File.WriteAllText(prices, File.ReadAllText(Path.Combine(Path.GetDirectoryName(Repository.Manifest)!, "sandbox", "prices.json"))
            .Replace("\"Monthly\": ", "\"Monthly\": 1000", StringComparison.Ordinal));
        portal.Restart($"-PriceListPath '{prices}'");
        var outcome = portal.Session.Run("Resume-WmpRun $change.RunId");
        Assert.Equal(["WmpRunReverted"], outcome.ErrorIds);
        Assert.Contains("above the maximum of 100.00 EUR", outcome.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal("Yearly: UC-Essential 10", portal.Stand("rossi-1"));
        Assert.Equal(("Reverted", "FeeAboveMaximum"), (outcome.Output[0].Text("State"), outcome.Output[0].Text("ErrorId")));
    }

    [Fact]
    public void A_second_licensed_PBX_of_the_customer_is_known_before_the_counts_go_to_zero()
    {
        // Two of one customer only have licences where the second got them before these rules held.
        using var portal = new LastingPortal();
        portal.Restart("-RuleSet 2022-04");
        Assert.Equal(["OneLicensedPbxPerCustomer"], portal.Session.Run("Set-WmpTerm rossi-1 Monthly -Force").ErrorIds);
        Assert.Empty(portal.Session.Get("Get-WmpRun; Get-WmpRequest"));
    }

    [Fact]
    public void A_PBX_whose_counts_can_not_be_put_back_stays_in_sight_until_they_are()
    {
        using var runs = RunSession.With("-RuleSet 2022-04");
        var pbx = runs.Portal.NewPbx();
        var begun = runs.Begin(pbx);
        runs.Decide(begun);
        var other = runs.Portal.NewPbx("-Platform Virtual -Term Monthly -UcEssential 1"); // the customer's one licensed PBX now
        var outcome = runs.Session.Run($"Set-WmpTerm {pbx} Monthly -Force");
        Assert.Equal(["WmpPbxWithoutLicenses"], outcome.ErrorIds);
        Assert.Contains(pbx, outcome.Error.ToString(), StringComparison.Ordinal);
        var seen = Assert.Single(runs.Session.Get("Get-WmpRun -State NeedsAttention"));
        Assert.Equal((pbx, true, "OneLicensedPbxPerCustomer"), (seen.Text("Pbx"), seen.Prop("IsOpen"), seen.Text("ErrorId")));
        Assert.NotNull(seen.Prop("WithoutLicensesSince"));
        Assert.Equal(["WmpPbxWithoutLicenses"], runs.Session.Run($"Resume-WmpRun {begun.Text("RunId")}").ErrorIds);

        runs.Session.Get($"$null = Set-WmpLicense {other} -UcEssential 0 -Force | Approve-WmpSandboxRequest -Sandbox $sandbox");
        Assert.Contains("the same Set-WmpTerm again tries Monthly first", seen.Text("NextAction"), StringComparison.Ordinal);
        outcome = runs.Session.Run($"Resume-WmpRun {begun.Text("RunId")}");
        Assert.Equal(["WmpRunReverted"], outcome.ErrorIds);
        Assert.Equal("Yearly: UC-Essential 10", runs.Stand(pbx));
        Assert.Empty(runs.Session.Get("Get-WmpRun -State NeedsAttention"));
    }

    [Fact]
    public void A_term_that_nothing_stands_against_any_more_is_tried_again_by_the_same_command()
    {
        using var runs = RunSession.With("-RuleSet 2022-04");
        var pbx = runs.Portal.NewPbx();
        var begun = runs.Begin(pbx);
        runs.Decide(begun);
        var other = runs.Portal.NewPbx("-Platform Virtual -Term Monthly -UcEssential 1");
        Assert.Equal(["WmpPbxWithoutLicenses"], runs.Session.Run($"Set-WmpTerm {pbx} Monthly -Force").ErrorIds);
        runs.Session.Get($"$null = Set-WmpLicense {other} -UcEssential 0 -Force | Approve-WmpSandboxRequest -Sandbox $sandbox");
        var ended = runs.Begin(pbx);
        Assert.Equal((begun.Text("RunId"), "Completed"), (ended.Text("RunId"), ended.Text("State")));
        Assert.Equal("Monthly: UC-Essential 10", runs.Stand(pbx));
    }

    [Fact]
    public void A_PBX_that_somebody_has_given_the_term_at_the_portal_passes_for_put_back_no_more()
    {
        using var runs = RunSession.With("-RuleSet 2022-04");
        var pbx = runs.Portal.NewPbx();
        var begun = runs.Begin(pbx);
        runs.Decide(begun);
        var other = runs.Portal.NewPbx("-Platform Virtual -Term Monthly -UcEssential 1");
        Assert.Equal(["WmpPbxWithoutLicenses"], runs.Session.Run($"Resume-WmpRun {begun.Text("RunId")}").ErrorIds);
        runs.Session.Get($"$null = Set-WmpLicense {other} -UcEssential 0 -Force | Approve-WmpSandboxRequest -Sandbox $sandbox");
        runs.Session.Get($"$null = Set-WmpTerm {pbx} Monthly -UcEssential 10 -Force -StatePath \"$state/elsewhere\"");
        var ended = Assert.Single(runs.Session.Get($"Resume-WmpRun {begun.Text("RunId")}"));
        Assert.Equal(("Completed", "ChangeTerm", null), (ended.Text("State"), ended.Text("Step"), ended.Text("ErrorId")));
        Assert.Equal("Monthly: UC-Essential 10", runs.Stand(pbx));
    }

    /// <summary>A sandbox that keeps its data when it is started again, with two PBXs of one customer.</summary>
    sealed class LastingPortal : IDisposable
    {
        public LastingPortal()
        {
            Session.Set("state", StatePath);
            Session.Get("$global:PSDefaultParameterValues = @{ '*-WmpRun:StatePath' = $state; 'Set-WmpTerm:StatePath' = $state; 'Start-WmpSandbox:StatePath' = $state }; $global:WarningPreference = 'SilentlyContinue'");
            Start("");
            Session.Get("$null = New-WmpCustomer 'Rossi S.p.A.'; $null = Add-WmpContact 'Rossi S.p.A.' -Name IT -Email it@rossi.example.com");
            Session.Get("$null = 'rossi-1', 'rossi-2' | ForEach-Object { New-WmpPbx $_ -Customer 'Rossi S.p.A.' -Platform Virtual -Term Yearly -UcEssential 10 -Force }");
        }

        public ModuleSession Session { get; } = new();

        public string StatePath { get; } = Directory.CreateTempSubdirectory("wildix-runs-").FullName;

        public void Restart(string parameters)
        {
            Session.Get("$sandbox | Stop-WmpSandbox");
            Start(parameters);
        }

        public string Stand(string pbx)
        {
            var one = Session.Get($"Get-WmpPbx {pbx}")[0];
            return $"{one.Prop("Term")}: {RunSession.Counts(one.Prop("Licenses"))}";
        }

        public void Dispose()
        {
            Session.Run("$sandbox | Stop-WmpSandbox");
            Session.Dispose();
            Directory.Delete(StatePath, recursive: true);
        }

        void Start(string parameters) => Session.Get($"$sandbox = Start-WmpSandbox l{Path.GetFileName(StatePath)} {parameters}; $null = $sandbox | Connect-Wmp");
    }
}
