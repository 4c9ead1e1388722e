namespace WildixPbx.Tests.Ssh;

/// <summary>Port 2222, opened and shut over the portal.</summary>
public sealed class SshTests(PortalSession portal) : IClassFixture<PortalSession>
{
    const string Cloud = "-Platform Cloud -Region eu-west-1 -Term Yearly";

    [Theory]
    [InlineData("02:00:00", 7200)]
    [InlineData("24:00:00", 86400)]
    [InlineData("1.12:00:00", 129600)]
    [InlineData("90", 90)]
    [InlineData("([timespan]::FromMinutes(5))", 300)]
    public void A_duration_that_is_read_as_another_one_is_found(string duration, int seconds)
    {
        var name = portal.NewPbx(Cloud);
        var opened = Assert.Single(portal.Session.Get($"Enable-WmpSsh {name} -Duration {duration}"));
        Assert.Equal((true, true, $"{name}.wildixin.com:2222"), (opened.Prop("IsOpen"), opened.Prop("Changed"), opened.BaseObject.ToString()));
        Assert.Equal(TimeSpan.FromSeconds(seconds), (DateTimeOffset)opened.Prop("OpenUntil")! - (DateTimeOffset)opened.Prop("OpenedOn")!);
    }

    [Fact]
    public void What_is_open_is_listed_with_since_when_and_what_is_shut_is_not()
    {
        var names = portal.NewPbxs(3, Cloud);
        portal.Session.Get($"$null = '{names[0]}', '{names[1]}' | Enable-WmpSsh -ThrottleLimit 2; $null = Disable-WmpSsh {names[1]}");
        var open = portal.Session.Get("Get-WmpSsh -Open").ToDictionary(access => access.Text("Pbx")!);
        Assert.Contains(names[0], open.Keys);
        Assert.DoesNotContain(names[1], open.Keys);
        Assert.Null(open[names[0]].Prop("OpenUntil"));
        Assert.True((TimeSpan)open[names[0]].Prop("OpenFor")! >= TimeSpan.Zero);
        Assert.Contains(names[2], portal.Session.Get("Get-WmpSsh -Open:$false -Customer 'bergmann gmbh'").Select(access => access.Text("Pbx")));
        Assert.Equal(names.Order(), portal.Session.Get("$input | Get-WmpSsh", names).Select(access => access.Text("Pbx")).Order());
    }

    [Fact]
    public void Opening_and_shutting_twice_changes_nothing_the_second_time()
    {
        var name = portal.NewPbx(Cloud);
        Assert.Equal([true, false, true, false, true, false], portal.Session.Get(
            $"Enable-WmpSsh {name} -Duration 3600; Enable-WmpSsh {name}; Enable-WmpSsh {name} -Duration 7200; Enable-WmpSsh {name}; Disable-WmpSsh {name}; Disable-WmpSsh {name}").Select(change => (bool)change.Prop("Changed")!));
    }

    [Theory]
    [InlineData("Enable-WmpSsh {0}", "SshOnlyOnCloud")]
    [InlineData("Disable-WmpSsh {0}", "SshOnlyOnCloud")]
    [InlineData("Get-WmpSsh {0}", "SshOnlyOnCloud")]
    [InlineData("Use-WmpSsh {0} {{ }}", "SshOnlyOnCloud")]
    [InlineData("Enable-WmpSsh {1} -Duration 0", "WmpValidation")]
    [InlineData("Enable-WmpSsh {1} -Duration -00:10:00", "WmpValidation")]
    [InlineData("Enable-WmpSsh {1} -Duration soon", "WmpValidation")]
    [InlineData("Enable-WmpSsh {1} -Duration 400.00:00:00", "WmpValidation")]
    [InlineData("Enable-WmpSsh {1} -Duration 0.5", "WmpValidation")]
    [InlineData("Enable-WmpSsh {0},{1}", "WmpValidation")]
    [InlineData("Enable-WmpSsh nobody", "WmpNotFound")]
    [InlineData("Use-WmpSsh nobody {{ }}", "WmpNotFound")]
    [InlineData("Get-WmpConnection | Use-WmpSsh -ScriptBlock {{ }}", "WmpValidation")]
    public void A_call_that_makes_no_sense_opens_something(string script, string id)
    {
        var (virtualPbx, cloud) = (portal.NewPbx(), portal.NewPbx(Cloud));
        Assert.Equal([id], portal.Session.Run(string.Format(null, script, virtualPbx, cloud)).ErrorIds);
        Assert.Equal(false, portal.Session.Get($"(Get-WmpSsh {cloud}).IsOpen")[0].BaseObject);
    }

    [Theory]
    [InlineData("Use-WmpSsh nobody {{ }} -Duration 0.5")]
    [InlineData("Use-WmpSsh nobody {{ }} -Duration 367.00:00:00")]
    [InlineData("try {{ Enable-WmpSsh nobody -Duration 0.5 -ErrorAction Stop }} catch {{ throw $_ }}")]
    public void A_duration_that_the_portal_would_refuse_is_sent(string script)
    {
        var before = portal.Requests();
        var error = portal.Session.End(script.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal));
        Assert.StartsWith("WmpValidation,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Duration", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("366 days", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(before + 1, portal.Requests()); // the question itself
    }

    [Fact]
    public void Rows_are_opened_each_for_its_own_time()
    {
        var names = portal.NewPbxs(3, Cloud);
        var outcome = portal.Session.Run("$input | Enable-WmpSsh", [Rows.Of(("Name", names[0]), ("Duration", "01:00:00")), Rows.Of(("Name", names[1]), ("Duration", "")), Rows.Of(("Name", names[2]), ("Duration", "1 h"))]);
        Assert.Equal([true, false], outcome.Output.Select(change => change.Prop("OpenUntil") is not null));
        Assert.Equal(["WmpValidation"], outcome.ErrorIds);
        Assert.Contains("Duration", outcome.Error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_is_shut_also_from_an_object_that_is_no_longer_up_to_date()
    {
        var name = portal.NewPbx(Cloud);
        Assert.False((bool)portal.Session.Get($"$old = Get-WmpPbx {name}; $null = Enable-WmpSsh {name}; $old | Disable-WmpSsh")[0].Prop("IsOpen")!);
    }
}
