namespace WildixPbx.Tests.Changes;

/// <summary>Storage: bought for good, in force from the next 01:00 on.</summary>
public sealed class StorageTests(PortalSession portal) : IClassFixture<PortalSession>
{
    const string Cloud = "-Platform Cloud -Region eu-west-1 -Term Yearly -UcEssential 1";

    [Fact]
    public void Both_sizes_are_there_until_one_in_the_night_and_what_waits_counts_already()
    {
        var name = portal.NewPbx(Cloud);
        var first = Assert.Single(portal.Session.Get($"Add-WmpStorage {name} -Units 2 -Force"));
        Assert.Equal((10, 30, true), (first.Prop("StorageGB"), first.Prop("ScheduledStorageGB"), first.Prop("Changed")));
        Assert.Equal((1, 0), (((DateTimeOffset)first.Prop("EffectiveOn")!).Hour, ((DateTimeOffset)first.Prop("EffectiveOn")!).Minute));
        Assert.NotNull(first.Prop("Fee"));
        Assert.Equal(40, Assert.Single(portal.Session.Get($"Get-WmpPbx {name} | Add-WmpStorage -SizeGB 10 -Force")).Prop("ScheduledStorageGB"));
        Assert.Equal((10, 40), (portal.Session.Get($"(Get-WmpPbx {name}).StorageGB")[0].BaseObject, portal.Session.Get($"(Get-WmpPbx {name}).ScheduledStorageGB")[0].BaseObject));
    }

    [Theory]
    [InlineData("", "WmpNothingToChange")]
    [InlineData("-Units ''", "WmpNothingToChange")]
    [InlineData("-Units 1 -SizeGB 10", "WmpValidation")]
    [InlineData("-Units 0", "WmpValidation")]
    [InlineData("-SizeGB -10", "WmpValidation")]
    [InlineData("-SizeGB ten", "WmpValidation")]
    [InlineData("-SizeGB 15", "StorageSizeInvalid")]
    [InlineData("-Units 2147483647", "WmpValidation")]
    [InlineData("-Units 1 -MaximumFee 0.01", "FeeAboveMaximum")]
    public void An_increase_that_makes_no_sense_is_bought(string parameters, string id)
    {
        var name = portal.NewPbx(Cloud);
        Assert.Equal([id], portal.Session.Run($"Add-WmpStorage {name} {parameters} -Force").ErrorIds);
        Assert.Null(portal.Session.Get($"Get-WmpPbx {name}")[0].Prop("ScheduledStorageGB"));
    }

    [Fact]
    public void An_increase_beyond_all_counting_is_named_as_it_was_asked_for()
    {
        var name = portal.NewPbx(Cloud);
        Assert.Contains("Units can't be 300000000", portal.Session.Run($"Add-WmpStorage {name} -Units 300000000 -Force").Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("SizeGB can't be 2147483640", portal.Session.Run($"Add-WmpStorage {name} -SizeGB 2147483640 -Force").Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_bought_each_once_and_a_bad_one_is_named()
    {
        var names = portal.NewPbxs(3, Cloud);
        var virtualPbx = portal.NewPbx();
        var outcome = portal.Session.Run("$input | Add-WmpStorage -Force -ThrottleLimit 4",
        [
            Rows.Of(("Name", names[0]), ("Units", "1"), ("SizeGB", "")), Rows.Of(("Name", names[1]), ("Units", "1x"), ("SizeGB", "")),
            Rows.Of(("Name", names[2]), ("Units", ""), ("SizeGB", "20")), Rows.Of(("Name", names[0]), ("Units", "1"), ("SizeGB", "")),
            Rows.Of(("Name", virtualPbx), ("Units", "1"), ("SizeGB", "")),
        ]);
        Assert.Equal([1, 3, 4], outcome.Output.Select(result => (int)result.Prop("InputIndex")!).Order());
        Assert.Equal(["StorageOnlyOnCloud", "WmpValidation"], outcome.ErrorIds.Order());
        Assert.Equal([30, null, 30], names.Select(name => portal.Session.Get($"Get-WmpPbx {name}")[0].Prop("ScheduledStorageGB")));
        Assert.Contains(outcome.Warnings, warning => warning.StartsWith("StorageAppliedAtOneAm: 3 of 5", StringComparison.Ordinal));
    }

    [Fact]
    public void The_question_names_the_fee_and_that_it_is_for_good()
    {
        var name = portal.NewPbx(Cloud);
        var host = new ScriptedHost(Answer.No);
        using var session = portal.Another(host);
        session.Run($"Add-WmpStorage {name} -Units 1");
        var question = Assert.Single(host.Questions);
        Assert.Contains("can't be taken back", question, StringComparison.Ordinal);
        Assert.Contains("EUR", question, StringComparison.Ordinal);
        Assert.StartsWith("WmpConfirmationRequired,", portal.Session.End($"Add-WmpStorage {name} -Units 1").FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Null(portal.Session.Get($"Get-WmpPbx {name}")[0].Prop("ScheduledStorageGB"));
    }

    [Fact]
    public void An_increase_by_somebody_else_meanwhile_is_neither_lost_nor_doubled()
    {
        var name = portal.NewPbx(Cloud);
        var host = new ScriptedHost(_ =>
        {
            portal.Session.Get($"$null = Add-WmpStorage {name} -Units 1 -Force"); // while the question stands
            return Answer.Yes;
        });
        using var session = portal.Another(host);
        Assert.Equal(["WmpStaleETag"], session.Run($"Add-WmpStorage {name} -Units 2").ErrorIds);
        Assert.Equal(20, portal.Session.Get($"Get-WmpPbx {name}")[0].Prop("ScheduledStorageGB"));
    }
}
