using System.Management.Automation;

namespace WildixPbx.Tests;

/// <summary>The licence check of an estate at a portal: judged by its clock, narrowed by it, page by page.</summary>
public sealed class EstateStatusTests(EstateStatusTests.Estate estate) : IClassFixture<EstateStatusTests.Estate>
{
    const int Count = 250;

    readonly ModuleSession _session = estate.Portal.Session;

    [Fact]
    public void A_PBX_that_was_moved_to_the_Cloud_stands_in_the_check_beside_the_one_that_it_became()
    {
        using var portal = new PortalSession();
        var name = portal.NewPbx();
        portal.Session.Get($"Set-WmpSandboxPbx {name} -Activated true -Sandbox $sandbox");
        var id = (string)portal.Session.Get($"(Get-WmpPbx {name}).Id")[0].BaseObject;
        MoveToCloud(portal, id);
        Assert.Equal(("Cloud", "NotApplicable"), Assert.Single(portal.Session.Get("Get-LicenseCheckStatus")) is var only ? (only.Text("Platform"), only.Text("State")) : default);
        Assert.Equal("NotApplicable", Assert.Single(portal.Session.Get($"Get-LicenseCheckStatus {id}")).Text("State")); // asked for by itself
        Assert.Equal([id], portal.Session.Get("Get-WmpPbx -State Migrated").Select(pbx => pbx.Text("Id")));
        Assert.Equal("WmpPbxMigrated", Assert.Single(portal.Session.Run($"Test-PbxMigration {id}").ErrorIds));
        Assert.Equal("WmpPbxMigrated", Assert.Single(portal.Session.Run($"Set-WmpPbx {id} -Name {portal.NewName()}").ErrorIds));
    }

