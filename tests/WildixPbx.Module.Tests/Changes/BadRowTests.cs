using System.Management.Automation;

namespace WildixPbx.Tests.Changes;

/// <summary>One bad row among good ones: a typed error that names it and says what to do, and the rest goes on.</summary>
public sealed class BadRowTests(PortalSession portal) : IClassFixture<PortalSession>
{
    public static TheoryData<string, string, string> NewPbxRows => new()
    {
        { "LifetimeNotForCloud", "Platform=Cloud;Region=eu-central-1;Term=Lifetime", "Monthly, Yearly or FiveYears" },
        { "RegionNotApplicable", "Platform=Virtual;Region=eu-central-1;Term=Yearly", "Leave the region out" },
        { "RegionNotApplicable", "Platform=Hardware;Region=eu-central-1;Term=Yearly", "Leave the region out" },
        { "RegionRequired", "Platform=Cloud;Region= ;Term=Yearly", "Get-WmpRegion" },
        { "RegionUnknown", "Platform=Cloud;Region=eu-nowhere-1;Term=Yearly", "Get-WmpRegion" },
        { "HardwareNotPurchased", "Platform=Hardware;Term=Yearly", "New-WmpHardwareOrder" },
        { "PbxNameInvalid", "Platform=Virtual;Term=Yearly;Name=two words", "a-z, 0-9" },
        { "FeeAboveMaximum", "Platform=Virtual;Term=Yearly;UcEssential=10;MaximumFee=399.99", "-MaximumFee" },
        { "LicenseCountInvalid", "Platform=Virtual;Term=Yearly;UcEssential=-1", "0 to 100000" },
        { "StorageOnlyOnCloud", "Platform=Virtual;Term=Yearly;StorageGB=20", "Leave the storage out" },
        { "StorageSizeInvalid", "Platform=Cloud;Region=eu-central-1;Term=Yearly;StorageGB=15", "multiple of 10" },
        { "ModelMismatch", "Platform=Cloud;Region=eu-central-1;Term=Yearly;Model=WPBX-VM/HW", "model" },
        { "WmpValidation", "Platform=Virtual;Term=Yearly;UcEssential=12x", "UcEssential" },
        { "WmpValidation", "Platform=Virtual;Term=Yearly;MaximumFee=1,250.50", "MaximumFee" },
        { "WmpValidation", "Platform=Virtuel;Term=Yearly", "Platform" },
        { "WmpValidation", "Platform=Virtual;Term=", "Term" },
        { "WmpNotFound", "Platform=Virtual;Term=Yearly;Customer=Nobody Ltd", "Get-WmpCustomer" },
    };

