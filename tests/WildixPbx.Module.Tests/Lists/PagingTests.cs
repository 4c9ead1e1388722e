namespace WildixPbx.Tests.Lists;

/// <summary>Lists stream: a page is asked for when the one before is used up, and no page that nobody wants.</summary>
public sealed class PagingTests(PagingTests.Estate estate) : IClassFixture<PagingTests.Estate>
{
    const int Count = 250;

    readonly PortalSession _portal = estate.Portal;

    [Fact]
    public void All_of_a_long_list_comes_and_each_once()
    {
        Assert.Equal(estate.Created.Order(StringComparer.Ordinal), estate.Names.Order(StringComparer.Ordinal));
        Assert.Equal(estate.Names, _portal.Session.Get("Get-WmpPbx").Select(pbx => pbx.Text("Name")));
    }

    [Theory]
    [InlineData("-First 1", 0, 1)]
    [InlineData("-First 100", 0, 100)]
    [InlineData("-First 101", 0, 101)]
    [InlineData("-First 0", 0, 0)]
    [InlineData("-Skip 245", 245, 5)]
    [InlineData("-Skip 120 -First 10", 120, 10)]
    [InlineData("-Skip 1000", 250, 0)]
    [InlineData("-First 18446744073709551615", 0, 250)]
    public void First_and_Skip_give_the_part_that_they_say(string paging, int from, int count)
        => Assert.Equal(estate.Names.Skip(from).Take(count), _portal.Session.Get($"Get-WmpPbx {paging}").Select(pbx => pbx.Text("Name")));

    [Theory]
    [InlineData("$null = Get-WmpPbx -First 10", 1)]
    [InlineData("$null = Get-WmpPbx", 2)]
    [InlineData("do { Get-WmpPbx | & { process { $_; break } } } while ($false)", 1)]
    [InlineData("do { Get-WmpLicense | & { process { $_; break } } } while ($false)", 1)]
    public void No_page_is_asked_for_that_is_not_wanted(string script, int pages)
    {
        var before = _portal.Requests();
        _portal.Session.Get(script);
        Assert.Equal(before + pages + 1, _portal.Requests()); // and the count itself
    }

    [Fact]
    public void The_first_object_is_there_before_the_second_page_is_asked_for()
    {
        var before = _portal.Requests();
        var seen = _portal.Session.Get("Get-WmpPbx | & { process { if (++$script:i -in 1, 100, 101) { (Get-WmpSandbox $sandbox.Name).Statistics.Requests } } }").Select(count => (long)count.BaseObject);
        Assert.Equal([before + 2, before + 3, before + 5], seen);
    }

    [Fact]
    public void The_total_count_comes_first_and_is_that_of_the_filter()
    {
        var output = _portal.Session.Get("Get-WmpPbx -First 2 -IncludeTotalCount");
        Assert.Equal(3, output.Count);
        Assert.Equal((ulong)Count, output[0].BaseObject);
        Assert.Equal(0UL, _portal.Session.Get("Get-WmpPbx -Name none-* -IncludeTotalCount")[0].BaseObject);
    }

    [Fact]
    public void An_error_downstream_ends_the_list()
    {
        var before = _portal.Requests();
        var outcome = _portal.Session.Run("Get-WmpPbx | & { process { throw 'enough' } }");
        Assert.Equal("enough", outcome.Failure?.Message);
        Assert.Equal(before + 2, _portal.Requests());
        Assert.Single(_portal.Session.Get("Get-WmpPbx -First 1")); // and the connection is as it was
    }

    /// <summary>More PBXs than the first page holds.</summary>
    public sealed class Estate : IDisposable
    {
        public Estate()
        {
            Created = Portal.NewPbxs(Count);
            Names = [.. Portal.Session.Get("Get-WmpPbx").Select(pbx => pbx.Text("Name")!)];
        }

        public PortalSession Portal { get; } = PortalSession.With();

        public string[] Created { get; }

        /// <summary>The names in the order of the list.</summary>
        public string[] Names { get; }

        public void Dispose() => Portal.Dispose();
    }
}
