using System.Management.Automation;

namespace WildixPbx.Tests.Changes;

/// <summary>Columns of a file that a cmdlet does not know, and columns that it knows by another name.</summary>
public sealed class ColumnTests(PortalSession portal) : IClassFixture<PortalSession>
{
    [Fact]
    public void An_unknown_column_is_warned_of_once_a_call_with_the_nearest_name()
    {
        var names = portal.NewPbxs(3);
        var outcome = portal.Session.Run("$input | Set-WmpLicense -Force", names.Select(name => Rows.Of(("Name", name), ("UcEsential", "50"), ("UcBusiness", "1"))));
        var warning = Assert.Single(outcome.Warnings, text => text.Contains("columns", StringComparison.Ordinal));
        Assert.Contains("'UcEsential' (nearest: UcEssential)", warning, StringComparison.Ordinal);
        Assert.All(names, name => Assert.Equal(10, portal.Count(name)));
        Assert.All(names, name => Assert.Equal(1, portal.Count(name, "UC-Business")));
    }

    [Theory]
    [InlineData("License")]
    [InlineData("Force")]
    [InlineData("Add")]
    [InlineData("ThrottleLimit")]
    [InlineData("Connection")]
    public void A_column_that_is_called_like_a_switch_has_no_effect_and_is_warned_of(string column)
    {
        var outcome = portal.Session.Run("$input | Set-WmpLicense -Force", [Rows.Of(("Name", portal.NewPbx()), (column, "30"), ("UcBusiness", "1"))]);
        Assert.Single(outcome.Output);
        Assert.Contains(outcome.Warnings, text => text.Contains($"'{column}'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Add-WmpContact", "CustomerId", "Name", "Email")]
    [InlineData("Add-WmpContact", "Customer", "ContactName", "ContactEmail")]
    [InlineData("Set-WmpCustomer", "CustomerId", "NewName")]
    [InlineData("Remove-WmpCustomer", "Name")]
    [InlineData("Remove-WmpContact", "Id")]
    [InlineData("Remove-WmpRequest", "RequestId")]
    [InlineData("Set-WmpLicense", "Serial", "UC-Essential", "PBX-BASIC")]
    [InlineData("New-WmpPbx", "Customer", "Name", "Platform", "Expire", "StorageGB", "MaximumFee")]
    public void A_column_that_is_taken_is_not_warned_of(string command, params string[] columns)
    {
        var outcome = portal.Session.Run($"$input | {command} -WhatIf", [Rows.Of(columns.Select(column => (column, (object?)"x")))]);
        Assert.Empty(outcome.Warnings);
    }

    [Fact]
    public void Headers_with_hyphens_are_taken_as_the_portal_writes_profiles()
    {
        var name = portal.NewPbx();
        portal.Session.Get("$null = $input | Set-WmpLicense -Force", [Rows.Of(("Name", name), ("UC-Essential", "17"), ("PBX-BASIC", 4), ("uc-premium", "2"))]);
        Assert.Equal((17, 4, 2), (portal.Count(name), portal.Count(name, "PBX-BASIC"), portal.Count(name, "UC-Premium")));
    }

    [Fact]
    public void A_missing_column_is_told_for_each_row_that_needs_it()
    {
        var outcome = portal.Session.Run("$input | New-WmpPbx -Force", [Rows.Of(("Name", portal.NewName()), ("Platform", "Virtual")), Rows.Of(("Name", portal.NewName()), ("Platform", "Virtual"))]);
        Assert.Equal(["WmpValidation", "WmpValidation"], outcome.ErrorIds);
        Assert.All(outcome.Errors, error => Assert.Contains("Customer is missing", error.ToString(), StringComparison.Ordinal));
        Assert.All(outcome.Errors, error => Assert.Contains("Term is missing", error.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_without_anything_that_identifies_is_an_error_of_that_row()
    {
        var name = portal.NewPbx();
        var outcome = portal.Session.Run("$input | Set-WmpLicense -Force", [Rows.Of(("Box", name), ("UcEssential", "20")), Rows.Of(("Name", name), ("UcEssential", "20"))]);
        Assert.Equal(["WmpValidation"], outcome.ErrorIds);
        Assert.Contains("Identity", outcome.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, outcome.Output.Single().Prop("InputIndex"));
    }

    [Theory]
    [InlineData("@{ Name = 'x'; UcEssential = 3 } | Set-WmpLicense -Force")]
    [InlineData("@{ Name = 'x'; Customer = 'Bergmann GmbH'; Platform = 'Virtual'; Term = 'Yearly' } | New-WmpPbx -Force")]
    public void A_hashtable_is_no_row_and_that_is_said(string command)
    {
        var outcome = portal.Session.Run(command);
        Assert.Equal(["WmpValidation"], outcome.ErrorIds);
        Assert.Contains("[pscustomobject]", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_that_came_from_a_job_is_no_row_with_columns_that_somebody_wrote()
    {
        var name = portal.NewPbx();
        portal.Session.Set("text", PSSerializer.Serialize(portal.Session.Get($"Get-WmpPbx {name}")[0].BaseObject));
        var outcome = portal.Session.Run("[System.Management.Automation.PSSerializer]::Deserialize($text) | Set-WmpLicense -UcEssential 10 -Force");
        Assert.Equal(name, Assert.Single(outcome.Output).Text("Pbx"));
        Assert.Empty(outcome.Warnings);
    }

    [Fact]
    public void A_value_on_the_command_line_beats_the_column()
    {
        var name = portal.NewPbx();
        portal.Session.Get("$null = $input | Set-WmpLicense -Force -UcEssential 44", [Rows.Of(("Name", name), ("UcEssential", "33"))]);
        Assert.Equal(44, portal.Count(name));
    }
}
