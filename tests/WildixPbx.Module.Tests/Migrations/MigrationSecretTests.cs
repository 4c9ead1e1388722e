using System.Management.Automation;
using System.Text;
using WildixPbx.Tests.Boxes;

namespace WildixPbx.Tests.Migrations;

/// <summary>No password of a move to the Cloud in any stream, transcript, journal, process list, environment or log of a server.</summary>
public sealed class MigrationSecretTests(MigrationSandbox sandbox) : IClassFixture<MigrationSandbox>
{
    [Fact]
    public async Task A_secret_that_shows_anywhere_is_found()
    {
        sandbox.NewLifetime();
        var session = sandbox.Session;
        string[] secrets =
        [
            "Canary-Wrong-Target-5", sandbox.Portal.Token, .. ((string[])["$box.AdminPassword", "$box.RootPassword", "$cloud.AdminPassword"]).Select(text => SshSandbox.Plain(session.Get(text)[0].BaseObject)),
        ];
        session.Set("wrong", SshSandbox.Secret(secrets[0]));
        session.Get("$login = [pscredential]::new('admin', $box.AdminPassword); $there = @{ Box = '127.0.0.1'; Port = $box.SshPort; HostKeyFingerprint = $box.SshHostKeyFingerprint; KnownHostsPath = (\"$state/known\"); Credential = $login; RootPassword = $box.RootPassword; TargetBox = $cloud; StatePath = $state }");
        var seen = new StringBuilder();
        using var stop = new CancellationTokenSource();
        var watch = ProcessWatch.WatchAsync(stop.Token); // while the work is under way

        Run("Start-PbxMigration $pbx -TargetSerial $target.Serial @there -TargetPassword $wrong -Include * -DatabaseEngine SQLite3 -DatabaseGB 1 -Force -Verbose -Debug");
        Run("$null = Start-WmpSandboxPbx $pbx -MigrationFault Fail -MigrationFaultAt Copy -Sandbox $sandbox; $run = Get-PbxMigration -StatePath $state -Pbx $pbx");
        Run("$run | Resume-PbxMigration @there -TargetPassword $cloud.AdminPassword -Force -Verbose -Debug");
        Run("$job = $run | Resume-PbxMigration @there -TargetPassword $cloud.AdminPassword -Force -AsJob -Verbose; $null = $job | Wait-Job; $job | Receive-Job");
        Run("$run = Get-PbxMigration -StatePath $state -Pbx $pbx; $run; $error | ForEach-Object { \"$_ $($_.Exception)\" }");
        Assert.Equal("Completed", session.Get("$run.State")[0].ToString());

        await stop.CancelAsync();
        var processes = await watch;
        Assert.Contains(processes, text => text.Contains("sshd", StringComparison.Ordinal));
        Assert.Contains(processes, text => text.Contains("--move-database", StringComparison.Ordinal));
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(secret, seen.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(processes, text => text.Contains(secret, StringComparison.Ordinal));
            foreach (var folder in (string[])[sandbox.State, session.Get("$box.SshFolder")[0].ToString()!, session.Get("$cloud.SshFolder")[0].ToString()!])
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
                Assert.DoesNotContain(secret, File.ReadAllText(file, Encoding.Latin1), StringComparison.Ordinal);
        }

        void Run(string script)
        {
            var outcome = session.Run(script);
            seen.AppendJoin('\n', outcome.Output.Select(item => $"{item} {string.Join(' ', item.Properties.Select(property => $"{Value(property)}"))}"));
            seen.AppendJoin('\n', outcome.Errors.Select(error => $"{error} {error.ErrorDetails?.Message} {error.ErrorDetails?.RecommendedAction} {error.Exception} {(error.Exception as dynamic).Transcript}"));
            seen.AppendJoin('\n', [.. outcome.Warnings, .. outcome.Verbose, .. outcome.Debug, .. outcome.Information, $"{outcome.Failure}"]);
        }
    }

    static object? Value(PSPropertyInfo property) => property.Value is System.Collections.IEnumerable list and not string ? string.Join(' ', list.Cast<object>()) : property.Value;
}
