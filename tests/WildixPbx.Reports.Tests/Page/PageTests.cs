using System.Management.Automation;
using System.Text.Json.Nodes;

namespace WildixPbx.Tests.Page;

/// <summary>A browser, and a report of the sandbox's demo estate, with some PBXs besides whose names are known here; made once.</summary>
public sealed class ReportPage : IAsyncLifetime
{
    public const int Count = 300;

    public Statuses Statuses { get; } = new();

    public IReadOnlyList<PSObject> Estate { get; private set; } = [];

    /// <summary>How many of them need something done: by their state, or because a rule has something to say, such as of a clock.</summary>
    public int NeedAction => Estate.Count(status => status.Text("State") is not ("Ok" or "NotApplicable") || ((System.Collections.ICollection)status.Prop("Findings")!).Count > 0);

    public Browser? Browser { get; private set; }

    public string Path => Statuses.At("report.html");

    public async ValueTask InitializeAsync()
    {
        if (!Browser.IsInstalled) return;
        Estate = Statuses.Session.Get($"$sandbox = Start-WmpSandbox -Name page-{Guid.NewGuid():N} -Temporary -Seed demo -PbxCount {Count}; $null = $sandbox | Connect-Wmp; & {{ Get-LicenseCheckStatus; New-Estate; New-LargeEstate {Count} }} | Export-WmpLicenseCheckReport -Path '{Path}' -PassThru");
        Assert.Equal(Count + 6 + Count, Estate.Count);
        Browser = await Browser.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null) await Browser.DisposeAsync();
        Statuses.Session.Run("Disconnect-Wmp; $sandbox | Stop-WmpSandbox");
        Statuses.Dispose();
    }
}

/// <summary>The page as a browser shows it.</summary>
public sealed class PageTests(ReportPage report) : IClassFixture<ReportPage>
{
    static readonly string[] States = ["EmergencyOnly", "Grace", "NotCovered", "Unknown", "Ok", "NotApplicable"];

    async Task<Browser> OpenAsync(bool dark = false, bool script = true)
    {
        Assert.SkipUnless(Browser.IsInstalled, Browser.Missing);
        await report.Browser!.OpenAsync(report.Path, dark, script);
        return report.Browser;
    }

