using System.Management.Automation;

namespace WildixPbx.Tests.Changes;

/// <summary>A blank cell means not given: nothing changes that was not written, through every cmdlet that takes rows.</summary>
public sealed class BlankCellTests(PortalSession portal) : IClassFixture<PortalSession>
{
    public static TheoryData<string, string, string> Commands => new()
    {
        { "New-WmpCustomer", "Name", "WmpValidation" },
        { "Set-WmpCustomer", "Identity,Name", "WmpValidation" },
        { "Remove-WmpCustomer", "Identity,CustomerId,Id,Name", "WmpValidation" },
        { "Add-WmpContact", "Customer,Name,Email", "WmpValidation" },
        { "Remove-WmpContact", "Identity,Id", "WmpValidation" },
        { "New-WmpPbx", "Customer,Name,Platform,Model,Region,Term,Licensing,StorageGB,MaximumFee,PbxBasic,UcEssential,UcBusiness,UcPremium,UcWizyconf,PbxService", "WmpValidation" },
        { "Set-WmpLicense", "Identity,Id,Serial,Name,PbxBasic,UcEssential,UcBusiness,UcPremium,UcWizyconf,PbxService,MaximumFee", "WmpValidation" },
        { "New-WmpHardwareOrder", "Quantity,Item,MaximumFee", "WmpNothingToChange" },
        { "Remove-WmpRequest", "RequestId,Identity,Id", "WmpValidation" },
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_row_of_blanks_changes_nothing_and_is_told(string command, string columns, string id)
    {
        portal.NewPbx();
        var before = portal.Everything();
        var sent = portal.Mutations();
        PSObject[] rows = [Blank(""), Blank("   "), Blank(null), Blank("\t")];
        var outcome = portal.Session.Run($"$input | {command} -Confirm:$false", rows);
        Assert.Empty(outcome.Output);
        Assert.Equal(Enumerable.Repeat(id, rows.Length), outcome.ErrorIds);
        Assert.Equal(rows, outcome.Errors.Select(error => error.TargetObject));
        Assert.Equal(before, portal.Everything());
        Assert.Equal(sent, portal.Mutations());

        PSObject Blank(string? cell) => Rows.Of(columns.Split(',').Select(column => (column, (object?)cell)));
    }

    [Theory]
    [InlineData("Approve-WmpSandboxRequest")]
    [InlineData("Deny-WmpSandboxRequest")]
    [InlineData("Wait-WmpRequest -Connection (Get-WmpConnection)")]
    [InlineData("Get-WmpRequest")]
    [InlineData("Get-WmpPbx")]
    [InlineData("Get-WmpLicense")]
    [InlineData("Get-WmpCustomer")]
    [InlineData("Get-WmpContact")]
    public void A_row_of_blanks_stands_for_no_object_and_never_for_all(string command)
    {
        portal.NewPbx();
        PSObject[] rows = [Rows.Of(("RequestId", ""), ("Identity", ""), ("Id", " "), ("Name", ""), ("Customer", ""), ("CustomerId", null))];
        var outcome = portal.Session.Run($"$input | {command} {(command.Contains("Sandbox", StringComparison.Ordinal) ? "-Sandbox $sandbox" : "")}", rows);
        Assert.Empty(outcome.Output);
        Assert.Equal(["WmpValidation"], outcome.ErrorIds);
    }

    [Fact]
    public void Only_the_written_counts_of_a_row_change()
    {
        var name = portal.NewPbx("-Platform Virtual -Term Yearly -PbxBasic 1 -UcEssential 2 -UcBusiness 3 -UcPremium 4 -UcWizyconf 5 -PbxService 6");
        portal.Session.Get("$null = $input | Set-WmpLicense -Force",
            [Rows.Of(("Identity", ""), ("Id", " "), ("Name", name), ("PbxBasic", ""), ("UcEssential", " "), ("UcBusiness", "30"), ("UcPremium", null), ("UcWizyconf", "\t"), ("PbxService", ""), ("MaximumFee", ""))]);
        var counts = portal.Session.Get($"Get-WmpLicense {name}").ToDictionary(license => license.Text("Profile")!, license => (int)license.Prop("RequestedCount")!);
        Assert.Equal([1, 2, 30, 4, 5, 6], new[] { "PBX-BASIC", "UC-Essential", "UC-Business", "UC-Premium", "UC-Wizyconf", "PBX-Service" }.Select(profile => counts[profile]));
        Assert.Empty(portal.Session.Get($"Get-WmpRequest -Pbx {name}"));
    }

    [Fact]
    public void A_new_PBX_has_the_defaults_where_the_cells_are_blank()
    {
        var name = portal.NewName();
        var made = Assert.Single(portal.Session.Get("$input | New-WmpPbx -Force",
            [Rows.Of(("Customer", "Bergmann GmbH"), ("Name", name), ("Platform", "Cloud"), ("Model", ""), ("Region", "eu-central-1"), ("Term", "Monthly"), ("Licensing", " "), ("StorageGB", ""), ("UcEssential", ""), ("MaximumFee", " "))]));
        Assert.Equal(("PerUser", 10, "WPBX-CLOUD"), (made.Text("Licensing"), made.Prop("StorageGB"), made.Text("Model")));
        Assert.Empty(portal.Session.Get($"Get-WmpLicense {name}"));
    }

    [Fact]
    public void A_written_0_is_0()
    {
        var name = portal.NewPbx("-Platform Virtual -Term Yearly -UcEssential 10 -UcBusiness 5");
        var result = Assert.Single(portal.Session.Get("$input | Set-WmpLicense -Force", [Rows.Of(("Name", name), ("UcEssential", "0"), ("UcBusiness", ""))]));
        Assert.Equal((0, 10), ((int)result.Prop("RequestedCount")!, (int)result.Prop("EffectiveCount")!));
    }

    [Fact]
    public void A_blank_contact_name_does_not_take_the_one_of_the_row_before()
    {
        var before = portal.Everything().Length;
        var outcome = portal.Session.Run("$input | Add-WmpContact",
            [Rows.Of(("Customer", "Bergmann GmbH"), ("Name", "First"), ("Email", "first@bergmann.example.com")), Rows.Of(("Customer", "Bergmann GmbH"), ("Name", ""), ("Email", "second@bergmann.example.com"))]);
        Assert.Equal(["WmpValidation"], outcome.ErrorIds);
        Assert.Equal(before + 1, portal.Everything().Length);
    }
}
