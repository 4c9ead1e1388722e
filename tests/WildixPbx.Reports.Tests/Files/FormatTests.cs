using System.Text.Json;
using System.Xml.Linq;

namespace WildixPbx.Tests.Files;

/// <summary>What each format says of one PBX in each state.</summary>
public sealed class FormatTests : IDisposable
{
    readonly Statuses _statuses = new();

    [Fact]
    public void A_CSV_that_lost_a_column_or_changed_how_it_writes_a_value_is_found()
    {
        var lines = _statuses.Export("New-Estate", "r.csv").Split("\r\n");
        Assert.Equal("Customer,Pbx,PbxId,Serial,Platform,Model,Licensing,WmsVersion,LicenseServer,LastRenewal,DaysSince,State,DaysLeft,EmergencyOn,ExpiresOn,Term,Action,Findings,AsOf,Source,BoxAnswer,BoxProblem,BoxSerial,BoxPlatform,BoxLicensing,BoxWmsVersion,BoxState,BoxLastRenewal,Disagrees,Disagreement", lines[0]);
        Assert.Equal("Rossi S.p.A.,rossi-milano,pbx_rossi-milano,S-rossi-milano,Virtual,WPBX-VM/HW,PerUser,4.03.44693.48,api.wildix.com,2026-11-24T02:00:00Z,0,Ok,14,2026-12-08T02:00:00Z,2027-03-04T07:00:00Z,Yearly,Nothing.,,2026-11-24T07:00:00Z,Portal,,,,,,,,,,", lines[1]);
        Assert.Contains(",wmp.wildix.com,2026-11-20T03:00:00Z,4,Grace,10,2026-12-04T03:00:00Z,", lines[2], StringComparison.Ordinal);
        Assert.Contains(",LicenseCheckGrace,", lines[2], StringComparison.Ordinal);
        Assert.Equal(8, lines.Length); // header, six, and nothing after the last line's end
        Assert.Equal([0xEF, 0xBB, 0xBF], File.ReadAllBytes(_statuses.At("r.csv"))[..3]);
    }

    [Fact]
    public void A_JSON_whose_names_words_or_figures_changed_is_found()
    {
        using var document = JsonDocument.Parse(_statuses.Export("New-Estate", "r.json", "-Title 'Night check'"));
        var root = document.RootElement;
        Assert.Equal(["schemaVersion", "title", "createdOn", "statuses", "summary"], root.EnumerateObject().Select(member => member.Name));
        Assert.Equal(1, root.GetProperty("schemaVersion").GetInt32());
        Assert.Equal("Night check", root.GetProperty("title").GetString());
        var grace = root.GetProperty("statuses")[1];
        Assert.Equal(
            ["customer", "pbx", "pbxId", "serial", "platform", "model", "licensing", "wmsVersion", "licenseServer", "lastRenewal", "daysSince", "state", "daysLeft", "emergencyOn", "expiresOn", "term", "action", "findings", "asOf", "source"],
            grace.EnumerateObject().Select(member => member.Name));
        Assert.Equal("Grace", grace.GetProperty("state").GetString());
        Assert.Equal("3.85.1", grace.GetProperty("wmsVersion").GetString());
        Assert.Equal("LicenseCheckGrace", grace.GetProperty("findings")[0].GetProperty("ruleId").GetString());
        Assert.False(root.GetProperty("statuses")[5].TryGetProperty("lastRenewal", out _)); // not known is left out, and is not null
        Assert.Equal("""{"pbxs":6,"customers":2,"needAction":4,"states":{"emergencyOnly":1,"grace":1,"notCovered":1,"unknown":1,"ok":1,"notApplicable":1}}""", root.GetProperty("summary").GetRawText());
    }

    [Fact]
    public void A_renewal_after_the_moment_that_is_judged_is_shown_without_days_and_is_none_in_the_future()
    {
        const string Later = "$facts = [WildixPbx.LicenseCheckFacts] @{ Pbx = 'a'; Platform = 'Virtual'; Licensing = 'PerUser'; Source = 'Portal'; LastRenewal = $asOf.AddDays(2); KnownOn = $asOf.AddDays(3) }; [WildixPbx.LicenseCheck]::StatusOf($facts, $asOf)";
        Assert.Contains("Unknown: the last renewal came after the moment that is judged", _statuses.Export(Later, "r.xml", "-FailOn Unknown"), StringComparison.Ordinal);
        Assert.Contains("2026-11-26 07:00 |", _statuses.Export(Later, "r.md"), StringComparison.Ordinal);
        Assert.Contains("Last renewal: 2026-11-26 07:00&#10;", File.ReadAllText(_statuses.At("r.xml")), StringComparison.Ordinal);
        Assert.DoesNotContain("clock", _statuses.Export(Later, "r.csv"), StringComparison.OrdinalIgnoreCase);
        Assert.Matches("""\[0,"a","",[0-9],[0-9]+,null,""", _statuses.Export(Later, "r.html")); // the days of the page's table
    }

    [Theory]
    [InlineData("", "Grace EmergencyOnly NotCovered Unknown")]
    [InlineData("-FailOn EmergencyOnly", "EmergencyOnly")]
    [InlineData("-FailOn Grace", "Grace EmergencyOnly")] // who fails on the lesser fails on the worse
    [InlineData("-FailOn Unknown, NotCovered", "NotCovered Unknown")]
    public void A_JUnit_file_that_fails_other_states_than_it_was_asked_to_is_found(string parameter, string failing)
    {
        var suites = XDocument.Parse(_statuses.Export("New-Estate", "r.xml", parameter)).Root!;
        var cases = suites.Descendants("testcase").ToArray();
        Assert.Equal(failing.Split(' ').Order(), cases.Elements("failure").Select(failure => failure.Attribute("type")!.Value).Order());
        Assert.Equal(["rossi-cloud"], cases.Where(test => test.Element("skipped") is not null).Select(test => test.Attribute("name")!.Value));
        foreach (var counted in (XElement[])[suites, suites.Element("testsuite")!])
        {
            Assert.Equal("6", counted.Attribute("tests")!.Value);
            Assert.Equal(failing.Split(' ').Length.ToString(System.Globalization.CultureInfo.InvariantCulture), counted.Attribute("failures")!.Value);
            Assert.Equal("1", counted.Attribute("skipped")!.Value);
        }
    }