    [Theory]
    [MemberData(nameof(NewPbxRows))]
    public void A_bad_row_of_New_WmpPbx_is_refused_by_its_own_error_and_the_others_are_made(string id, string cells, string advice)
    {
        string[] names = [portal.NewName(), portal.NewName(), portal.NewName()];
        PSObject[] rows = [Good(names[0]), Bad(names[1], cells), Good(names[2])];

        var outcome = portal.Session.Run("$input | New-WmpPbx -Force", rows);
        AssertRow(outcome, id, advice, rows[1], input: 2);
        Assert.Equal([names[0], names[2]], outcome.Output.Select(result => result.Text("Name")));
        Assert.Equal([1, 3], outcome.Output.Select(result => (int)result.Prop("InputIndex")!));

        PSObject[] again = [Good(portal.NewName()), Bad(portal.NewName(), cells), Good(portal.NewName())];
        var stopped = portal.Session.Run("$input | New-WmpPbx -Force -ErrorAction Stop", again);
        Assert.NotNull(stopped.Failure);
        Assert.StartsWith(id + ",", stopped.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(portal.Session.Get($"Get-WmpPbx {again[0].Text("Name")}"));
        Assert.Equal(["WmpNotFound"], portal.Session.Run($"Get-WmpPbx {again[2].Text("Name")}").ErrorIds);
    }

    [Fact]
    public void Upper_case_and_blanks_around_a_name_are_no_fault()
    {
        var name = portal.NewName();
        var made = Assert.Single(portal.Session.Get("$input | New-WmpPbx -Force", [Bad($" {name.ToUpperInvariant()} ", "Platform= virtual ;Term=FIVE-YEARS")]));
        Assert.Equal((name, "Virtual", "FiveYears"), (made.Text("Name"), made.Text("Platform"), made.Text("Term")));
    }

    [Theory]
    [InlineData("LifetimeDecrease", "5", "", "Keep the count")]
    [InlineData("FeeAboveMaximum", "11", "239.99", "-MaximumFee")]
    [InlineData("LicenseCountInvalid", "100001", "", "0 to 100000")]
    [InlineData("WmpValidation", "12x", "", "UcEssential")]
    [InlineData("WmpValidation", "1.5", "", "UcEssential")]
    [InlineData("WmpValidation", "99999999999", "", "UcEssential")]
    [InlineData("WmpNothingToChange", " ", "", "at least one profile")]
    public void A_bad_row_of_Set_WmpLicense_is_refused_by_its_own_error_and_the_others_are_changed(string id, string count, string maximum, string advice)
    {
        var names = portal.NewPbxs(3, "-Platform Virtual -Term Lifetime -UcEssential 10");
        PSObject[] rows = [Row(names[0], "20", "5000"), Row(names[1], count, maximum), Row(names[2], "20", "5000")];
        var outcome = portal.Session.Run("$input | Set-WmpLicense -Force -ErrorAction Stop", rows);
        Assert.NotNull(outcome.Failure);
        Assert.StartsWith(id + ",", outcome.Error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal([20, 10, 10], names.Select(name => portal.Count(name)));

        AssertRow(portal.Session.Run("$input | Set-WmpLicense -Force", rows), id, advice, rows[1], input: 2);
        Assert.Equal([20, 10, 20], names.Select(name => portal.Count(name)));

        static PSObject Row(string pbx, string count, string maximum) => Rows.Of(("Identity", pbx), ("UcEssential", count), ("MaximumFee", maximum));
    }

    [Fact]
    public void An_unknown_profile_is_refused_by_name()
    {
        var name = portal.NewPbx();
        var outcome = portal.Session.Run($"Set-WmpLicense {name} -License @{{ 'UC-Platinum' = 3 }} -Force");
        Assert.Equal(["ProfileUnknown"], outcome.ErrorIds);
        Assert.Contains("UC-Platinum", outcome.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Get-WmpLicenseProfile", outcome.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(name, outcome.Error.TargetObject);
    }

    [Fact]
    public void A_count_of_the_hashtable_that_can_not_be_read_is_named_by_its_profile()
    {
        var outcome = portal.Session.Run($"Set-WmpLicense {portal.NewPbx()} -License @{{ 'UC-Premium' = '3 or 4' }} -Force");
        Assert.Equal(["WmpValidation"], outcome.ErrorIds);
        Assert.Contains("UC-Premium", outcome.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_profile_with_two_different_counts_is_refused_instead_of_one_of_them_winning()
    {
        var name = portal.NewPbx();
        Assert.Equal(["WmpValidation"], portal.Session.Run($"Set-WmpLicense {name} -UcEssential 20 -License @{{ 'uc-essential' = 30 }} -Force").ErrorIds);
        Assert.Equal(10, portal.Count(name));
    }

    [Fact]
    public void Several_cells_that_can_not_be_read_are_told_in_one_error()
    {
        var error = portal.Session.Run("$input | New-WmpPbx -Force", [Bad("x1", "Platform=Boat;Term=Weekly;UcEssential=many")]).Error;
        foreach (var text in (string[])["Boat", "Weekly", "many", "Cloud, Virtual, Hardware", "Monthly, Yearly, FiveYears, Lifetime"])
            Assert.Contains(text, error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    internal static void AssertRow(Outcome outcome, string id, string advice, PSObject row, int input)
    {
        Assert.Null(outcome.Failure);
        var error = Assert.Single(outcome.Errors);
        Assert.StartsWith(id + ",WildixPbx.Commands.", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("WildixPbx.", error.Exception.GetType().FullName!, StringComparison.Ordinal);
        Assert.StartsWith($"Input {input}: ", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.OrdinalIgnoreCase);
        Assert.NotEqual(ErrorCategory.NotSpecified, error.CategoryInfo.Category);
        Assert.Same(row, error.TargetObject);
        Assert.Equal(input, new PSObject(error.Exception).Prop("InputIndex"));
        Assert.Same(row, new PSObject(error.Exception).Properties["InputObject"].Value);
    }

    static PSObject Good(string name) => Bad(name, "Platform=Virtual;Term=Yearly");

    static PSObject Bad(string name, string cells)
    {
        var row = Rows.Of(("Customer", PortalSession.Customer), ("Name", name));
        foreach (var cell in cells.Split(';').Select(cell => cell.Split('=')))
        {
            row.Properties.Remove(cell[0]);
            row.Properties.Add(new PSNoteProperty(cell[0], cell[1]));
        }

        return row;
    }
}
