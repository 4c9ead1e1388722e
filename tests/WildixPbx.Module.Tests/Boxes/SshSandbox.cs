using System.Management.Automation;
using System.Net;
using System.Security;
using System.Text.Json;

namespace WildixPbx.Tests.Boxes;

/// <summary>A sandbox with simulated boxes that have OpenSSH's own server, in <c>$box</c> and <c>$boxes</c>.</summary>
public sealed class SshSandbox : IDisposable
{
    readonly PortalSession _portal = new();

    /// <summary>Brings up boxes, or skips the test with the reason why there can be none.</summary>
    public SshSandbox() : this(1) { }

    public SshSandbox(int count)
    {
        try
        {
            Names = _portal.NewPbxs(count);
            Session.Set("names", Names);
            Session.Set("known", KnownHosts);
            var outcome = Session.Run("$names | Start-WmpSandboxPbx -Ssh");
            if (outcome.Errors is [var error, ..]) Assert.SkipWhen(error.FullyQualifiedErrorId.StartsWith("WmpNotSupported", StringComparison.Ordinal), error.Exception.Message);
            Assert.Empty(outcome.Errors.Select(one => one.ToString()));
            Boxes = outcome.Output;
            Session.Set("boxes", Boxes);
            Session.Set("box", Boxes[0]);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string[] Names { get; }

    public IReadOnlyList<PSObject> Boxes { get; }

    public PSObject Box => Boxes[0];

    public ModuleSession Session => _portal.Session;

    public PortalSession Portal => _portal;

    public string Folder => Box.Text("SshFolder")!;

    public string Fingerprint => Box.Text("SshHostKeyFingerprint")!;

    /// <summary>A file of known hosts that goes with the test, in <c>$known</c>.</summary>
    public string KnownHosts { get; } = Path.Combine(Path.GetTempPath(), $"wildixpbx-known-{Guid.NewGuid():N}");

    public int ListenerId => int.Parse(File.ReadAllText(Path.Combine(Folder, "ssh", "sshd.pid")), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Line 18 of the box's settings: the key.</summary>
    public string KeyLine => File.ReadAllLines(Path.Combine(Folder, "rw2", "etc", "sf2"))[17];

    /// <summary>The key that the portal has for the box, over its contract.</summary>
    public async Task<string> PbxKeyAsync()
    {
        using var client = new HttpClient { BaseAddress = new Uri(_portal.Sandbox.Text("Uri")!) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", _portal.Token);
        using var answer = JsonDocument.Parse(await client.GetStringAsync(new Uri($"/api/v1/pbxs/{Names[0]}/key", UriKind.Relative), TestContext.Current.CancellationToken));
        return answer.RootElement.GetProperty("key").GetString()!;
    }

    /// <summary>Makes the box misbehave from the next login on.</summary>
    public void Misbehave(string how) => File.WriteAllText(Path.Combine(Folder, "ssh", "quirk"), how);

    public static SecureString Secret(string text) => new NetworkCredential("", text).SecurePassword;

    public static string Plain(object? secret) => new NetworkCredential("", (SecureString)secret!).Password;

    public void Dispose()
    {
        _portal.Dispose();
        File.Delete(KnownHosts);
    }
}
