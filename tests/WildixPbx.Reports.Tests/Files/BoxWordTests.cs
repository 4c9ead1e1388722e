using System.Text.Json;
using System.Xml.Linq;

namespace WildixPbx.Tests.Files;

/// <summary>What PBXs said themselves, in every format.</summary>
public sealed class BoxWordTests : IDisposable
{
    readonly Statuses _statuses = new();

    [Fact]
    public void Text_as_Import_Csv_gives_it_and_a_job_make_the_same_report_as_the_objects_did()
    {
        var direct = _statuses.Export("New-Asked", "direct.csv");
        Assert.Contains(",Told,,S-differs,,,,,2026-11-04T07:00:00Z,LastRenewal; State,\"LastRenewal 2026-11-04 07:00 UTC on the box, 2026-11-24 02:00 UTC in the portal; State EmergencyOnly on the box, Ok in the portal\"\r\n", direct, StringComparison.Ordinal);
        Assert.Contains(",'=ev", direct.Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal); // a word of the box's is no formula
        Assert.DoesNotContain('\u0001', direct);
        Assert.Equal(direct, _statuses.Export("New-Asked | ForEach-Object { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_, 3)) }", "job.csv").Replace("4.3.44693.48", "4.03.44693.48", StringComparison.Ordinal));
    }

    [Fact]
    public void JSON_has_the_words_and_the_figures_and_nothing_of_it_where_no_box_was_asked()
    {
        using var asked = JsonDocument.Parse(_statuses.Export("New-Asked", "a.json"));
        var differs = asked.RootElement.GetProperty("statuses")[1];
        Assert.Equal(["LastRenewal", "State"], differs.GetProperty("disagrees").EnumerateArray().Select(word => word.GetString()));
        Assert.Equal(("Told", "Box"), (differs.GetProperty("boxAnswer").GetString(), differs.GetProperty("source").GetString()));
        var summary = asked.RootElement.GetProperty("summary");
        Assert.Equal((3, 1, 1, 0), Figures(summary));
        using var undated = JsonDocument.Parse(_statuses.Export("New-Asked; New-Undated", "u.json"));
        Assert.Equal((5, 1, 2, 2), Figures(undated.RootElement.GetProperty("summary")));
        var silent = _statuses.Export("New-Estate", "b.json");
        Assert.DoesNotContain("\"box", silent, StringComparison.Ordinal);
        Assert.DoesNotContain("disagree", silent, StringComparison.Ordinal);
    }

