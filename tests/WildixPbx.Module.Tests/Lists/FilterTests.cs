namespace WildixPbx.Tests.Lists;

/// <summary>The filters of the Get- cmdlets, all applied by the portal.</summary>
public sealed class FilterTests(FilterTests.Estate estate) : IClassFixture<FilterTests.Estate>
{
    public static TheoryData<string, string> Filters => new()
    {
        { "-Name cloud-*", "cloud-monthly,cloud-yearly" },
        { "-Name VIRTUAL-?ifetime", "virtual-lifetime" },
        { "-Name cloud-yearly", "cloud-yearly" },
        { "-Name none-*", "" },
        { "-Customer 'other gmbh'", "virtual-service" },
        { "-Platform Cloud", "cloud-monthly,cloud-yearly" },
        { "-Platform Hardware", "hardware-yearly" },
        { "-Term Lifetime", "virtual-lifetime" },
        { "-Term Yearly -Platform Cloud", "cloud-yearly" },
        { "-Licensing PerService", "virtual-service" },
        { "-State Activating", "cloud-monthly,cloud-yearly" },
        { "-State Migrated", "" },
        { "-Region EU-WEST-1", "cloud-yearly" },
        { "-ExpiresBefore ([datetime]::UtcNow.AddDays(100))", "cloud-monthly" },
        { "-SshOpen", "" },
        { "-SshOpen:$false -Platform Hardware", "hardware-yearly" },
        { "-NotRenewedFor 2.00:00:00", "" },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public void A_filter_gives_what_it_says_and_nothing_else(string filter, string names)
        => Assert.Equal(names.Split(',', StringSplitOptions.RemoveEmptyEntries), estate.Portal.Session.Get($"Get-WmpPbx {filter}").Select(pbx => pbx.Text("Name")));

    [Theory]
    [InlineData("Get-WmpPbx -Term Weekly")]
    [InlineData("Get-WmpPbx -Platform Boat")]
    [InlineData("Get-WmpRequest -State Open")]
    public void A_word_that_is_none_is_refused_before_anything_is_sent(string command)
    {
        var before = estate.Portal.Requests();
        Assert.StartsWith("CannotConvertArgumentNoMessage,", estate.Portal.Session.End(command).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(before + 1, estate.Portal.Requests());
    }

    [Fact]
    public void A_filter_that_the_portal_can_not_read_is_a_typed_error()
        => Assert.Equal(["WmpInvalidRequest"], estate.Portal.Session.Run("Get-WmpPbx -NotRenewedFor -1.00:00:00").ErrorIds);

    [Fact]
    public void Licences_come_by_PBX_profile_and_customer()
    {
        var session = estate.Portal.Session;
        Assert.Equal(["UC-Essential 5", "UC-Business 2"], session.Get("Get-WmpLicense virtual-lifetime").Select(license => $"{license.Text("Profile")} {license.Text("EffectiveCount")}"));
        Assert.Equal("virtual-lifetime", Assert.Single(session.Get("Get-WmpLicense -Profile UC-Business -Customer 'Bergmann GmbH' | Where-Object EffectiveCount -GT 0")).Text("Pbx"));
        Assert.Equal("virtual-service", Assert.Single(session.Get("Get-WmpLicense -Customer 'Other GmbH'")).Text("Pbx"));
        Assert.Equal(0, session.Get("Get-WmpLicense virtual-lifetime -Profile UC-Premium")[0].Prop("EffectiveCount"));
    }

    [Fact]
    public void Regions_and_profiles_come_by_name_and_a_name_that_is_none_is_an_error()
    {
        var session = estate.Portal.Session;
        Assert.Equal(["eu-west-1", "eu-west-3"], session.Get("Get-WmpRegion EU-West-*").Select(region => region.Text("Name")));
        Assert.Equal("UC-Essential", Assert.Single(session.Get("Get-WmpLicenseProfile uc-essential")).Text("Name"));
        Assert.True(session.Get("Get-WmpLicenseProfile").Count >= 6);
        Assert.Equal(["WmpNotFound", "WmpNotFound"], session.Run("Get-WmpRegion nowhere; Get-WmpLicenseProfile UC-Platinum").ErrorIds);
        Assert.Empty(session.Get("Get-WmpRegion nowhere*"));
    }

    /// <summary>One PBX of each kind.</summary>
    public sealed class Estate : IDisposable
    {
        public Estate()
        {
            Portal.Session.Get(
                """
                $null = New-WmpCustomer 'Other GmbH'; $null = Add-WmpContact 'Other GmbH' -Name Anna -Email anna@other.example.com; $null = New-WmpHardwareOrder 1 -Force
                $null = New-WmpPbx cloud-monthly -Customer 'Bergmann GmbH' -Platform Cloud -Region eu-central-1 -Term Monthly -Force
                $null = New-WmpPbx cloud-yearly -Customer 'Bergmann GmbH' -Platform Cloud -Region eu-west-1 -Term Yearly -Force
                $null = New-WmpPbx virtual-lifetime -Customer 'Bergmann GmbH' -Platform Virtual -Term Lifetime -UcEssential 5 -UcBusiness 2 -Force
                $null = New-WmpPbx virtual-service -Customer 'Other GmbH' -Platform Virtual -Term FiveYears -Licensing PerService -PbxService 1 -Force
                $null = New-WmpPbx hardware-yearly -Customer 'Bergmann GmbH' -Platform Hardware -Term Yearly -Force
                """);
        }

        public PortalSession Portal { get; } = PortalSession.With();

        public void Dispose() => Portal.Dispose();
    }
}