    [Fact]
    public async Task A_figure_of_the_page_that_is_not_the_estate_s_is_found()
    {
        var browser = await OpenAsync();
        foreach (var state in States)
            Assert.Equal($"{Support.Statuses.In(report.Estate, state)}", (string?)await browser.RunAsync($"document.querySelector('[data-figure={state}]').textContent"));
        Assert.Equal($"{report.Estate.Count} of {report.Estate.Count} PBXs", (string?)await browser.RunAsync("document.getElementById('count').textContent"));
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task A_page_that_fetches_anything_or_lets_a_foreign_script_run_is_found()
    {
        var browser = await OpenAsync();
        Assert.Equal(0, (int?)await browser.RunAsync("performance.getEntriesByType('resource').length"));
        Assert.DoesNotContain("http", (await File.ReadAllTextAsync(report.Path, TestContext.Current.CancellationToken)).Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("undefined", (string?)await browser.RunAsync("(() => { const s = document.createElement('script'); s.textContent = 'window.intruder = 1'; document.body.append(s); return typeof window.intruder; })()"));
    }

    [Theory]
    [InlineData("EmergencyOnly")]
    [InlineData("Grace")]
    [InlineData("Ok")]
    public async Task A_filter_by_state_that_shows_other_PBXs_is_found(string state)
    {
        var browser = await OpenAsync();
        await browser.RunAsync($"document.querySelector('.figures [data-figure={state}]').closest('a').click()");
        var expected = Support.Statuses.In(report.Estate, state);
        Assert.StartsWith($"{expected} of ", (string?)await browser.RunAsync("document.getElementById('count').textContent"), StringComparison.Ordinal);
        Assert.Equal(1, (int?)await browser.RunAsync("new Set([...document.querySelectorAll('#pbxs .pill')].map(e => e.textContent)).size"));
        Assert.Equal(Math.Min(expected, 50), (int?)await browser.RunAsync("document.querySelectorAll('#pbxs tbody tr').length"));
    }

    [Fact]
    public async Task A_text_that_finds_other_PBXs_than_have_it_is_found()
    {
        var browser = await OpenAsync();
        await TypeAsync(browser, "ROSSI wmp.wildix.com");
        Assert.Equal(["rossi-roma"], await NamesAsync(browser));
        await browser.RunAsync("document.getElementById('clear').click()");
        Assert.StartsWith($"{report.Estate.Count} of ", (string?)await browser.RunAsync("document.getElementById('count').textContent"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_that_sorts_wrongly_or_does_not_say_how_it_is_sorted_is_found()
    {
        var browser = await OpenAsync();
        await browser.RunAsync("document.getElementById('size').value = '250'; document.getElementById('size').dispatchEvent(new Event('change'))");
        await TypeAsync(browser, "pbx-1"); // pbx-1, pbx-10 to 19 and 100 to 199
        await browser.RunAsync("document.querySelector('[data-key=pbx] button').click()");
        Assert.Equal(["pbx-1", "pbx-10", "pbx-11"], (await NamesAsync(browser))[..3]);
        Assert.Equal("ascending", (string?)await browser.RunAsync("document.querySelector('[data-key=pbx]').getAttribute('aria-sort')"));
        Assert.Equal(1, (int?)await browser.RunAsync("document.querySelectorAll('#pbxs [aria-sort]').length"));
        await browser.RunAsync("document.querySelector('[data-key=pbx] button').click()");
        Assert.Equal(["pbx-199", "pbx-198"], (await NamesAsync(browser))[..2]); // by number, not by letter
        await browser.RunAsync("document.querySelector('[data-key=state] button').click()");
        Assert.Equal("Emergency calls only", (string?)await browser.RunAsync("document.querySelector('#pbxs .pill').textContent"));
    }

    [Fact]
    public async Task Rows_of_one_customer_that_do_not_share_their_heading_are_found()
    {
        var browser = await OpenAsync();
        await TypeAsync(browser, "rossi");
        Assert.Equal("""[3,"rowgroup"]""", (await browser.RunAsync("(() => { const th = document.querySelector('#pbxs tbody th'); return [th.rowSpan, th.scope]; })()"))!.ToJsonString());
    }

    [Fact]
    public async Task The_keyboard_alone_sorts_and_turns_pages()
    {
        var browser = await OpenAsync();
        await browser.RunAsync("document.querySelector('[data-key=renewal] button').focus()");
        await browser.PressAsync("Enter", 13);
        Assert.Equal("ascending", (string?)await browser.RunAsync("document.querySelector('[data-key=renewal]').getAttribute('aria-sort')"));
        await browser.RunAsync("document.getElementById('next').focus()");
        await browser.PressAsync("Enter", 13);
        Assert.Equal($"Page 2 of {(report.Estate.Count + 49) / 50}", (string?)await browser.RunAsync("document.getElementById('place').textContent"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_axe_finds_wrong_in_light_and_dark_is_found_here(bool dark)
    {
        var browser = await OpenAsync(dark);
        Assert.Equal(dark, (bool?)await browser.RunAsync("matchMedia('(prefers-color-scheme: dark)').matches"));
        await browser.RunAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        Assert.Empty(await Axe.ViolationsAsync(browser));
    }

    [Fact]
    public async Task Without_JavaScript_the_figures_and_what_needs_action_are_there()
    {
        var browser = await OpenAsync(script: false);
        Assert.Equal(report.NeedAction, (int?)await browser.RunAsync("document.querySelectorAll('#action tbody tr').length"));
        Assert.Equal(6, (int?)await browser.RunAsync("document.querySelectorAll('[data-figure]').length"));
        Assert.True((bool?)await browser.RunAsync("document.getElementById('all').hidden"));
    }

    [Fact]
    public async Task On_paper_the_page_is_A4_and_of_few_pages()
    {
        var browser = await OpenAsync();
        var paper = System.Text.Encoding.Latin1.GetString(await browser.PrintAsync());
        Assert.Contains("/MediaBox [0 0 594.95996 841.91998]", paper, StringComparison.Ordinal);
        Assert.InRange(paper.Split("/Type /Page\n").Length - 1, 1, 2 + (report.NeedAction / 8)); // the table of all PBXs is not printed
    }

    static async Task TypeAsync(Browser browser, string text)
    {
        // The page waits a moment for the next letter before it searches.
        await browser.RunAsync($$"""
            new Promise(done => {
                new MutationObserver((_, observer) => { observer.disconnect(); done(); }).observe(document.getElementById('count'), { childList: true });
                const search = document.getElementById('search');
                search.value = '{{text}}';
                search.dispatchEvent(new Event('input'));
            })
            """);
    }

    static async Task<string[]> NamesAsync(Browser browser)
        => [.. ((JsonArray)(await browser.RunAsync("[...document.querySelectorAll('#pbxs tbody th[scope=row] bdi')].map(e => e.textContent)"))!).Select(name => (string)name!)];
}
