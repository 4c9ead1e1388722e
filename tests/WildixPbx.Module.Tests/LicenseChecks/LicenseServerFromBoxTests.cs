using System.Globalization;
using System.Management.Automation;
using WildixPbx.Tests.Boxes;

namespace WildixPbx.Tests;

/// <summary>Test-WmpLicenseServer -FromBox: a simulated box with OpenSSH's own server, and a stand-in for the license server on this machine.</summary>
public sealed class LicenseServerFromBoxTests(SshSandbox sandbox) : IClassFixture<SshSandbox>, IDisposable
{
    readonly string _programs = Directory.CreateTempSubdirectory("wildixpbx-programs-").FullName;

    ModuleSession Session => sandbox.Session;

    public void Dispose() => Directory.Delete(_programs, recursive: true);

    [Theory]
    [InlineData(0, "Passed")]
    [InlineData(4, "Passed")]
    [InlineData(-10, "Failed")]
    public void A_box_that_reaches_and_trusts_the_server_passes_as_far_as_its_clock_agrees(int minutesAhead, string time)
    {
        using var server = Clock(minutesAhead);
        var box = NewBox($"export SSL_CERT_FILE='{server.Trusted}'");
        var steps = Test(server);
        Assert.Equal(["NameResolution Passed getent", "Connection Passed bash", "Tls Passed curl", $"Time {time} curl"], steps.Select(Line));
        Assert.All(steps, step => Assert.Equal(box.Name, step.Text("From")));
        if (time == "Passed") Assert.Equal(minutesAhead, Math.Round(((TimeSpan)steps[3].Prop("ClockSkew")!).TotalMinutes));
        else Assert.Contains("of the box", steps[3].Text("Action"), StringComparison.Ordinal);
        Assert.Equal(time == "Passed", Session.Get($"$box | Test-WmpLicenseServer -FromBox -Server localhost -Port {server.Port} -Quiet")[0].BaseObject);
    }

    [Fact]
    public void A_certificate_that_the_box_does_not_trust_fails_by_the_word_of_its_own_program()
    {
        using var server = Clock(0);
        NewBox("");
        var steps = Test(server);
        Assert.Equal(["NameResolution Passed getent", "Connection Passed bash", "Tls Failed curl", "Time NotRun "], steps.Select(Line));
        Assert.Contains("self-signed", steps[2].Text("Detail"), StringComparison.Ordinal);
    }

