namespace WildixPbx.Tests.Page;

/// <summary>A report of 100,000 PBXs: that it opens, and that a page of it stays a page.</summary>
public sealed class LargePageTests : IDisposable
{
    const int Count = 100_000;

    readonly Statuses _statuses = new();

    [Fact]
    public async Task A_hundred_thousand_PBXs_open_sort_and_filter_with_as_few_rows_in_the_page_as_ten()
    {
        Assert.SkipUnless(Browser.IsInstalled, Browser.Missing);
        _statuses.Session.Get($"$few = @(New-LargeEstate 1000); & {{ for ($i = 0; $i -lt {Count / 1000}; $i++) {{ $few }} }} | Export-WmpLicenseCheckReport -Path '{_statuses.At("large.html")}'");
        await using var browser = await Browser.StartAsync();
        await browser.OpenAsync(_statuses.At("large.html"));
        Assert.Equal("100,000 of 100,000 PBXs", (string?)await browser.RunAsync("document.getElementById('count').textContent"));
        Assert.Equal(50, (int?)await browser.RunAsync("document.querySelectorAll('#pbxs tbody tr').length"));
        foreach (var key in (string[])["pbx", "state", "renewal", "emergency", "version", "platform", "expires", "customer"])
            await browser.RunAsync($"document.querySelector('[data-key={key}] button').click()");
        await browser.RunAsync("document.getElementById('last').click()");
        Assert.Equal("Page 2,000 of 2,000", (string?)await browser.RunAsync("document.getElementById('place').textContent"));
        Assert.Equal(50, (int?)await browser.RunAsync("document.querySelectorAll('#pbxs tbody tr').length"));
        Assert.InRange((int)(await browser.RunAsync("document.querySelectorAll('*').length"))!, 1, 8000);
        Assert.Empty(browser.Complaints);
    }

    public void Dispose() => _statuses.Dispose();
}
