using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Security;

namespace WildixPbx.Tests.Boxes;

/// <summary>A sandbox whose simulated boxes have OpenSSH's own server.</summary>
public sealed class SshSandbox : IDisposable
{
    readonly List<string> _files = [];

    public PortalSession Portal { get; } = new();

    public ModuleSession Session => Portal.Session;

    /// <summary>Boxes for one test, in <c>$boxes</c>, the first in <c>$box</c>, and an empty file of known hosts in <c>$known</c>. Skips the test where there can be none.</summary>
    public IReadOnlyList<SshBox> NewBoxes(int count)
    {
        Session.Set("names", Portal.NewPbxs(count));
        var outcome = Session.Run("$names | Start-WmpSandboxPbx -Ssh -Sandbox $sandbox");
        if (outcome.Errors is [var error, ..]) Assert.SkipWhen(error.FullyQualifiedErrorId.StartsWith("WmpNotSupported", StringComparison.Ordinal), error.Exception.Message);
        Assert.Empty(outcome.Errors.Select(one => one.ToString()));
        Session.Set("boxes", outcome.Output.ToArray());
        Session.Set("box", outcome.Output[0]);
        var known = Path.Combine(Path.GetTempPath(), $"wildixpbx-known-{Guid.NewGuid():N}");
        _files.Add(known);
        Session.Set("known", known);
        return [.. outcome.Output.Select(box => new SshBox(box, known))];
    }

    public SshBox NewBox() => NewBoxes(1)[0];

    public static SecureString Secret(string text) => new NetworkCredential("", text).SecurePassword;

    public static string Plain(object? secret) => new NetworkCredential("", (SecureString)secret!).Password;

    public void Dispose()
    {
        Portal.Dispose();
        _files.ForEach(File.Delete);
    }
}

/// <summary>A simulated box, as Start-WmpSandboxPbx gives it.</summary>
public sealed record SshBox(PSObject Item, string KnownHosts)
{
    public string Name => Item.Text("Pbx")!;

    public string Folder => Item.Text("SshFolder")!;

    public string Port => Item.Text("SshPort")!;

    public string Fingerprint => Item.Text("SshHostKeyFingerprint")!;

    public SecureString Password => (SecureString)Item.Prop("AdminPassword")!;

    public string Log => File.ReadAllText(Path.Combine(Folder, "ssh", "sshd.log"));

    public int ListenerId => int.Parse(File.ReadAllText(Path.Combine(Folder, "ssh", "sshd.pid")), CultureInfo.InvariantCulture);

    /// <summary>Line 18 of its settings: the key.</summary>
    public string KeyLine => File.ReadAllLines(Path.Combine(Folder, "rw2", "etc", "sf2"))[17];

    /// <summary>Makes it misbehave from the next login on.</summary>
    public void Misbehave(string how) => File.WriteAllText(Path.Combine(Folder, "ssh", "quirk"), how);
}
