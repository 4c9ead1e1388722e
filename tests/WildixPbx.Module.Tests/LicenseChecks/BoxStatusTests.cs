using System.Management.Automation;
using WildixPbx.Tests.Boxes;

namespace WildixPbx.Tests;

/// <summary>The licence check as the PBXs themselves tell it, beside what the portal has.</summary>
public sealed class BoxStatusTests(BoxStatusTests.Boxes boxes) : IClassFixture<BoxStatusTests.Boxes>
{
    readonly ModuleSession _session = boxes.Portal.Session;

    [Fact]
    public void A_box_that_tells_what_the_portal_has_agrees_and_its_own_renewal_is_what_is_judged()
    {
        boxes.Tell("@{}");
        var status = Assert.Single(_session.Get("$a | Get-LicenseCheckStatus -FromBox"));
        Assert.Equal(("Ok", "Told", "Box", ""), (status.Text("State"), status.Text("BoxAnswer"), status.Text("Source"), status.Text("Disagreement")));
        Assert.Empty((IEnumerable<string>)status.Prop("Disagrees")!);
        Assert.Equal(("7.10.61000.1", "PerUser", "Virtual"), (status.Text("BoxWmsVersion"), status.Text("BoxLicensing"), status.Text("BoxPlatform")));
        Assert.Equal(status.Prop("LastRenewal"), status.Prop("BoxLastRenewal"));
        Assert.Equal(status.Text("Serial"), status.Text("BoxSerial"));
        Assert.Equal("Nothing.", status.Text("Action"));
    }

