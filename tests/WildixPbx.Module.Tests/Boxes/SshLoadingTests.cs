namespace WildixPbx.Tests.Boxes;

/// <summary>When the SSH package is loaded. In another process, since this one's other tests have loaded it already.</summary>
public sealed class SshLoadingTests
{
    const string Loaded = "([System.AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName().Name } | Where-Object { $_ -in 'Renci.SshNet', 'BouncyCastle.Cryptography' }) -join ' '";

    [Fact]
    public async Task A_session_that_logs_in_to_nothing_loads_no_SSH()
    {
        var run = await ShellRun.OfAsync(
            $$"""
            $ErrorActionPreference = 'Stop'
            'imported: ' + ({{Loaded}})
            Start-WmpSandbox loading -Temporary | Connect-Wmp | Out-Null
            Get-WmpRegion | Out-Null
            Get-PbxHostKey -KnownHostsPath ./nothing-here
            'connected: ' + ({{Loaded}})
            try { Get-PbxHostKey 127.0.0.1 -Port 1 -Shown } catch { 'error: ' + $_.FullyQualifiedErrorId.Split(',')[0] }
            'asked: ' + ({{Loaded}})
            Stop-WmpSandbox
            """);
        Assert.Equal("", run.Error);
        var lines = run.Out.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["imported:", "connected:", "error: WmpHostUnreachable"], lines[..3]);
        Assert.Contains("Renci.SshNet", lines[3], StringComparison.Ordinal);
    }
}
