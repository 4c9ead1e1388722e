namespace WildixPbx.Tests.Files;

/// <summary>A report is written whole or not at all, and an earlier one is never lost.</summary>
public sealed class WholeOrNotTests : IDisposable
{
    const string Earlier = "the report of yesterday";

    readonly Statuses _statuses = new();

    [Fact]
    public void A_pipeline_that_fails_or_is_stopped_leaves_the_earlier_report_and_nothing_beside_it()
    {
        File.WriteAllText(_statuses.At("r.csv"), Earlier);
        foreach (var end in (string[])["& { New-Estate; throw 'the portal is gone' }", "& { $ErrorActionPreference = 'Stop'; New-Estate; Get-WmpPbx }"])
            Assert.NotNull(_statuses.Session.Run($"{end} | Export-WmpLicenseCheckReport -Path '{_statuses.At("r.csv")}', '{_statuses.At("new.html")}'").Failure);
        Assert.Equal(["r.csv"], _statuses.Files());
        Assert.Equal(Earlier, File.ReadAllText(_statuses.At("r.csv")));
    }

    [Fact]
    public void A_full_disk_that_costs_the_earlier_report_is_found()
    {
        var disk = _statuses.At("disk");
        Directory.CreateDirectory(disk);
        Assert.SkipUnless(OperatingSystem.IsLinux() && Programs.Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk) is not null, "A small disk can't be mounted here.");
        try
        {
            var path = Path.Combine(disk, "r.json");
            File.WriteAllText(path, Earlier);
            var error = _statuses.Session.End($"New-LargeEstate 500 | Export-WmpLicenseCheckReport -Path '{path}'");
            Assert.Equal("WmpReportUnwritable,WildixPbx.Commands.ExportWmpLicenseCheckReportCommand", error.FullyQualifiedErrorId);
            Assert.Contains("What was there before is as it was.", error.Exception.Message, StringComparison.Ordinal);
            Assert.Equal(Earlier, File.ReadAllText(path));
            Assert.Equal(["r.json"], Directory.GetFiles(disk).Select(Path.GetFileName));
        }
        finally
        {
            Programs.Run("umount", disk);
        }
    }

    [Fact]
    public void One_of_several_files_that_can_t_be_written_keeps_the_others_from_being_replaced()
    {
        File.WriteAllText(_statuses.At("r.csv"), Earlier);
        var error = _statuses.Session.End($"New-Estate | Export-WmpLicenseCheckReport -Path '{_statuses.At("r.csv")}', '{_statuses.At("missing/r.html")}'");
        Assert.StartsWith("WmpReportUnwritable,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("None of the files was put in its place.", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("folder that exists", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(Earlier, File.ReadAllText(_statuses.At("r.csv")));
        Assert.Equal(["r.csv"], _statuses.Files());
    }

    [Fact]
    public void A_folder_in_the_place_of_a_report_is_named()
    {
        Directory.CreateDirectory(_statuses.At("r.html"));
        var error = _statuses.Session.End($"New-Estate | Export-WmpLicenseCheckReport -Path '{_statuses.At("r.html")}'");
        Assert.Contains("it is a folder", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_earlier_report_is_replaced_but_not_with_NoClobber_and_a_read_only_one_only_with_Force()
    {
        var path = _statuses.At("r.csv");
        File.WriteAllText(path, Earlier);
        Assert.StartsWith("WmpReportExists,", _statuses.Session.End($"New-Estate | Export-WmpLicenseCheckReport -Path '{path}' -NoClobber").FullyQualifiedErrorId, StringComparison.Ordinal);
        File.SetAttributes(path, FileAttributes.ReadOnly);
        Assert.StartsWith("WmpReportUnwritable,", _statuses.Session.End($"New-Estate | Export-WmpLicenseCheckReport -Path '{path}'").FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(Earlier, File.ReadAllText(path));
        Assert.StartsWith("Customer,", _statuses.Export("New-Estate", "r.csv", "-Force"), StringComparison.Ordinal);
        Assert.Equal(["r.csv"], _statuses.Files());
    }

    [Fact]
    public void A_link_to_the_newest_report_stays_a_link_and_rights_that_were_given_stay_given()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right of their own there.");
        if (OperatingSystem.IsWindows()) return; // the compiler does not know what skipping is
        var (path, link) = (_statuses.At("real.csv"), _statuses.At("latest.csv"));
        File.WriteAllText(path, Earlier);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        File.CreateSymbolicLink(link, path);
        _statuses.Export("New-Estate", "latest.csv");
        Assert.Equal(path, new FileInfo(link).LinkTarget);
        Assert.StartsWith("Customer,", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead, File.GetUnixFileMode(path));
    }

    [Fact]
    public void WhatIf_that_touches_the_disk_is_found()
    {
        _statuses.Session.Get($"New-Estate | Export-WmpLicenseCheckReport -Path '{_statuses.At("r.csv")}', '{_statuses.At("r.html")}' -WhatIf");
        Assert.Empty(_statuses.Files());
    }

    [Theory]
    [InlineData("'r.pdf'", "Validation", "does not say a format")]
    [InlineData("'r'", "Validation", ".html, .json, .csv, .xml (JUnit) or .md")]
    [InlineData("'r.csv', 'r.csv'", "Validation", "is given twice")]
    [InlineData("' '", "Validation", "has no name")]
    public void A_path_that_makes_no_report_is_refused(string path, string id, string text)
    {
        var error = _statuses.Session.End($"New-Estate | Export-WmpLicenseCheckReport -Path {path}");
        Assert.Contains(id, error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(text, $"{error.Exception.Message} {error.ErrorDetails?.RecommendedAction}", StringComparison.Ordinal);
        Assert.Empty(_statuses.Files());
    }

    public void Dispose() => _statuses.Dispose();
}
