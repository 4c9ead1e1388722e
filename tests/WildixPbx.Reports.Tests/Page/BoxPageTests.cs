using System.Text.Json.Nodes;

namespace WildixPbx.Tests.Page;

/// <summary>What PBXs said themselves, as the page shows it.</summary>
public sealed class BoxPageTests : IAsyncLifetime
{
    const string Word = "half <b onclick=evil()>blocked</b> since a while, \u202Eand for long";

    readonly Statuses _statuses = new();
    Browser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        if (!Browser.IsInstalled) return;
        _statuses.Session.Set("word", Word);
        _statuses.Export("New-Asked; New-Undated $word; New-Estate", "asked.html");
        _browser = await Browser.StartAsync();
        await _browser.OpenAsync(_statuses.At("asked.html"));
    }

    [Theory]
    [InlineData("box1", "differs: the box says otherwise", "both: the box says otherwise, the box told no renewal")]
    [InlineData("box2", "silent: the box did not answer")]
    [InlineData("box4", "undated: the box told no renewal", "both: the box says otherwise, the box told no renewal")]
    public async Task A_PBX_that_lacks_the_mark_of_what_its_box_said_or_is_not_filtered_by_it_is_found(string filter, params string[] expected)
    {
        Assert.SkipUnless(Browser.IsInstalled, Browser.Missing);
        await _browser.RunAsync($"document.getElementById('state').value = '{filter}'; document.getElementById('state').dispatchEvent(new Event('change'))");
        Assert.Equal(expected, await MarkedAsync("#pbxs"));
    }

    [Fact]
    public async Task A_mark_that_is_missing_among_those_that_need_action_is_found()
    {
        Assert.SkipUnless(Browser.IsInstalled, Browser.Missing);
        Assert.Equal(
            ["differs: the box says otherwise", "both: the box says otherwise, the box told no renewal", "silent: the box did not answer", "undated: the box told no renewal"],
            (await MarkedAsync("#action")).Where(row => row.Contains("the box", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_box_s_own_word_is_shown_as_text_whole_in_its_title_and_only_where_there_is_one()
    {
        Assert.SkipUnless(Browser.IsInstalled, Browser.Missing);
        foreach (var (table, words) in new[] { ("#pbxs", 3), ("#action", 2) }) // agrees, undated and both have one; of them agrees needs no action
        {
            Assert.Equal(words, (int?)await _browser.RunAsync($"document.querySelectorAll('{table} .word').length"));
            Assert.Equal($"the box says “{Word}”", (string?)await _browser.RunAsync($"[...document.querySelectorAll('{table} .word')].at(-1).textContent"));
            Assert.Equal(Word, (string?)await _browser.RunAsync($"[...document.querySelectorAll('{table} .word bdi')].at(-1).title"));
        }

        Assert.Equal(0, (int?)await _browser.RunAsync("document.querySelectorAll('[onclick]').length"));
        Assert.Empty(_browser.Complaints);
    }

    [Fact]
    public async Task Rows_of_PBXs_that_were_not_asked_grow_by_nothing_and_no_filter_speaks_of_boxes()
    {
        Assert.SkipUnless(Browser.IsInstalled, Browser.Missing);
        Assert.Equal(["15", "15", "15", "15", "15", "15", "16", "16", "17", "17", "17"], await LengthsAsync());
        _statuses.Export("New-Estate", "none.html");
        await _browser.OpenAsync(_statuses.At("none.html"));
        Assert.Equal(0, (int?)await _browser.RunAsync("document.querySelectorAll('#state option[value^=box]').length"));
    }

    [Theory]
    [InlineData(false, 1440)]
    [InlineData(true, 1440)]
    [InlineData(false, 1000)]
    [InlineData(true, 390)]
    public async Task What_axe_finds_wrong_with_marks_and_words_is_found_here(bool dark, int width)
    {
        Assert.SkipUnless(Browser.IsInstalled, Browser.Missing);
        await _browser.OpenAsync(_statuses.At("asked.html"), dark);
        await _browser.SizeAsync(width);
        Assert.Empty(await Axe.ViolationsAsync(_browser));
        Assert.Empty(_browser.Complaints);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _statuses.Dispose();
    }

    async Task<string[]> MarkedAsync(string table) => await TextsAsync(
        $"[...document.querySelectorAll('{table} tbody tr')].map(tr => tr.querySelector('[scope=row] bdi').textContent + ': ' + [...tr.querySelectorAll('.pill ~ small:not(.word)')].map(small => small.textContent).join(', '))");

    async Task<string[]> LengthsAsync() => await TextsAsync("JSON.parse(document.getElementById('data').textContent).rows.map(row => String(row.length)).sort()");

    async Task<string[]> TextsAsync(string expression) => [.. ((JsonArray)(await _browser.RunAsync(expression))!).Select(text => (string)text!)];
}