    [Theory] // which program is there, and what each step comes to
    [InlineData("", "NotTold ", "NotTold ", "NotTold ", "NotTold ")]
    [InlineData("openssl", "NotTold ", "NotTold ", "Passed openssl", "Passed openssl")]
    [InlineData("curl", "NotTold ", "Passed curl", "Passed curl", "Passed curl")]
    [InlineData("getent timeout curl openssl", "Passed getent", "Passed curl", "Passed curl", "Passed curl")]
    [InlineData("bash", "NotTold ", "Passed bash", "NotTold ", "NotTold ")]
    public void A_program_that_the_box_lacks_makes_no_step_fail_and_the_one_that_told_is_named(string programs, string name, string connection, string tls, string time)
    {
        using var server = Clock(0);
        NewBox($"export SSL_CERT_FILE='{server.Trusted}'; PATH='{_programs}'");
        foreach (var program in (programs + " date sleep").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            File.CreateSymbolicLink(Path.Combine(_programs, program), new[] { "/usr/bin/", "/bin/" }.Select(folder => folder + program).First(File.Exists));
        Assert.Equal([$"NameResolution {name}", $"Connection {connection}", $"Tls {tls}", $"Time {time}"], Test(server).Select(Line));

        // A step that nobody could tell is none that passed.
        Assert.Equal(new[] { name, connection, tls, time }.All(step => step.StartsWith("Passed", StringComparison.Ordinal)), Session.Get($"$box | Test-WmpLicenseServer -FromBox -Server localhost -Port {server.Port} -Quiet")[0].BaseObject);
    }

    [Fact]
    public void The_step_that_fails_is_said_for_a_name_that_is_none_and_a_port_at_which_nobody_listens()
    {
        NewBox("");
        Assert.Equal(["NameResolution Failed getent", "Connection NotRun ", "Tls NotRun ", "Time NotRun "], Session.Get("$box | Test-WmpLicenseServer -FromBox -Server none-such.invalid").Select(Line));
        var steps = Session.Get("$box | Test-WmpLicenseServer -FromBox -Server 127.0.0.1 -Port 1");
        Assert.Equal(["NameResolution Passed ", "Connection Failed bash", "Tls NotRun ", "Time NotRun "], steps.Select(Line));
        Assert.Contains("refused", steps[1].Text("Detail"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_answers_nothing_is_a_failed_step_in_its_time()
    {
        using var silent = new TinyServer(null);
        NewBox("");
        var steps = Session.Get($"$box | Test-WmpLicenseServer -FromBox -Server 127.0.0.1 -Port {silent.Uri.Port} -Timeout 1");
        Assert.Equal("Tls Failed curl", Line(steps[2]));
        Assert.Contains("1 s", steps[2].Text("Detail"), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_boxes_are_tested_each_for_itself_by_the_server_of_its_version_and_one_that_refuses_the_login_stops_no_other()
    {
        var boxes = sandbox.NewBoxes(3);
        Session.Get("$null = $boxes[0] | Set-WmpSandboxPbx -Sandbox $sandbox -WmsVersion 3.85.1.1; $null = $boxes[1, 2] | Set-WmpSandboxPbx -Sandbox $sandbox -WmsVersion 6.01.1.1");
        var steps = Session.Get("$boxes | Test-WmpLicenseServer -FromBox -Port 1 -Timeout 2");
        Assert.Equal(12, steps.Count);
        Assert.Equal(boxes.Select((box, i) => $"{box.Name} {(i == 0 ? "wmp" : "api")}.wildix.com").Order(), steps.Select(step => $"{step.Text("From")} {step.Text("Server")}").Distinct().Order());

        Assert.Equal(["wmp.wildix.com"], Session.Get("$boxes[1] | Test-WmpLicenseServer -FromBox -Port 1 -Timeout 2 -WmsVersion 3.85").Select(step => step.Text("Server")).Distinct());

        Session.Set("wrong", new PSCredential("admin", SshSandbox.Secret("Canary-Wrong-Password")));
        var row = "[pscustomobject]@{ HostName = '127.0.0.1'; SshPort = $boxes[0].SshPort; HostKeyFingerprint = $boxes[0].SshHostKeyFingerprint }";
        var outcome = Session.Run($"{row} | Test-WmpLicenseServer -FromBox -Port 1 -SshCredential $wrong -KnownHostsPath $known -Quiet");
        Assert.Equal(["WmpPasswordRefused"], outcome.ErrorIds);
        Assert.Equal(false, Assert.Single(outcome.Output).BaseObject);
        Assert.Contains("no PBX could be reached", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", outcome.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory] // what gives the address to the status; it would be lost as PBX.wildixin.com
    [InlineData("$box | Get-LicenseCheckStatus -FromBox")]
    [InlineData("$box | Get-LicenseCheckStatus")]
    [InlineData("$box | Get-LicenseCheckStatus -FromBox | Get-LicenseCheckStatus")] // judged again
    [InlineData("$box | Get-PbxInfo | Get-LicenseCheckStatus")]
    [InlineData("$box | Get-PbxInfo")]
    public void What_came_from_a_box_is_tested_from_that_box_and_logged_in_to_as_it(string command)
    {
        var box = sandbox.NewBox();
        var steps = Session.Get($"{command} | Test-WmpLicenseServer -FromBox -Server 127.0.0.1 -Port 1");
        Assert.Equal(["NameResolution Passed ", "Connection Failed bash", "Tls NotRun ", "Time NotRun "], steps.Select(Line));
        Assert.All(steps, step => Assert.Equal(box.Name, step.Text("From")));
        Assert.Null(Session.Get("$box | Get-LicenseCheckStatus")[0].Prop("HostKeyFingerprint")); // it would be kept for a port that is another one's tomorrow
    }

    [Theory] // a row's way to the PBX, through the status and through a file
    [InlineData("HostName = '127.0.0.1:{0}'")] // a host's own port is this one's
    [InlineData("HostName = '127.0.0.1'; SshPort = '{0}'")]
    [InlineData("Uri = 'https://127.0.0.1:1'; SshPort = '{0}'")] // an address's is its REST interface's
    [InlineData("HostName = '127.0.0.1:1'; SshPort = '{0}'")] // what is given counts before it
    public void A_rows_address_and_port_reach_the_box_through_a_status_too(string way)
    {
        var box = sandbox.NewBox();
        Session.Set("login", new PSCredential("admin", box.Password));
        Session.Set("row", Session.Get($"[pscustomobject]@{{ Name = 'hq'; Platform = 'Virtual'; LastRenewal = '2026-01-01'; {string.Format(CultureInfo.InvariantCulture, way, box.Port)}; HostKeyFingerprint = '{box.Fingerprint}' }}").Single());
        foreach (var input in new[] { "$row", "$row | Get-LicenseCheckStatus", "$s = $row | Get-LicenseCheckStatus; [pscustomobject]@{ Pbx = $s.Pbx; Uri = \"$($s.Uri)\"; HostName = $s.HostName; SshPort = $s.SshPort; HostKeyFingerprint = $s.HostKeyFingerprint; LastRenewal = '' }" })
        {
            Session.Get($"$given = $({input})");
            var steps = Session.Get("$given | Test-WmpLicenseServer -FromBox -Server 127.0.0.1 -Port 1 -SshCredential $login -KnownHostsPath $known");
            Assert.Equal("Connection Failed bash", Line(steps[1]));
            Assert.Equal("hq", steps[0].Text("From"));
        }
    }

    [Fact]
    public void An_address_that_is_none_is_an_error_where_the_box_is_reached_and_is_never_taken_for_its_name()
    {
        var box = sandbox.NewBox();
        Session.Set("login", new PSCredential("admin", box.Password));
        var outcome = Session.Run("[pscustomobject]@{ Name = 'hq'; Uri = 'https://a b'; Platform = 'Virtual'; LastRenewal = '2026-01-01' } | Get-LicenseCheckStatus | Test-WmpLicenseServer -FromBox -Server a -SshCredential $login -KnownHostsPath $known");
        Assert.Equal(["WmpUriInvalid"], outcome.ErrorIds);
        Assert.Contains("a b", outcome.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Test-WmpLicenseServer acme-hq -FromBox -Server a -SshPort x", "WmpValidation")]
    [InlineData("Test-WmpLicenseServer acme-hq -FromBox -Server a", "WmpLoginMissing")]
    [InlineData("Test-WmpLicenseServer acme-hq -FromBox", "WmpNotFound")]
    [InlineData("Test-WmpLicenseServer '' -FromBox -Server a -SshPort 22", "WmpValidation")]
    [InlineData("$box | Test-WmpLicenseServer -FromBox -Server 'a;b'", "WmpValidation")]
    [InlineData("$box | Test-WmpLicenseServer -FromBox -Server \"a'b\"", "WmpValidation")]
    [InlineData("$box | Test-WmpLicenseServer -FromBox -Server a -KnownHostsPath ''", "WmpValidation")]
    [InlineData("$box | Test-WmpLicenseServer -FromBox -Server a -WmsVersion 4.03", "WmpValidation")]
    [InlineData("$box | Test-WmpLicenseServer -FromBox -WmsVersion newest", "WmpValidation")]
    [InlineData("$box | Test-WmpLicenseServer -FromBox -ThrottleLimit 0", "ParameterArgumentValidationError")]
    public void Bad_input_is_a_typed_error(string command, string id)
    {
        NewBox("");
        var outcome = Session.Run($"try {{ {command} }} catch {{ $_.FullyQualifiedErrorId }}");
        Assert.Equal(id, outcome.Errors.Count > 0 ? outcome.ErrorIds.Single() : Assert.Single(outcome.Output).ToString()!.Split(',')[0]);
    }

    /// <summary>A box whose shell begins with some lines.</summary>
    SshBox NewBox(string profile)
    {
        var box = sandbox.NewBox();
        File.WriteAllText(Path.Combine(box.Folder, "home", ".profile"), profile + "\n");
        return box;
    }

    IReadOnlyList<PSObject> Test(LicenseStandIn server) => Session.Get($"$box | Test-WmpLicenseServer -FromBox -Server localhost -Port {server.Port}");

    static LicenseStandIn Clock(int minutesAhead) => new(() => $"HTTP/1.1 200 OK\r\nDate: {DateTimeOffset.UtcNow.AddMinutes(minutesAhead).ToString("r", CultureInfo.InvariantCulture)}\r\nContent-Length: 0\r\n\r\n");

    static string Line(PSObject step) => $"{step.Text("Step")} {step.Text("Outcome")} {step.Text("Tool")}";
}