    [Fact]
    public void A_failed_test_that_does_not_say_what_to_do_is_found()
    {
        var failed = XDocument.Parse(_statuses.Export("New-Status 'Rossi S.p.A.' rossi-roma -Hours 100", "r.xml")).Descendants("testcase").Single();
        Assert.Equal("Rossi S\u2024p\u2024A\u2024", failed.Attribute("classname")!.Value); // a dot would be a package to Jenkins
        Assert.Equal("Grace period: 4 days since the last renewal", failed.Element("failure")!.Attribute("message")!.Value);
        Assert.Contains("Last renewal: 2026-11-20 03:00 (4 days ago)\nEmergency calls only from: 2026-12-04 03:00 UTC", failed.Element("failure")!.Value, StringComparison.Ordinal);
        Assert.Contains("api.wildix.com", failed.Element("failure")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_without_the_figures_or_a_PBX_that_needs_action_is_found()
    {
        var text = _statuses.Export("New-Estate", "r.md");
        Assert.StartsWith("# Licence check\n\nAs of 2026-11-24 07:00 UTC. 1 PBX makes emergency calls only, 1 PBX will, unless it renews in time, and 2 PBXs need a look.\n\n| State | PBXs |\n|---|---:|\n| Emergency calls only | 1 |\n", text);
        string[] rows = [.. text.Split("## PBXs that need action")[1].Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)];
        Assert.Equal(["kvist-bergen", "rossi-roma", "kvist-oslo", "kvist-moss"], rows.Select(row => row.Split('|')[2].Trim()));
    }

    [Fact]
    public void An_estate_without_any_PBX_or_trouble_still_gives_whole_reports()
    {
        _statuses.Session.Get($"@() | Export-WmpLicenseCheckReport -Path '{_statuses.At("none.html")}', '{_statuses.At("none.json")}', '{_statuses.At("none.xml")}', '{_statuses.At("none.csv")}', '{_statuses.At("none.md")}' -AllowEmpty");
        Assert.Equal(5, _statuses.Files().Length);
        Assert.Equal(0, JsonDocument.Parse(File.ReadAllText(_statuses.At("none.json"))).RootElement.GetProperty("summary").GetProperty("pbxs").GetInt32());
        Assert.Equal("0", XDocument.Load(_statuses.At("none.xml")).Root!.Attribute("tests")!.Value);
        Assert.Contains("There is no PBX in this report.", File.ReadAllText(_statuses.At("none.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("New-Status a b -Hours 1", "The only PBX of this report renewed its licence. Nothing needs to be done for it.")]
    [InlineData("New-Status a b Cloud", "The only PBX of this report need not renew its licence. Nothing needs to be done for it.")]
    [InlineData("1..1200 | ForEach-Object { New-Status a $_ -Hours 1 }", "All 1,200 PBXs of this report renewed their licence. Nothing needs to be done for them.")]
    [InlineData("1..2 | ForEach-Object { New-Status a $_ Cloud }", "None of the 2 PBXs of this report has to renew its licence. Nothing needs to be done for them.")]
    [InlineData("New-Status a b -Hours 1; New-Status a c -Hours 2; New-Status a d Cloud", "Of the 3 PBXs of this report, all 2 that have to renew their licence did so. Nothing needs to be done for any of them.")]
    [InlineData("New-Status a b -Hours 1; New-Status a c Cloud", "Of the 2 PBXs of this report, the only one that has to renew its licence did so. Nothing needs to be done for any of them.")]
    public void A_report_of_a_part_that_claims_that_all_is_well_everywhere_is_found(string estate, string headline)
    {
        Assert.Contains($"<strong>{headline}</strong>", _statuses.Export(estate, "r.html"), StringComparison.Ordinal);
        Assert.Contains($"UTC. {headline}\n", _statuses.Export(estate, "r.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_test_cases_of_one_name_that_readers_take_for_one_are_found()
    {
        const string estate = """
            New-Status Rossi a -Hours 1; New-Status Kvist a -Hours 1; New-Status Rossi a -Hours 100; New-Status Rossi a -Hours 1
            New-Status Rossi 'a (4)' -Hours 1; New-Status Rossi a -Hours 1; [pscustomobject]@{ Customer = 'Rossi'; Pbx = 'b'; State = 'Ok' }; [pscustomobject]@{ Customer = 'Rossi'; Pbx = 'b'; State = 'Ok' }
            New-Status Rossi 'b (2)' -Hours 1
            """;
        var cases = XDocument.Parse(_statuses.Export(estate, "r.xml")).Descendants("testcase").ToArray();
        Assert.Equal(["a", "a", "a (S-a)", "a (3)", "a (4)", "a (5)", "b", "b (2)", "b (2) (S-b (2))"], cases.Select(test => test.Attribute("name")!.Value));
        Assert.Equal(["a (S-a)"], cases.Where(test => test.Element("failure") is not null).Select(test => test.Attribute("name")!.Value));
    }

    public void Dispose() => _statuses.Dispose();
}
