using System.Globalization;

namespace WildixPbx.Tests;

/// <summary>Test-WmpLicenseServer, against servers on this machine. Where they are to be trusted, in a process that trusts their certificate.</summary>
public sealed class LicenseServerTests
{
    [Theory]
    [InlineData(0, "Passed")]
    [InlineData(4, "Passed")]
    [InlineData(-4, "Passed")]
    [InlineData(10, "Failed")]
    [InlineData(-600, "Failed")]
    public async Task A_server_that_is_reached_and_trusted_passes_as_far_as_its_clock_agrees(int minutesAhead, string time)
    {
        using var server = new LicenseStandIn(() => $"HTTP/1.1 200 OK\r\nDate: {DateTimeOffset.UtcNow.AddMinutes(minutesAhead).ToString("r", CultureInfo.InvariantCulture)}\r\n\r\n");
        var lines = await server.TestAsync("| ForEach-Object { \"$($_.Step) $($_.Outcome) $([int]$_.ClockSkew.TotalMinutes)\" }");
        Assert.Equal(["NameResolution Passed", "Connection Passed", "Tls Passed"], lines.Take(3).Select(line => line[..line.LastIndexOf(' ')]));
        Assert.StartsWith($"Time {time}", lines[3], StringComparison.Ordinal);
        if (time == "Passed") Assert.Equal($"Time Passed {minutesAhead}", lines[3]);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("220 this is no web server\r\n")]
    [InlineData("")]
    public async Task A_server_that_does_not_tell_its_time_passes_and_it_is_said_that_nothing_was_measured(string answer)
    {
        using var server = new LicenseStandIn(() => answer);
        var line = (await server.TestAsync("| Select-Object -Last 1 | ForEach-Object { \"$($_.Outcome) [$($_.ClockSkew)] $($_.Detail)\" }")).Single();
        Assert.StartsWith("Passed [] ", line, StringComparison.Ordinal);
        Assert.Contains("the skew was not measured", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quiet_is_true_only_where_every_step_passes()
    {
        using var server = new LicenseStandIn(() => "");
        Assert.Equal("True", (await server.TestAsync("-Quiet")).Single());
        using var session = new ModuleSession();
        Assert.Equal(false, Assert.Single(session.Get($"Test-WmpLicenseServer -Server localhost -Port {server.Port} -Quiet")).BaseObject); // which does not trust it
    }

    [Fact]
    public void A_certificate_that_is_not_trusted_is_a_failed_step_and_no_error()
    {
        using var server = new LicenseStandIn(() => "");
        using var session = new ModuleSession();
        var steps = session.Get($"Test-WmpLicenseServer -Server localhost -Port {server.Port}");
        Assert.Equal(["Passed", "Passed", "Failed", "NotRun"], steps.Select(step => step.Text("Outcome")));
        Assert.Equal("Tls", steps.Single(step => step.Text("Outcome") == "Failed").Text("Step"));
        Assert.All(steps, step => Assert.Equal(("localhost", server.Port), (step.Text("Server"), step.Prop("Port"))));
    }

    [Theory] // nobody listens on port 1, and the names are not even looked up where there is no DNS: only which host was chosen counts
    [InlineData("Test-WmpLicenseServer -WmsVersion 3.85", "wmp.wildix.com")]
    [InlineData("Test-WmpLicenseServer -WmsVersion 3.86", "api.wildix.com")]
    [InlineData("Test-WmpLicenseServer", "wmp.wildix.com,api.wildix.com")]
    [InlineData("[pscustomobject]@{ Name = 'a'; Platform = 'Virtual'; WmsVersion = '3.84.1.1' } | Test-WmpLicenseServer", "wmp.wildix.com")]
    [InlineData("[pscustomobject]@{ Name = 'a'; Platform = 'Virtual'; WmsVersion = '' } | Test-WmpLicenseServer", "wmp.wildix.com,api.wildix.com")]
    [InlineData("@([pscustomobject]@{ Name = 'a'; WmsVersion = '7.01' }, [pscustomobject]@{ Name = 'b'; WmsVersion = '5.00' }) | Test-WmpLicenseServer", "api.wildix.com")]
    [InlineData("[pscustomobject]@{ Name = 'a'; Platform = 'Virtual'; Licensing = 'PerUser'; LastRenewal = ''; WmsVersion = '4.03' } | Get-LicenseCheckStatus | Test-WmpLicenseServer", "api.wildix.com")]
    public void The_version_of_WMS_chooses_the_server_and_each_is_tested_once(string command, string servers)
    {
        using var session = new ModuleSession();
        Assert.Equal(servers.Split(','), session.Get($"{command} -Port 1 -Timeout 0.5").Select(step => step.Text("Server")).Distinct());
    }

    [Fact]
    public void A_Cloud_PBX_has_no_license_server_to_test()
    {
        using var session = new ModuleSession();
        var outcome = session.Run("[pscustomobject]@{ Name = 'a'; Platform = 'Cloud'; WmsVersion = '7.01' } | Test-WmpLicenseServer");
        Assert.Empty(outcome.Output);
        Assert.Contains("need not renew", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Theory] // a script that asks whether the way is free must not be told so when nobody looked
    [InlineData("Test-WmpLicenseServer -WmsVersion newest -Quiet", "the errors say why")]
    [InlineData("'lakeside-main' | Test-WmpLicenseServer -Quiet", "the errors say why")]
    [InlineData("[pscustomobject]@{ Colour = 'red' } | Test-WmpLicenseServer -Quiet", "the errors say why")]
    [InlineData("@() | Test-WmpLicenseServer -Quiet", "there was no input")]
    [InlineData("[pscustomobject]@{ Name = 'a'; Platform = 'Cloud' } | Test-WmpLicenseServer -Quiet", "need not renew")]
    [InlineData("@([pscustomobject]@{ Name = 'a'; Platform = 'Cloud' }, 'lakeside-main') | Test-WmpLicenseServer -Quiet", "some inputs")]
    public void Quiet_is_false_where_nothing_was_tested_and_the_warning_says_why(string command, string why)
    {
        using var session = new ModuleSession();
        var outcome = session.Run(command);
        Assert.Equal(false, Assert.Single(outcome.Output).BaseObject);
        Assert.Contains(why, Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-WmsVersion newest", "WmpValidation")]
    [InlineData("-Timeout 0", "WmpValidation")]
    [InlineData("-Server ' '", "WmpValidation")]
    [InlineData("-Server https://api.wildix.com", "WmpValidation")]
    [InlineData("-Server api.wildix.com:443", "WmpValidation")]
    [InlineData("-Server 'api.wildix.com wmp.wildix.com'", "WmpValidation")]
    [InlineData("-Server localhost, api.wildix.com/", "WmpValidation")]
    [InlineData("lakeside-main", "WmpNotConnected")]
    public void What_makes_no_sense_is_a_typed_error(string parameters, string id)
    {
        using var session = new ModuleSession();
        var outcome = session.Run($"Test-WmpLicenseServer {parameters}");
        Assert.StartsWith(id + ",", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
