using WildixPbx.Tests.Support;

namespace WildixPbx.Tests;

public sealed class PlatformRuleTests
{
    [Theory]
    [InlineData(Platform.Cloud, "WPBX-CLOUD", "")]
    [InlineData(Platform.Cloud, "wpbx-cloud", "")]
    [InlineData(Platform.Cloud, "WPBX-VM/HW", "ModelMismatch")]
    [InlineData(Platform.Cloud, "WPBX", "ModelMismatch")]
    [InlineData(Platform.Cloud, null, "")]
    [InlineData(Platform.Cloud, "", "")]
    [InlineData(Platform.Virtual, "WPBX-VM/HW", "")]
    [InlineData(Platform.Virtual, "WPBX-CLOUD", "ModelMismatch")]
    [InlineData(Platform.Virtual, null, "")]
    [InlineData(Platform.Hardware, "WPBX-VM/HW", "")]
    [InlineData(Platform.Hardware, "wpbx-vm/hw", "")]
    [InlineData(Platform.Hardware, "WPBX-CLOUD", "ModelMismatch")]
    [InlineData(Platform.Hardware, "WPBX-HW", "ModelMismatch")] // the cart's item, not the model
    public void A_model_is_refused_only_where_it_is_another_platform_s(Platform platform, string? model, string found)
        => Assert.Equal(found, Found.Errors(Make.Creation(platform) with { Model = model }));

    [Theory]
    [InlineData(Platform.Cloud, "eu-central-1", "")]
    [InlineData(Platform.Cloud, "EU-Central-1", "")]
    [InlineData(Platform.Cloud, null, "RegionRequired")]
    [InlineData(Platform.Cloud, "", "RegionRequired")]
    [InlineData(Platform.Cloud, "  ", "RegionRequired")]
    [InlineData(Platform.Cloud, "eu-central", "RegionUnknown")]
    [InlineData(Platform.Cloud, "mars-north-1", "RegionUnknown")]
    [InlineData(Platform.Virtual, null, "")]
    [InlineData(Platform.Virtual, "", "")]
    [InlineData(Platform.Virtual, "eu-central-1", "RegionNotApplicable")]
    [InlineData(Platform.Virtual, "mars-north-1", "RegionNotApplicable")]
    [InlineData(Platform.Hardware, null, "")]
    [InlineData(Platform.Hardware, " ", "")]
    [InlineData(Platform.Hardware, "eu-west-1", "RegionNotApplicable")]
    public void A_region_belongs_to_every_cloud_pbx_and_to_no_other(Platform platform, string? region, string found)
        => Assert.Equal(found, Found.Errors(Make.Creation(platform) with { Region = region }));

    [Fact]
    public void A_region_is_not_called_unknown_while_the_portal_s_regions_are()
        => Assert.Equal("", Found.Errors(Make.Creation() with { Region = "mars-north-1", Regions = null }));

    [Fact]
    public void A_portal_that_lists_no_region_knows_none()
        => Assert.Equal("RegionUnknown", Found.Errors(Make.Creation() with { Regions = [] }));

    [Theory]
    [InlineData(Platform.Cloud, Term.Monthly, "")]
    [InlineData(Platform.Cloud, Term.Yearly, "")]
    [InlineData(Platform.Cloud, Term.FiveYears, "")]
    [InlineData(Platform.Cloud, Term.Lifetime, "LifetimeNotForCloud")]
    [InlineData(Platform.Cloud, null, "")]
    [InlineData(Platform.Virtual, Term.Lifetime, "")]
    [InlineData(Platform.Hardware, Term.Lifetime, "")]
    public void Lifetime_is_refused_for_cloud_only(Platform platform, Term? term, string found)
        => Assert.Equal(found, Found.Errors(Make.Creation(platform) with { Term = term }));

    [Theory]
    [InlineData(Platform.Cloud, null, "")]
    [InlineData(Platform.Cloud, 10, "")]
    [InlineData(Platform.Cloud, 20, "")]
    [InlineData(Platform.Cloud, 500, "")]
    [InlineData(Platform.Cloud, 9, "StorageSizeInvalid")]
    [InlineData(Platform.Cloud, 11, "StorageSizeInvalid")]
    [InlineData(Platform.Cloud, 15, "StorageSizeInvalid")]
    [InlineData(Platform.Cloud, 5, "StorageSizeInvalid")]
    [InlineData(Platform.Cloud, 0, "StorageSizeInvalid")]
    [InlineData(Platform.Cloud, -10, "StorageSizeInvalid")]
    [InlineData(Platform.Virtual, null, "")]
    [InlineData(Platform.Virtual, 10, "StorageOnlyOnCloud")]
    [InlineData(Platform.Virtual, 15, "StorageOnlyOnCloud")]
    [InlineData(Platform.Hardware, null, "")]
    [InlineData(Platform.Hardware, 20, "StorageOnlyOnCloud")]
    public void Storage_comes_in_tens_and_for_cloud_only(Platform platform, int? sizeGB, string found)
        => Assert.Equal(found, Found.Errors(Make.Creation(platform) with { StorageGB = sizeGB }));

    [Theory]
    [InlineData(Platform.Hardware, 0, "HardwareNotPurchased")]
    [InlineData(Platform.Hardware, 1, "")]
    [InlineData(Platform.Hardware, 40, "")]
    [InlineData(Platform.Hardware, null, "")]
    [InlineData(Platform.Virtual, 0, "")]
    [InlineData(Platform.Cloud, 0, "")]
    public void A_box_must_be_bought_before_a_hardware_pbx_and_only_then(Platform platform, int? unused, string found)
        => Assert.Equal(found, Found.Errors(Make.Creation(platform) with { UnusedHardware = unused }));
}