    // By the request alone, as any other client of the portal would.
    static void MoveToCloud(PortalSession portal, string id)
    {
        using var http = new HttpClient { BaseAddress = (Uri)portal.Sandbox.Prop("Uri")! };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/pbxs/{id}/cloud-move") { Content = new StringContent("""{"region":"eu-central-1"}""", System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", portal.Token);
        request.Headers.Add("Idempotency-Key", id);
        using var response = http.Send(request, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public void Every_PBX_has_the_state_that_its_renewal_says()
    {
        var pbxs = _session.Get("Get-WmpPbx").ToDictionary(pbx => pbx.Text("Id")!);
        Assert.Equal(Count, estate.All.Count);
        Assert.Equal(pbxs.Keys.Order(), estate.All.Select(status => status.Text("PbxId")!).Order());
        foreach (var status in estate.All)
        {
            var pbx = pbxs[status.Text("PbxId")!];
            Assert.Equal(Expected(pbx, (DateTimeOffset)status.Prop("AsOf")!), status.Text("State"));
            foreach (var name in new[] { "Customer", "Serial", "Platform", "Model", "Licensing", "WmsVersion", "LastRenewal", "Term", "ExpiresOn" })
                Assert.Equal(pbx.Text(name), status.Text(name));
            Assert.Equal("Portal", status.Text("Source"));
        }

        Assert.Equal(6, estate.All.Select(status => status.Text("State")).Distinct().Count());
    }

    [Theory]
    [InlineData("0.00:00:00", "Ok", "Ok")]
    [InlineData("1.00:00:00", "Ok", "Ok")]
    [InlineData("2.00:00:00", "Ok", "Ok")]
    [InlineData("2.00:01:00", "Grace", "NotCovered")]
    [InlineData("13.00:00:00", "Grace", "NotCovered")]
    [InlineData("14.00:00:00", "Grace", "NotCovered")]
    [InlineData("14.00:01:00", "EmergencyOnly", "NotCovered")]
    [InlineData("15.00:00:00", "EmergencyOnly", "NotCovered")]
    public void Another_moment_is_judged_to_the_minute_by_renewals_of_the_portal(string age, string perUser, string perService)
    {
        foreach (var (licensing, state) in new[] { ("PerUser", perUser), ("PerService", perService) })
        {
            Assert.Equal(state, Assert.Single(_session.Get(
                $"$pbx = @(Get-WmpPbx -Licensing {licensing} | Where-Object {{ $_.LastRenewal }})[0]; $pbx | Get-LicenseCheckStatus -AsOf ($pbx.LastRenewal + [timespan]'{age}')")).Text("State"));
        }
    }

    public static TheoryData<string, string, string[]> Filters => new()
    {
        { "-State Grace", "{ $_.State -eq 'Grace' }", ["notRenewedForSeconds=", "licensing=PerUser", "platform=Virtual&platform=Hardware"] },
        { "-State EmergencyOnly", "{ $_.State -eq 'EmergencyOnly' }", ["notRenewedForSeconds=1209", "licensing=PerUser"] },
        { "-State Grace, EmergencyOnly", "{ $_.State -in 'Grace', 'EmergencyOnly' }", ["notRenewedForSeconds=172", "licensing=PerUser"] },
        { "-State NotCovered", "{ $_.State -eq 'NotCovered' }", ["licensing=PerService"] },
        { "-State NotCovered, Grace", "{ $_.State -in 'Grace', 'NotCovered' }", ["notRenewedForSeconds="] },
        { "-State Unknown, Ok", "{ $_.State -in 'Unknown', 'Ok' }", ["platform=Virtual&platform=Hardware"] },
        { "-State NotApplicable", "{ $_.State -eq 'NotApplicable' }", [] },
        { "-MinimumDays 0", "{ $null -ne $_.DaysSince }", [] },
        { "-MinimumDays 1", "{ $_.DaysSince -ge 1 }", ["notRenewedForSeconds="] },
        { "-MinimumDays 3", "{ $_.DaysSince -ge 3 }", ["notRenewedForSeconds="] },
        { "-MinimumDays 15", "{ $_.DaysSince -ge 15 }", ["notRenewedForSeconds="] },
        { "-MinimumDays 15 -State Ok", "{ $false }", ["notRenewedForSeconds="] },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public void A_filter_gives_the_same_as_choosing_from_all_and_the_portal_is_asked_for_less(string filter, string condition, string[] asked)
    {
        // At one moment, so that no PBX changes its state between the two.
        _session.Get("$at = @(Get-LicenseCheckStatus)[0].AsOf");
        var outcome = _session.Run($"Get-LicenseCheckStatus -AsOf $at {filter} -Verbose");
        Assert.Null(outcome.Failure);
        Assert.Equal(_session.Get($"Get-LicenseCheckStatus -AsOf $at | Where-Object {condition}").Select(Id), outcome.Output.Select(Id));
        var list = outcome.Verbose.First(line => line.Contains("GET pbxs", StringComparison.Ordinal) || line.Contains("/pbxs", StringComparison.Ordinal));
        foreach (var part in asked) Assert.Contains(part, list, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-30)]
    [InlineData(30)]
    public void A_filter_holds_for_the_moment_that_is_judged_and_not_for_the_portals(int days)
    {
        _session.Get($"$at = @(Get-LicenseCheckStatus)[0].AsOf.AddDays({days})");
        foreach (var (filter, condition) in new[] { ("-State Grace, EmergencyOnly", "{ $_.State -in 'Grace', 'EmergencyOnly' }"), ("-MinimumDays 20", "{ $_.DaysSince -ge 20 }") })
            Assert.Equal(_session.Get($"Get-LicenseCheckStatus -AsOf $at | Where-Object {condition}").Select(Id), _session.Get($"Get-LicenseCheckStatus -AsOf $at {filter}").Select(Id));
    }

    [Fact]
    public void A_customer_is_found_by_name_and_id_and_one_that_is_not_there_is_an_error()
    {
        var customer = estate.All[0].Text("Customer")!;
        var expected = estate.All.Where(status => status.Text("Customer") == customer).Select(Id).ToArray();
        _session.Set("name", customer);
        Assert.Equal(expected, _session.Get("Get-LicenseCheckStatus -Customer $name.ToUpperInvariant()").Select(Id));
        Assert.Equal(expected, _session.Get("Get-LicenseCheckStatus -Customer (Get-WmpCustomer $name).Id").Select(Id));
        Assert.Equal(expected, _session.Get("Get-WmpCustomer $name | Get-LicenseCheckStatus").Select(Id));
        Assert.Equal(expected, _session.Get("Get-WmpPbx | Get-LicenseCheckStatus -Customer $name").Select(Id));
        Assert.StartsWith("WmpNotFound,", _session.End("Get-LicenseCheckStatus -Customer 'Nobody Ltd'").FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_object_is_there_before_the_second_page_is_asked_for()
    {
        var before = estate.Portal.Requests();
        var seen = _session.Get("Get-LicenseCheckStatus | & { process { if (++$script:i -in 1, 100, 101) { (Get-WmpSandbox $sandbox.Name).Statistics.Requests } } }").Select(count => (long)count.BaseObject);
        Assert.Equal([before + 3, before + 4, before + 6], seen); // the clock, and the first page
        Assert.Single(_session.Get("do { Get-LicenseCheckStatus | & { process { $_; break } } } while ($false)"));
    }

    [Fact]
    public void What_is_piped_is_judged_objects_without_asking_again_and_names_one_by_one()
    {
        _session.Get("$pbxs = Get-WmpPbx -First 5");
        var before = estate.Portal.Requests();
        var piped = _session.Get("$pbxs | Get-LicenseCheckStatus").Select(Id).ToArray();
        Assert.Equal(before + 2, estate.Portal.Requests()); // the portal's clock, and the count itself
        Assert.Equal(piped, _session.Get("$pbxs.Name | Get-LicenseCheckStatus").Select(Id));
        Assert.Equal(piped, _session.Get("$pbxs.Serial | Get-LicenseCheckStatus").Select(Id));
        Assert.Equal(piped, _session.Get("$pbxs.Serial | ForEach-Object { [pscustomobject]@{ Serial = $_ } } | Get-LicenseCheckStatus").Select(Id));
        Assert.Equal([piped[0]], _session.Get("Get-LicenseCheckStatus $pbxs[0].Id").Select(Id));
        Assert.Equal(piped, _session.Get("$pbxs | ForEach-Object { [pscustomobject]@{ Name = $_.Name; Id = $_.Id; Platform = $_.Platform; Licensing = $_.Licensing; LastRenewal = $_.LastRenewal } } | Get-LicenseCheckStatus").Select(Id));

        var outcome = _session.Run("$pbxs[0].Name, 'none-such', $pbxs[1].Name | Get-LicenseCheckStatus");
        Assert.Equal(["WmpNotFound"], outcome.ErrorIds);
        Assert.Equal(2, outcome.Output.Count);
    }

    [Fact]
    public void A_result_goes_on_to_the_cmdlets_that_take_a_PBX()
        => Assert.Equal(estate.All.Take(3).Select(Id), _session.Get("@(Get-LicenseCheckStatus)[0..2] | Get-WmpPbx").Select(pbx => pbx.Text("Id")));

    [Fact]
    public void An_estate_is_made_once_and_another_one_in_its_place_is_refused()
    {
        Assert.Equal(estate.Portal.Sandbox.Text("Uri"), _session.Get("(Start-WmpSandbox $sandbox.Name -Temporary -Seed status -PbxCount 250).Uri")[0].BaseObject.ToString());
        Assert.StartsWith("WmpSandboxNotEmpty,", _session.End("Start-WmpSandbox $sandbox.Name -Temporary -Seed other").FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("WmpValidation,", _session.End("Start-WmpSandbox counted -Temporary -PbxCount 5").FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    static string? Id(PSObject status) => status.Text("PbxId");

    // By the words of the catalogue, and not by the code that the module judges with.
    static string Expected(PSObject pbx, DateTimeOffset asOf)
    {
        if (pbx.Text("Platform") == "Cloud") return "NotApplicable";
        if (pbx.Prop("LastRenewal") is not DateTimeOffset renewal) return "Unknown";
        var hours = (asOf - renewal).TotalHours;
        return hours <= 48 ? "Ok" : pbx.Text("Licensing") == "PerService" ? "NotCovered" : hours <= 14 * 24 ? "Grace" : "EmergencyOnly";
    }

    /// <summary>A seeded estate of more than one page.</summary>
    public sealed class Estate : IDisposable
    {
        public Estate() => All = Portal.Session.Get("Get-LicenseCheckStatus");

        public PortalSession Portal { get; } = PortalSession.With($"-Seed status -PbxCount {Count}");

        public IReadOnlyList<PSObject> All { get; }

        public void Dispose() => Portal.Dispose();
    }
}
