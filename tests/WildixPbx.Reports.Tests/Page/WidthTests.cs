namespace WildixPbx.Tests.Page;

/// <summary>The page in windows of all widths: nothing of a table may lie beyond its edge.</summary>
public sealed class WidthTests(WidthTests.WidePage page) : IClassFixture<WidthTests.WidePage>
{
    const string Long = "New-Status 'A very long name of a holding company with Niederlassungsgesellschaften' a-very-long-pbx-name-of-a-branch-office -Hours 100 -Version ''";

    [Theory]
    [InlineData(1440)]
    [InlineData(1280)]
    [InlineData(1200)] // the narrowest that has the table as a table
    [InlineData(1199)]
    [InlineData(1000)]
    [InlineData(901)]
    [InlineData(900)] // from here on a PBX is a card
    [InlineData(768)]
    [InlineData(640)]
    [InlineData(390)]
    [InlineData(320)]
    public async Task What_to_do_that_is_cut_off_or_hidden_is_found(int width)
    {
        var browser = await OpenAsync(width);
        foreach (var table in (string[])["#action .scroll", "#scroll"])
        {
            Assert.Equal("0", (await browser.RunAsync($"(() => {{ const box = document.querySelector('{table}'); return box.scrollWidth - box.clientWidth; }})()"))?.ToString());
            Assert.Equal("0", (await browser.RunAsync($"(() => {{ const box = document.querySelector('{table}'); return box.scrollHeight - box.clientHeight; }})()"))?.ToString());
            Assert.True((bool?)await browser.RunAsync(
                $"(() => {{ const edge = document.querySelector('{table}').getBoundingClientRect(); return [...document.querySelectorAll('{table} td.what')].every(cell => {{ const place = cell.getBoundingClientRect(); return place.width >= 180 && place.left >= edge.left && place.right <= edge.right + 1; }}); }})()"));
        }

        Assert.Equal("0", (await browser.RunAsync("document.documentElement.scrollWidth - document.documentElement.clientWidth"))?.ToString());
    }

    [Theory]
    [InlineData(1000, false)]
    [InlineData(1000, true)]
    [InlineData(768, false)]
    [InlineData(390, true)]
    public async Task A_narrow_window_whose_headings_do_not_sort_or_in_which_axe_finds_something_is_found(int width, bool dark)
    {
        var browser = await OpenAsync(width, dark);
        foreach (var key in (string[])["customer", "pbx", "state", "renewal", "emergency", "version", "platform", "expires"])
        {
            Assert.True((bool?)await browser.RunAsync($"(() => {{ const place = document.querySelector('[data-key={key}] button').getBoundingClientRect(); return place.width > 20 && place.height > 10 && place.right <= innerWidth; }})()"));
            await browser.RunAsync($"document.querySelector('[data-key={key}] button').click()");
            Assert.NotNull((string?)await browser.RunAsync($"document.querySelector('[data-key={key}]').getAttribute('aria-sort')"));
        }

        Assert.Empty(await Axe.ViolationsAsync(browser));
    }

    [Fact]
    public async Task Values_on_a_card_that_do_not_say_what_they_are_are_found()
    {
        var browser = await OpenAsync(390);
        const string Labels = "[...new Set([...document.querySelectorAll('#pbxs td[data-label]')].filter(cell => cell.offsetWidth > 0).map(cell => getComputedStyle(cell, '::before').content))].sort().join()";
        Assert.Equal("\"Emergency from\",\"Last renewal\",\"Platform\",\"Term ends\",\"WMS, license server\"", (string?)await browser.RunAsync(Labels));
        await browser.SizeAsync(1280);
        Assert.Equal("none", (string?)await browser.RunAsync(Labels));
    }

    async Task<Browser> OpenAsync(int width, bool dark = false)
    {
        Assert.SkipUnless(Browser.IsInstalled, Browser.Missing);
        await page.Browser!.OpenAsync(page.Path, dark);
        await page.Browser.SizeAsync(width);
        return page.Browser;
    }

    /// <summary>A page with the longest texts that there are, and few enough PBXs for no table to scroll by itself.</summary>
    public sealed class WidePage : IAsyncLifetime
    {
        readonly Statuses _statuses = new();

        public Browser? Browser { get; private set; }

        public string Path => _statuses.At("wide.html");

        public async ValueTask InitializeAsync()
        {
            if (!Browser.IsInstalled) return;
            _statuses.Export($"New-Asked; New-Undated ('w' * 200); New-Estate; {Long}; New-LargeEstate 60", "wide.html");
            Browser = await Browser.StartAsync();
        }

        public async ValueTask DisposeAsync()
        {
            if (Browser is not null) await Browser.DisposeAsync();
            _statuses.Dispose();
        }
    }
}
