using System.Management.Automation;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace WildixPbx.Tests.Files;

/// <summary>Names that somebody typed, pasted or scripted to do harm, or simply in their own language.</summary>
public sealed class NastyNameTests : IDisposable
{
    readonly Statuses _statuses = new();

    public static TheoryData<string> Names =>
    [
        "</script><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "O'Brien & \"Söhne\" <Ltd>", "\u2028line\u2029paragraph", "<!--", "]]>", "&lt;b&gt;",
        "شركة النور", "\u202Eevil\u202C", "😀 Café", "half \uD83D emoji", "bell\u0007 and \u0000 null", "a,b;c\"d\"", "two\r\nlines", "tab\there", "https://evil.example.com", "[click](https://evil.example.com)", "<!channel> @all", "a|b\\|c`d`*e*_f_~g~#h",
    ];

    [Theory, MemberData(nameof(Names))]
    public void A_name_that_gets_out_of_its_place_in_any_format_is_found(string name)
    {
        _statuses.Session.Set("name", name);
        var html = _statuses.Export("New-Status $name $name -Hours 100", "r.html", "-Title $name");
        Assert.Equal(2, Occurrences(html, "<script"));
        Assert.Equal(2, Occurrences(html, "</script"));
        Assert.Equal(0, Occurrences(html, "<img"));
        Assert.Equal(0, Occurrences(html, "<!--"));
        Assert.DoesNotContain('\u2028', html[html.IndexOf("<script", StringComparison.Ordinal)..]);

        var clean = Clean(name);
        var status = JsonDocument.Parse(_statuses.Export("New-Status $name $name -Hours 100", "r.json")).RootElement.GetProperty("statuses")[0];
        Assert.Equal(clean, status.GetProperty("pbx").GetString());
        var test = XDocument.Parse(_statuses.Export("New-Status $name $name -Hours 100", "r.xml")).Descendants("testcase").Single();
        Assert.Equal(clean, test.Attribute("name")!.Value);
        var rows = _statuses.Export("New-Status $name $name -Hours 100", "r.md").Split('\n').Where(line => line.Contains("Grace period |", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, rows.Length); // the figure, and one row that no name has broken in two
        Assert.Equal(7, rows[1].Replace("\\|", "", StringComparison.Ordinal).Count(character => character == '|'));
        Assert.DoesNotContain("](", rows[1].Replace("\\]", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("<", rows[1], StringComparison.Ordinal);
        Assert.DoesNotMatch("@[^\u200B]", rows[1]);
        Assert.DoesNotContain("https://", rows[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil.example.com\")")]
    [InlineData("+1+1")]
    [InlineData("-2+3+cmd|' /C calc'!A0")]
    [InlineData("@SUM(1+1)")]
    [InlineData("\t=1+1")]
    [InlineData("  =1+1")]
    [InlineData("\uFF1D1+1")]
    public void A_cell_that_a_spreadsheet_would_take_for_a_formula_is_found(string name)
    {
        _statuses.Session.Set("name", name);
        var row = _statuses.Export("New-Status $name b -Hours 1", "r.csv").Split("\r\n")[1];
        Assert.True(row.StartsWith('\'') || row.StartsWith("\"'", StringComparison.Ordinal), row);
    }

    [Fact]
    public void A_name_that_runs_from_right_to_left_and_turns_what_stands_beside_it_is_found()
    {
        _statuses.Session.Set("name", "شركة النور");
        Assert.Contains("<bdi>شركة النور</bdi>", _statuses.Export("New-Status $name b -Hours 100", "r.html").Replace("&#1588;", "ش", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("| \u2068شركة النور\u2069 |", _statuses.Export("New-Status $name b -Hours 100", "r.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_read_in_another_encoding_than_its_own_is_warned_of_once_with_column_and_remedy()
    {
        var name = Encoding.UTF8.GetString([(byte)'M', 0xFC, (byte)'l', (byte)'l', (byte)'e', (byte)'r']); // Windows-1252 as UTF-8
        PSObject[] rows = [Rows.Of(("Pbx", "a"), ("Customer", "Müller"), ("State", "Ok")), Rows.Of(("Pbx", "b"), ("Customer", name), ("State", "Ok")), Rows.Of(("Pbx", name), ("Customer", name), ("State", "Grace"))];
        var outcome = _statuses.Session.Run($"$input | Export-WmpLicenseCheckReport -Path '{_statuses.At("r.csv")}', '{_statuses.At("r.html")}'", rows);
        Assert.Equal("Letters were lost before they came here: the character U+FFFD stands for them in the column Customer of 2 inputs (first 'M\uFFFDller') and in the column Pbx of 1 input (first 'M\uFFFDller'). Probably a file was read in another encoding than its own: give Import-Csv -Encoding, for most files of Windows programs -Encoding 1252.", Assert.Single(outcome.Warnings));
        Assert.Null(outcome.Failure);
    }

    [Fact]
    public void A_name_that_is_only_strange_is_not_warned_of()
    {
        _statuses.Session.Set("name", "half \uD83D of Müller \u0007");
        Assert.Empty(_statuses.Session.Run($"New-Status $name $name -Hours 1 | Export-WmpLicenseCheckReport -Path '{_statuses.At("r.csv")}'").Warnings);
    }

    public void Dispose() => _statuses.Dispose();

    static int Occurrences(string text, string part) => text.Split(part).Length - 1;

    // Half characters, and those that neither XML nor HTML may hold, are replaced.
    static string Clean(string name) => name.Replace('\uD83D', char.IsLowSurrogate(name[Math.Min(name.IndexOf('\uD83D') + 1, name.Length - 1)]) ? '\uD83D' : '\uFFFD').Replace('\u0007', '\uFFFD').Replace('\u0000', '\uFFFD');
}
