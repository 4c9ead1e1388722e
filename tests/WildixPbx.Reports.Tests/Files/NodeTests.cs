using System.Net.Sockets;

namespace WildixPbx.Tests.Files;

/// <summary>Devices, pipes and sockets have names as files have, and a report in their place would destroy them.</summary>
public sealed class NodeTests : IDisposable
{
    readonly Statuses _statuses = new();

    [Theory]
    [InlineData("device", "character special file")]
    [InlineData("pipe", "fifo")]
    [InlineData("socket", "socket")]
    public void A_report_that_takes_the_place_of_what_is_no_file_is_found_also_through_links(string word, string kind)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var node = _statuses.At("node.html");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "No folder holds such things there.");
        if (word == "socket") socket.Bind(new UnixDomainSocketEndPoint(node));
        else Assert.SkipUnless(word == "pipe" ? Programs.Run("mkfifo", node) is not null : Programs.Run("mknod", node, "c", "1", "7") is not null, $"No {word} can be made here.");
        File.CreateSymbolicLink(_statuses.At("link.html"), "node.html");
        File.CreateSymbolicLink(_statuses.At("far.html"), "link.html");
        File.WriteAllText(_statuses.At("earlier.csv"), "the report of yesterday");

        foreach (var name in (string[])["node.html", "link.html", "far.html"])
        {
            var error = _statuses.Session.End($"New-Estate | Export-WmpLicenseCheckReport -Path '{_statuses.At("earlier.csv")}', '{_statuses.At(name)}' -Force");
            Assert.Equal("WmpReportUnwritable,WildixPbx.Commands.ExportWmpLicenseCheckReportCommand", error.FullyQualifiedErrorId);
            Assert.Contains($"{_statuses.At(name)} can't be written: what is there is no file but a {word}.", error.Exception.Message, StringComparison.Ordinal);
        }

        Assert.Equal(kind, Programs.Run("stat", "-c", "%F", node)?.Trim());
        Assert.Equal("the report of yesterday", File.ReadAllText(_statuses.At("earlier.csv")));
        Assert.Equal(["earlier.csv", "far.html", "link.html", "node.html"], _statuses.Files());
    }

    [Fact]
    public void What_comes_to_stand_in_the_place_while_the_statuses_come_is_seen_before_it_is_replaced()
    {
        var place = _statuses.At("r.html");
        Assert.SkipUnless(!OperatingSystem.IsWindows() && Programs.Run("mkfifo", _statuses.At("p")) is not null, "No pipe can be made here.");
        _statuses.Session.Set("move", new Action(() => File.Move(_statuses.At("p"), place)));
        Assert.StartsWith("WmpReportUnwritable,", _statuses.Session.End($"& {{ New-Estate; $move.Invoke() }} | Export-WmpLicenseCheckReport -Path '{place}'").FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("fifo", Programs.Run("stat", "-c", "%F", place)?.Trim());
        Assert.Equal(["r.html"], _statuses.Files());
    }

    [Fact]
    public void A_location_that_is_no_folder_does_not_hide_what_is_there()
    {
        Assert.SkipUnless(!OperatingSystem.IsWindows() && Programs.Run("mkfifo", _statuses.At("p[1].html")) is not null, "No pipe can be made here.");
        var script = $"$ExecutionContext.SessionState.Path.SetLocation('Env:') > $null; New-Estate | Export-WmpLicenseCheckReport -Path 'FileSystem::{_statuses.At("p[1].html")}'";
        Assert.StartsWith("WmpReportUnwritable,", _statuses.Session.End(script).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    public void Dispose() => _statuses.Dispose();
}