    [Fact]
    public void JUnit_stays_red_for_a_box_that_says_otherwise_and_for_one_that_says_nothing()
    {
        var report = XDocument.Parse(_statuses.Export("New-Asked", "a.xml"));
        Assert.Equal(("1", "1"), ((string?)report.Root!.Attribute("failures"), (string?)report.Root.Attribute("errors")));
        var cases = report.Descendants("testcase").ToDictionary(test => (string)test.Attribute("name")!);
        Assert.Null(cases["agrees"].Element("system-out"));
        Assert.Contains("the box did not answer: no <answer>", cases["silent"].Element("error")!.Value, StringComparison.Ordinal);
        Assert.Contains("the box says otherwise: LastRenewal", cases["differs"].Element("failure")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void JUnit_that_passes_a_box_that_told_no_renewal_is_found()
    {
        var report = XDocument.Parse(_statuses.Export("New-Undated", "u.xml"));
        Assert.Equal(("2", "1", "1"), ((string?)report.Root!.Attribute("tests"), (string?)report.Root.Attribute("failures"), (string?)report.Root.Attribute("errors")));
        var cases = report.Descendants("testcase").ToDictionary(test => (string)test.Attribute("name")!);
        Assert.Equal("BoxToldNoRenewal", (string?)cases["undated"].Element("error")!.Attribute("type"));
        Assert.Contains("the box told no renewal: its answer has no last renewal.", cases["undated"].Element("error")!.Value, StringComparison.Ordinal);
        Assert.Equal(("Ok", "the box says otherwise: WmsVersion 6.06.1.1 on the box, 4.03.44693.48 in the portal"), ((string?)cases["both"].Element("failure")!.Attribute("type"), (string?)cases["both"].Element("failure")!.Attribute("message")));
    }

    [Fact]
    public void A_renewal_in_the_future_that_passes_for_a_good_one_is_found()
    {
        const string Ahead = "New-Status a ahead -Hours -5000; New-Status a fine -Hours 1";
        var report = XDocument.Parse(_statuses.Export(Ahead, "f.xml"));
        Assert.Equal(("2", "0", "1"), ((string?)report.Root!.Attribute("tests"), (string?)report.Root.Attribute("failures"), (string?)report.Root.Attribute("errors")));
        var error = report.Descendants("error").Single();
        Assert.Equal(("LicenseCheckClockSkew", "Check the clocks of the box and the portal: the last renewal lies in the future."), ((string?)error.Attribute("type"), (string?)error.Attribute("message")));
        Assert.Contains("2027-06-20 15:00 (in the future)", _statuses.Export(Ahead, "f.md"), StringComparison.Ordinal);
        Assert.DoesNotContain("within a day", _statuses.Export(Ahead, "g.md"), StringComparison.Ordinal);
        Assert.Contains(",-1,", _statuses.Export(Ahead, "f.html"), StringComparison.Ordinal); // what its table says in words
    }

    [Fact]
    public void JUnit_counts_each_PBX_once_and_a_state_that_fails_comes_before_a_box_that_is_silent()
    {
        const string Asked = "New-Asked | ForEach-Object { if ($_.Pbx -eq 'silent') { [WildixPbx.LicenseCheck]::StatusOf([WildixPbx.LicenseCheckBox]::Silent('gone').Complete([WildixPbx.LicenseCheckFacts] @{ Pbx = 'late'; Platform = 'Virtual'; Licensing = 'PerUser'; LastRenewal = $asOf.AddDays(-5); Source = 'Csv' }, $asOf), $asOf) }; $_ }";
        var report = XDocument.Parse(_statuses.Export(Asked, "a.xml", "-FailOn EmergencyOnly"));
        Assert.Equal(("4", "1", "2"), ((string?)report.Root!.Attribute("tests"), (string?)report.Root.Attribute("failures"), (string?)report.Root.Attribute("errors")));
        report = XDocument.Parse(_statuses.Export(Asked, "b.xml", "-FailOn Grace"));
        Assert.Equal(("4", "2", "1"), ((string?)report.Root!.Attribute("tests"), (string?)report.Root.Attribute("failures"), (string?)report.Root.Attribute("errors")));
        var late = report.Descendants("testcase").Single(test => (string)test.Attribute("name")! == "late");
        Assert.Equal(["failure"], late.Elements().Select(element => element.Name.LocalName));
        Assert.Contains("the box did not answer: gone", late.Value, StringComparison.Ordinal);
        var silent = report.Descendants("testcase").Single(test => (string)test.Attribute("name")! == "silent").Element("error")!;
        Assert.Equal(("BoxNotTold", "the box did not answer"), ((string?)silent.Attribute("type"), (string?)silent.Attribute("message")));
    }

    [Fact]
    public void Markdown_and_the_page_say_how_many_were_asked_and_nothing_where_none_was()
    {
        const string Sentence = "3 PBXs were asked directly. 1 did not answer and is judged by what else is known; 1 says otherwise.";
        foreach (var name in new[] { "a.md", "a.html" })
        {
            Assert.Contains(Sentence, _statuses.Export("New-Asked", name), StringComparison.Ordinal);
            Assert.DoesNotContain("asked directly", _statuses.Export("New-Estate", "none-" + name), StringComparison.Ordinal);
        }
    }

    static (int Asked, int Silent, int Disagree, int WithoutRenewal) Figures(JsonElement summary)
        => (summary.GetProperty("boxesAsked").GetInt32(), summary.GetProperty("boxesSilent").GetInt32(), summary.GetProperty("boxesDisagree").GetInt32(), summary.GetProperty("boxesWithoutRenewal").GetInt32());

    public void Dispose() => _statuses.Dispose();
}
