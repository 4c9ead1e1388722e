using System.Diagnostics;

namespace WildixPbx.Tests.Ssh;

/// <summary>Private keys as ssh-keygen makes them.</summary>
static class Keys
{
    public static async Task<string> MakeAsync(string folder, string name, string passphrase)
    {
        var path = Path.Combine(folder, name);
        using var generator = Process.Start("ssh-keygen", ["-q", "-t", "ed25519", "-N", passphrase, "-f", path]);
        await generator.WaitForExitAsync(SshBox.Stop);
        Assert.Equal(0, generator.ExitCode);
        return path;
    }
}
