using System.Management.Automation;

namespace WildixPbx.Tests.Changes;

/// <summary>Many rows: all results arrive, the bad ones are told, and rows of one PBX keep their order.</summary>
public sealed class BulkTests(PortalSession portal) : IClassFixture<PortalSession>
{
    [Fact]
    public void Of_10_000_rows_with_1_percent_bad_ones_all_good_ones_are_made_and_exactly_the_bad_ones_are_told()
    {
        const int count = 10_000;
        var names = portal.NewPbxs(50, "-Platform Virtual -Term Yearly -UcEssential 1");
        string[] bad = ["12x", "-5", "", "200000"];
        PSObject[] rows = [.. Enumerable.Range(0, count).Select(i => Rows.Of(
            ("Identity", i % 400 == 300 ? "no-such-pbx" : names[i % names.Length]),
            ("UcEssential", i % 100 == 0 && i % 400 != 300 ? bad[i / 100 % 4] : (2 + i / names.Length).ToString(System.Globalization.CultureInfo.InvariantCulture))))];
        int[] expected = [.. Enumerable.Range(1, count).Where(index => (index - 1) % 100 == 0)];

        var outcome = portal.Session.Run("$input | Set-WmpLicense -Force -ThrottleLimit 16", rows);

        Assert.Null(outcome.Failure);
        Assert.Equal(100, outcome.Errors.Count);
        Assert.Equal(expected, outcome.Errors.Select(error => (int)new PSObject(error.Exception).Prop("InputIndex")!).Order());
        Assert.All(outcome.Errors, error => Assert.Same(rows[(int)new PSObject(error.Exception).Prop("InputIndex")! - 1], error.TargetObject));
        Assert.All(outcome.Errors, error => Assert.StartsWith("WildixPbx.", error.Exception.GetType().FullName, StringComparison.Ordinal));
        Assert.Equal(["LicenseCountInvalid", "WmpNotFound", "WmpNothingToChange", "WmpValidation"], outcome.ErrorIds.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(1, count).Except(expected), outcome.Output.Select(result => (int)result.Prop("InputIndex")!).Order());
        Assert.All(outcome.Output, result => Assert.Same(rows[(int)result.Prop("InputIndex")! - 1], result.Properties["InputObject"].Value));
        Assert.All(names, name => Assert.Equal(201, portal.Count(name)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void Of_two_rows_with_one_name_the_first_is_made_and_the_second_is_refused(int limit)
    {
        var name = portal.NewName();
        PSObject[] rows = [Row(portal.NewName(), "Yearly"), Row(name, "Yearly"), Row(portal.NewName(), "Yearly"), Row(name.ToUpperInvariant(), "Monthly"), Row(portal.NewName(), "Yearly")];
        var outcome = portal.Session.Run($"$input | New-WmpPbx -Force -ThrottleLimit {limit}", rows);
        BadRowTests.AssertRow(outcome, "PbxNameTaken", "another name", rows[3], input: 4);
        Assert.Equal([1, 2, 3, 5], outcome.Output.Select(result => (int)result.Prop("InputIndex")!).Order());
        Assert.Equal("Yearly", portal.Session.Get($"Get-WmpPbx {name}")[0].Text("Term"));

        static PSObject Row(string name, string term) => Rows.Of(("Customer", PortalSession.Customer), ("Name", name), ("Platform", "Virtual"), ("Term", term));
    }

    [Fact]
    public void Rows_of_one_PBX_run_in_the_order_of_the_input_beside_those_of_others()
    {
        var one = portal.NewPbx("-Platform Virtual -Term Lifetime -UcEssential 1"); // where a count that goes down is refused
        var others = portal.NewPbxs(10, "-Platform Virtual -Term Lifetime -UcEssential 1");
        var rows = Enumerable.Range(0, 30).SelectMany(i => new[] { (one, i + 2), (others[i % 10], i + 2) })
            .Select(row => Rows.Of(("Identity", row.Item1), ("UcEssential", row.Item2)));
        var outcome = portal.Session.Run("$input | Set-WmpLicense -Force -ThrottleLimit 8", rows);
        Assert.Empty(outcome.ErrorIds);
        Assert.Equal(60, outcome.Output.Count);
        Assert.Equal(Enumerable.Range(1, 30), outcome.Output.Where(result => result.Text("Pbx") == one).Select(result => (int)result.Prop("PreviousCount")!));
        Assert.Equal(31, portal.Count(one));
    }

    [Fact]
    public void Rows_of_one_PBX_keep_their_order_also_where_each_calls_it_otherwise()
    {
        var names = portal.NewPbxs(4, "-Platform Virtual -Term Lifetime -UcEssential 1");
        var pbxs = names.Select(name => portal.Session.Get($"Get-WmpPbx {name}")[0]).ToArray();
        var rows = Enumerable.Range(0, 40).Select(i => (Pbx: pbxs[i % 4], Index: i)).Select(row => Rows.Of(
            ("Identity", (row.Index / 4 % 5) switch
            {
                0 => row.Pbx.Text("Name"),
                1 => row.Pbx.Text("Serial")!.ToUpperInvariant(),
                2 => row.Pbx.Text("Id"),
                3 => row.Pbx.Text("Name")!.ToUpperInvariant() + ".WILDIXIN.COM",
                _ => " " + row.Pbx.Text("Serial") + " ",
            }),
            ("UcEssential", 2 + row.Index)));
        var outcome = portal.Session.Run("$input | Set-WmpLicense -Force -ThrottleLimit 8", rows);
        Assert.Empty(outcome.ErrorIds);
        Assert.Equal([38, 39, 40, 41], names.Select(name => portal.Count(name)));
    }

    [Fact]
    public void A_row_that_ends_the_pipeline_leaves_the_later_ones_unsent()
    {
        var names = portal.NewPbxs(3);
        var rows = Enumerable.Range(0, 300).Select(i => Rows.Of(("Identity", i == 5 ? "no-such-pbx" : names[i % 3]), ("UcEssential", 11 + i)));
        var before = portal.Mutations();
        var outcome = portal.Session.Run("$input | Set-WmpLicense -Force -ThrottleLimit 8 -ErrorAction Stop", rows);
        Assert.StartsWith("WmpNotFound,", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.InRange(portal.Mutations() - before, 1, 5 + 1 + 8); // those before it, itself, and what ran beside it
    }

    [Fact]
    public void A_warning_stands_for_all_rows_with_their_number()
    {
        var names = portal.NewPbxs(4);
        var outcome = portal.Session.Run("$input | Set-WmpLicense -Force -UcEssential 20 -ThrottleLimit 4", names);
        Assert.Equal("NotLastDay: 4 of 4 inputs. The results' Findings say more.", Assert.Single(outcome.Warnings));
    }

    [Fact]
    public void Names_that_are_piped_are_inputs_like_rows()
    {
        var names = portal.NewPbxs(3);
        var outcome = portal.Session.Run("$input | Set-WmpLicense -Force -UcEssential 20", [names[0], "no-such-pbx", names[2]]);
        Assert.Equal([1, 3], outcome.Output.Select(result => (int)result.Prop("InputIndex")!));
        Assert.Equal([names[0], names[2]], outcome.Output.Select(result => result.Text("InputObject")));
        Assert.Equal("no-such-pbx", outcome.Error.TargetObject.ToString());
        Assert.StartsWith("Input 2: ", outcome.Error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_that_is_none_is_refused_by_the_binder()
        => Assert.StartsWith("ParameterArgumentValidationError,", portal.Session.End("Set-WmpLicense x -UcEssential 1 -Force -ThrottleLimit 0").FullyQualifiedErrorId, StringComparison.Ordinal);
}
