using System.Management.Automation;
using System.Text;

namespace WildixPbx.Tests.Boxes;

/// <summary>No password or key in any stream, transcript, process list, environment or log of the server.</summary>
public sealed class SshSecretTests : IDisposable
{
    readonly SshSandbox _sandbox = new();

    ModuleSession Session => _sandbox.Session;

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public async Task A_secret_that_shows_anywhere_is_found()
    {
        const string Given = "Canary-Given-Password-31";
        var box = _sandbox.NewBox();
        var key = SshSandbox.Plain(Session.Get("(Get-WmpPbxKey $box.Pbx).Key")[0].BaseObject);
        string[] secrets = [Given, key, SshSandbox.Plain(box.Item.Prop("AdminPassword")), SshSandbox.Plain(box.Item.Prop("RootPassword")), "Canary-Wrong-Root"];
        Session.Set("key", SshSandbox.Secret(key));
        Session.Set("given", SshSandbox.Secret(Given));
        Session.Set("wrong", SshSandbox.Secret("Canary-Wrong-Root"));
        var seen = new StringBuilder();

        // A far end that echoes what it was sent.
        var echo = Path.Combine(box.Folder, "home", "echo");
        File.WriteAllText(echo, secrets[2]);
        using var stop = new CancellationTokenSource();
        var watch = ProcessWatch.WatchAsync(stop.Token); // while the work is under way

        foreach (var script in (string[])
        [
            "Register-PbxKey $box $key -Verbose -Debug",
            "Invoke-PbxCommand $box 'echo hello' -AsRoot -Verbose -Debug",
            "Invoke-PbxCommand $box 'echo hello' -AsRoot -RootPassword $wrong -Verbose",
            "Invoke-PbxCommand $box 'cat echo; cat echo >&2; cat; rm echo; exit 3' -AsResult -Verbose",
            "Set-PbxAdminPassword $box $given -Force -Verbose -Debug",
            "Invoke-PbxCommand $box hostname -Verbose",
            "$box; $boxes; $error | ForEach-Object { \"$_ $($_.Exception)\" }",
        ])
            Run(script);

        void Run(string script)
        {
            var outcome = Session.Run(script);
            seen.AppendJoin('\n', outcome.Output.Select(item => $"{item} {string.Join(' ', item.Properties.Select(property => $"{Value(property)}"))}"));
            seen.AppendJoin('\n', outcome.Errors.Select(error => $"{error} {error.ErrorDetails?.Message} {error.ErrorDetails?.RecommendedAction} {error.Exception} {(error.Exception as dynamic).Transcript}"));
            seen.AppendJoin('\n', [.. outcome.Warnings, .. outcome.Verbose, .. outcome.Debug, .. outcome.Information, $"{outcome.Failure}"]);
        }

        Assert.False(File.Exists(echo));
        await stop.CancelAsync();
        var processes = await watch;
        Assert.NotEmpty(processes);
        Assert.Contains(processes, text => text.Contains("sshd", StringComparison.Ordinal));
        var log = box.Log;
        Assert.Contains("Accepted password", log, StringComparison.Ordinal);
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(secret, seen.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
            Assert.DoesNotContain(processes, text => text.Contains(secret, StringComparison.Ordinal));
            foreach (var file in Directory.EnumerateFiles(box.Folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("/rw2/etc/sf2", StringComparison.Ordinal)))
                Assert.DoesNotContain(secret, File.ReadAllText(file, Encoding.Latin1), StringComparison.Ordinal);
        }
    }

    static object? Value(PSPropertyInfo property) => property.Value is System.Collections.IEnumerable list and not string ? string.Join(' ', list.Cast<object>()) : property.Value;
}