    [Theory] // hand-written: the portal has a renewal of 5 hours ago, Per User, Virtual, 7.10.61000.1
    [InlineData("@{ lastRenewal = $now.AddDays(-20) }", "EmergencyOnly", "Box", "LastRenewal,State")]
    [InlineData("@{ lastRenewal = $now.AddDays(-3) }", "Grace", "Box", "LastRenewal,State")]
    [InlineData("@{ lastRenewal = $now.AddHours(-8) }", "Ok", "Box", "LastRenewal")]
    [InlineData("@{ lastRenewal = $now.AddHours(-5.5) }", "Ok", "Box", "")] // two records of one renewal
    [InlineData("@{ lastRenewal = $now.AddDays(-20).ToUnixTimeSeconds() }", "EmergencyOnly", "Box", "LastRenewal,State")]
    [InlineData("@{ lastRenewal = $now.AddDays(-20).ToUnixTimeMilliseconds() }", "EmergencyOnly", "Box", "LastRenewal,State")]
    [InlineData("@{ lastRenewal = $now.AddDays(-20).ToString('yyyy-MM-dd HH:mm:ss') }", "EmergencyOnly", "Box", "LastRenewal,State")]
    [InlineData("@{ lastRenewal = $now.AddDays(20) }", "Ok", "Portal", "LastRenewal")] // a clock that is wrong
    [InlineData("@{ lastRenewal = '' }", "Ok", "Portal", "", "ToldNoRenewal")]
    [InlineData("@{ lastRenewal = '0' }", "Ok", "Portal", "LastRenewal,State")] // it never renewed, by its own word
    [InlineData("@{ lastRenewal = 'Never' }", "Ok", "Portal", "LastRenewal,State")]
    [InlineData("@{ lastRenewal = '1970-01-01 00:00:00' }", "Ok", "Portal", "LastRenewal,State")]
    [InlineData("@{ lastRenewal = '0000-00-00 00:00:00' }", "Ok", "Portal", "LastRenewal,State")]
    [InlineData("@{ lastRenewal = 'yesterday' }", "Ok", "Portal", "", "ToldNoRenewal")]
    [InlineData("@{ lastRenewal = '11/12/2026' }", "Ok", "Portal", "", "ToldNoRenewal")]
    [InlineData("@{ version = '6.06.1.1' }", "Ok", "Box", "WmsVersion")]
    [InlineData("@{ version = '' }", "Ok", "Box", "")]
    [InlineData("@{ licensing = 'per_service' }", "Ok", "Box", "Licensing")]
    [InlineData("@{ licensing = 'mixed' }", "Ok", "Box", "")] // no word that is known
    [InlineData("@{ platform = 'Hardware' }", "Ok", "Box", "Platform")]
    [InlineData("@{ serial = 'ffff00000001'; lastRenewal = $now.AddDays(-20); version = '6.06.1.1' }", "Ok", "Portal", "Serial")] // another box
    public void What_a_box_says_otherwise_is_named_and_what_counts_is_as_the_help_says(string tells, string state, string source, string disagrees, string answer = "Told")
    {
        boxes.Tell(tells);
        var status = Assert.Single(_session.Get("$a | Get-LicenseCheckStatus -FromBox"));
        Assert.Equal((state, source, answer), (status.Text("State"), status.Text("Source"), status.Text("BoxAnswer")));
        Assert.Equal(disagrees, string.Join(",", (IEnumerable<string>)status.Prop("Disagrees")!));
        foreach (var word in disagrees.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.Contains($"{word} ", status.Text("Disagreement"), StringComparison.Ordinal);
            Assert.Contains($"{word} ", status.Text("Action"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("@{ version = 'latest' }", "its answer has no WMS version ('latest') that can be read.")]
    [InlineData("@{ platform = 'Boat' }", "its answer has no platform ('Boat') that can be read.")]
    [InlineData("@{ platform = 'WPBX-VM/HW' }", null)]
    public void What_a_box_says_and_nobody_can_read_is_said(string tells, string? problem)
    {
        boxes.Tell(tells);
        var status = Assert.Single(_session.Get("$a | Get-LicenseCheckStatus -FromBox"));
        Assert.Equal(("Ok", "Told", problem), (status.Text("State"), status.Text("BoxAnswer"), status.Text("BoxProblem")));
    }

    [Fact]
    public void A_renewal_after_a_moment_of_the_past_is_no_wrong_clock()
    {
        boxes.Tell("@{}");
        foreach (var asked in new[] { "", "-FromBox" })
        {
            var status = Assert.Single(_session.Get($"$a | Get-LicenseCheckStatus {asked} -AsOf $now.AddDays(-1)"));
            Assert.Equal(("Unknown", "", ""), (status.Text("State"), status.Text("Findings"), status.Text("Disagreement")));
            Assert.StartsWith("Judge a later moment: it renewed after this one", status.Text("Action"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_not_known_is_passed_on_as_the_box_words_it_and_found_under_other_names_by_a_field_map()
    {
        boxes.Tell("@{ state = 'half blocked'; colour = 'red'; lastRenewal = ''; lastSeen = $now.AddDays(-20) }");
        var status = Assert.Single(_session.Get("$a | Get-LicenseCheckStatus -FromBox"));
        Assert.Equal(("half blocked", "Ok"), (status.Text("BoxState"), status.Text("State")));
        Assert.Equal("red", _session.Get("($a | Get-LicenseCheckStatus -FromBox).BoxLicense.colour")[0].BaseObject);
        var map = Path.Combine(Path.GetTempPath(), $"wildixpbx-map-{Guid.NewGuid():N}.json");
        File.WriteAllText(map, """{ "lastRenewal": ["lastSeen"] }""");
        try { Assert.Equal("EmergencyOnly", Assert.Single(_session.Get($"$a | Get-LicenseCheckStatus -FromBox -FieldMap '{map}'")).Text("State")); }
        finally { File.Delete(map); }
    }

    [Fact]
    public void A_box_that_hangs_or_refuses_is_one_typed_error_and_is_judged_by_the_portal_and_the_others_answer()
    {
        boxes.Tell("@{}");
        _session.Get("$null = $b | Start-WmpSandboxPbx -Behavior Hang; $null = $c | Start-WmpSandboxPbx -Behavior ServerError");
        var outcome = _session.Run("$b, $a, $c | Get-LicenseCheckStatus -FromBox -TimeoutSec 1 -MaximumRetryCount 0");
        _session.Get("$null = $b, $c | Start-WmpSandboxPbx -Behavior @()");
        Assert.Null(outcome.Failure);
        Assert.Equal(["WmpPbxFailed", "WmpTimeout"], outcome.ErrorIds.Order());
        Assert.Contains(outcome.Errors, error => error.ErrorDetails.Message.StartsWith("Input 1: ", StringComparison.Ordinal) && error.FullyQualifiedErrorId.StartsWith("WmpTimeout", StringComparison.Ordinal));
        var answers = outcome.Output.ToDictionary(status => status.Text("Pbx")!);
        Assert.Equal(("Told", "NotTold", "NotTold"), (answers[boxes.Names[0]].Text("BoxAnswer"), answers[boxes.Names[1]].Text("BoxAnswer"), answers[boxes.Names[2]].Text("BoxAnswer")));
        var silent = answers[boxes.Names[1]];
        Assert.Equal(("Ok", "Portal"), (silent.Text("State"), silent.Text("Source")));
        Assert.Contains("did not answer within 1 s", silent.Text("BoxProblem"), StringComparison.Ordinal);
        Assert.Contains("did not answer", silent.Text("Action"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$a | Get-LicenseCheckStatus -FromBox -Token $b.Token", "WmpAuthenticationFailed")]
    [InlineData("$a | Get-LicenseCheckStatus -FromBox -CertificateFingerprint $b.CertificateFingerprint", "WmpCertificateRejected")]
    [InlineData("$a | Get-LicenseCheckStatus -FromBox -CertificateFingerprint ab", "WmpFingerprintInvalid")]
    [InlineData("Get-LicenseCheckStatus http://192.0.2.1 -FromBox -Token $a.Token", "WmpInsecureTransport")]
    [InlineData("[pscustomobject]@{ Name = 'x'; LastRenewal = ''; Uri = 'not a host' } | Get-LicenseCheckStatus -FromBox", "WmpUriInvalid")]
    [InlineData("[pscustomobject]@{ Serial = 'x'; LastRenewal = '' } | Get-LicenseCheckStatus -FromBox", "WmpValidation")]
    [InlineData("[pscustomobject]@{ Uri = \"$($a.Uri)\"; LastRenewal = ''; TokenFile = '/no/such/file' } | Get-LicenseCheckStatus -FromBox", "WmpTokenFileUnreadable")]
    public void A_box_that_can_not_be_asked_is_an_error_and_has_a_status_all_the_same(string command, string id)
    {
        var outcome = _session.Run(command + " -MaximumRetryCount 0");
        Assert.Equal([id], outcome.ErrorIds);
        Assert.Equal("NotTold", Assert.Single(outcome.Output).Text("BoxAnswer"));
    }

    [Theory]
    [InlineData("Get-LicenseCheckStatus x -Token $a.Token", "WmpValidation")]
    [InlineData("$a | Get-LicenseCheckStatus -FieldMap x", "WmpValidation")]
    [InlineData("$a | Get-LicenseCheckStatus -SkipCertificateCheck", "WmpValidation")]
    [InlineData("$a | Get-LicenseCheckStatus -FromBox -Token $a.Token -TokenFile x", "WmpValidation")]
    [InlineData("$a | Get-LicenseCheckStatus -FromBox -S2SApplicationId x", "WmpValidation")]
    [InlineData("$a | Get-LicenseCheckStatus -FromBox -FieldMap /no/such/file.json", "WmpFieldMapInvalid")]
    [InlineData("$a | Get-LicenseCheckStatus -FromBox -TokenFile ' '", null)] // a cell may be blank
    [InlineData("'none-such' | Get-LicenseCheckStatus -FromBox", "WmpNotFound")]
    public void A_login_without_FromBox_and_half_of_one_is_refused(string command, string? id)
    {
        boxes.Tell("@{}");
        var outcome = _session.Run($"try {{ {command} }} catch {{ $_.FullyQualifiedErrorId }}");
        if (id is null) Assert.Empty(outcome.ErrorIds);
        else Assert.Equal(id, outcome.Errors.Count > 0 ? outcome.ErrorIds.Single() : Assert.Single(outcome.Output).ToString()!.Split(',')[0]);
    }

    [Fact]
    public void What_has_no_effect_without_FromBox_is_warned_of_since_it_may_be_a_preset_default()
        => Assert.Contains("-TimeoutSec has no effect", Assert.Single(_session.Run("$a | Get-LicenseCheckStatus -TimeoutSec 3").Warnings), StringComparison.Ordinal);

    [Fact]
    public void A_row_that_names_its_PBX_is_looked_up_at_the_portal_and_asked_where_it_says()
    {
        boxes.Tell("@{ lastRenewal = $now.AddDays(-20) }");
        var status = Assert.Single(_session.Get($"[pscustomobject]@{{ Name = '{boxes.Names[0]}'; Uri = $a.Uri; CertificateFingerprint = $a.CertificateFingerprint; TokenFile = '{boxes.TokenFile}' }} | Get-LicenseCheckStatus -FromBox"));
        Assert.Equal(("EmergencyOnly", PortalSession.Customer, "Told"), (status.Text("State"), status.Text("Customer"), status.Text("BoxAnswer")));
    }

    [Fact]
    public void A_row_that_the_portal_does_not_know_is_asked_where_it_says()
    {
        boxes.Tell("@{ lastRenewal = $now.AddDays(-20) }");
        var row = $"[pscustomobject]@{{ Name = 'of-nobody'; Uri = $a.Uri; CertificateFingerprint = $a.CertificateFingerprint; TokenFile = '{boxes.TokenFile}' }}";
        var status = Assert.Single(_session.Get(row + " | Get-LicenseCheckStatus -FromBox"));
        Assert.Equal(("of-nobody", "EmergencyOnly", "Box"), (status.Text("Pbx"), status.Text("State"), status.Text("Source")));
        Assert.Equal(["WmpNotFound"], _session.Run(row + " | Get-LicenseCheckStatus").ErrorIds); // without asking there is nothing to judge
    }

    [Fact]
    public void Without_a_portal_the_box_fills_in_what_the_row_leaves_out()
    {
        boxes.Tell("@{}");
        using var session = new ModuleSession();
        session.Set("a", _session.Get("$a")[0]);
        var row = $"[pscustomobject]@{{ HostName = \"127.0.0.1:$($a.Uri.Port)\"; CertificateFingerprint = $a.CertificateFingerprint; TokenFile = '{boxes.TokenFile}'; Platform = 'Virtual' }}";
        var outcome = session.Run(row + " | Get-LicenseCheckStatus -FromBox");
        Assert.Empty(outcome.Errors.Select(error => error.ToString()));
        Assert.Empty(outcome.Warnings);
        var status = Assert.Single(outcome.Output);
        Assert.Equal(("Ok", "PerUser", "7.10.61000.1", "api.wildix.com", "Box"), (status.Text("State"), status.Text("Licensing"), status.Text("WmsVersion"), status.Text("LicenseServer"), status.Text("Source")));
        Assert.NotNull(status.Text("Serial"));
        Assert.Equal((session.Get("$a.Uri")[0].BaseObject, null), (status.Prop("Uri"), status.Prop("HostName"))); // where it was asked, whose port is not that of SSH
        Assert.Empty((IEnumerable<string>)status.Prop("Disagrees")!); // a blank cell says nothing

        var other = Assert.Single(session.Get($"[pscustomobject]@{{ Uri = $a.Uri; CertificateFingerprint = $a.CertificateFingerprint; TokenFile = '{boxes.TokenFile}'; WmsVersion = '4.03.1.1'; LastRenewal = '2026-01-05' }} | Get-LicenseCheckStatus -FromBox"));
        Assert.Equal("WmsVersion,LastRenewal,State", string.Join(",", (IEnumerable<string>)other.Prop("Disagrees")!));
        Assert.Contains("in the row", other.Text("Disagreement"), StringComparison.Ordinal);
        Assert.Equal("Ok", Assert.Single(session.Get("$a | Get-PbxInfo | Get-LicenseCheckStatus")).Text("State")); // and what a box said before is judged without asking again
    }

    [Fact]
    public void A_result_that_is_judged_again_keeps_what_the_box_said()
    {
        boxes.Tell("@{ lastRenewal = $now.AddDays(-3) }");
        var later = Assert.Single(_session.Get("$a | Get-LicenseCheckStatus -FromBox | Get-LicenseCheckStatus -AsOf $now.AddDays(30)"));
        Assert.Equal(("EmergencyOnly", "Told", "LastRenewal,State"), (later.Text("State"), later.Text("BoxAnswer"), string.Join(",", (IEnumerable<string>)later.Prop("Disagrees")!)));
    }

    [Fact]
    public void The_whole_estate_is_asked_by_name_except_what_need_not_renew_and_a_filter_is_about_what_counts()
    {
        boxes.Tell("@{ lastRenewal = $now.AddDays(-20) }");
        var cloud = boxes.Portal.NewPbx("-Platform Cloud -Region ((Get-WmpRegion)[0].Name) -Term Monthly -UcEssential 1");
        var ports = _session.Get("$a, $b").ToDictionary(box => box.Text("Pbx") + ".wildixin.com", box => ((Uri)box.Prop("Uri")!).Port);
        using var proxy = new EstateProxy(ports);
        _session.Set("proxy", proxy.Uri);
        const string Ask = "Get-LicenseCheckStatus -FromBox -Token $a.CompanyKey -SkipCertificateCheck -Proxy $proxy -MaximumRetryCount 0";
        var outcome = _session.Run(Ask);
        var statuses = outcome.Output.ToDictionary(status => status.Text("Pbx")!);
        Assert.Equal([.. boxes.Names, cloud], statuses.Keys.Order(Comparer<string>.Create((x, y) => Order(x).CompareTo(Order(y)))));
        Assert.Equal(("EmergencyOnly", "Told", "NotTold", "NotAsked"), (statuses[boxes.Names[0]].Text("State"), statuses[boxes.Names[1]].Text("BoxAnswer"), statuses[boxes.Names[2]].Text("BoxAnswer"), statuses[cloud].Text("BoxAnswer")));
        Assert.Equal(boxes.Names.Select(name => name + ".wildixin.com").Order(), proxy.Asked.Order());
        Assert.Equal(boxes.Names[2], ((PSObject)PSObject.AsPSObject(outcome.Error.TargetObject)).Text("Name")); // the PBX that it is about

        // The portal has all of them as Ok.
        Assert.Equal([boxes.Names[0]], _session.Run(Ask + " -State EmergencyOnly").Output.Select(status => status.Text("Pbx")));
        Assert.Equal([boxes.Names[0]], _session.Run(Ask + " -MinimumDays 5").Output.Select(status => status.Text("Pbx")));

        int Order(string name) => name == cloud ? int.MaxValue : Array.IndexOf(boxes.Names, name);
    }

    /// <summary>Three PBXs that renewed 5 hours ago, whose simulators are up as $a, $b and $c.</summary>
    public sealed class Boxes : IDisposable
    {
        public Boxes()
        {
            Names = Portal.NewPbxs(3, "-Platform Virtual -Term Yearly -UcEssential 1");
            BoxSession.SayWhichSandbox(Portal);
            var session = Portal.Session;
            session.Set("names", Names);
            session.Get("$now = (Get-WmpSandbox $sandbox.Name).Now; if (-not $now) { $now = [DateTimeOffset]::UtcNow }; $null = $names | Set-WmpSandboxPbx -Sandbox $sandbox -Activated True -Online False -LastRenewal $now.AddHours(-5)");
            session.Get("$null = $names[0] | Set-WmpSandboxPbx -Sandbox $sandbox -WmsVersion 7.10.61000.1; $null = $names[1, 2] | Set-WmpSandboxPbx -Sandbox $sandbox -WmsVersion 7.10.1.1; $a, $b, $c = $names | Start-WmpSandboxPbx");
            TokenFile = Path.Combine(Path.GetTempPath(), $"wildixpbx-token-{Guid.NewGuid():N}");
            File.WriteAllText(TokenFile, SshSandbox.Plain(session.Get("$a")[0].Prop("Token")));
        }

        public PortalSession Portal { get; } = new();

        public string[] Names { get; }

        public string TokenFile { get; }

        /// <summary>Has the first box tell something else than the portal has.</summary>
        public void Tell(string tells) => Portal.Session.Get($"$null = $a | Start-WmpSandboxPbx -Tells {tells}");

        public void Dispose()
        {
            Portal.Dispose();
            File.Delete(TokenFile);
        }
    }
}
