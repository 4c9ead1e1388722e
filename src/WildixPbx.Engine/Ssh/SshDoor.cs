using WildixPbx.Engine.Redaction;
using WildixPbx.Ssh;

namespace WildixPbx.Engine.Ssh;

/// <summary>The way in to boxes. Names no type of SSH.NET, so that the package is loaded at the first connection only.</summary>
sealed class SshDoor(Redactor redactor) : ISsh
{
    /// <inheritdoc/>
    public Task<ISshSession> ConnectAsync(SshSettings settings, CancellationToken stop) => SshLogin.ConnectAsync(settings, redactor, stop);

    /// <inheritdoc/>
    public Task<PbxHostKey> ShownKeyAsync(string host, int port, TimeSpan timeout, CancellationToken stop) => SshLogin.ShownKeyAsync(host, port, timeout, redactor, stop);

    /// <inheritdoc/>
    public string Shown(string text) => redactor.WithoutKnown(text);

    /// <inheritdoc/>
    public IHostKeys HostKeys(string path) => new KnownHosts(path);
}
