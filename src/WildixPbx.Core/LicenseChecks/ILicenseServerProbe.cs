using WildixPbx.Ssh;

namespace WildixPbx;

/// <summary>Tries the way to a license server from this machine or from a PBX, directly: a proxy is not used, as a PBX uses none.</summary>
public interface ILicenseServerProbe
{
    /// <summary>Runs the steps until one fails, and answers with all of them. A step that fails is an answer, not an exception.</summary>
    /// <param name="server">The host: a name or an address.</param>
    /// <param name="port">The TCP port.</param>
    /// <param name="timeout">How long each step may take.</param>
    /// <param name="stop">Ends it at once.</param>
    Task<IReadOnlyList<LicenseServerStep>> TestAsync(string server, int port, TimeSpan timeout, CancellationToken stop);

    /// <summary>
    /// Runs the same steps on a PBX, with what programs it has: getent or nslookup, bash, nc or curl, curl or openssl. A step
    /// that none of them can tell is not told, and the next one is run.
    /// </summary>
    /// <param name="session">A login on the PBX.</param>
    /// <param name="pbx">What the steps call the PBX.</param>
    /// <param name="server">The host: a name or an address.</param>
    /// <param name="port">The TCP port.</param>
    /// <param name="timeout">How long each step may take.</param>
    /// <param name="stop">Ends it at once.</param>
    /// <exception cref="TransportException">The PBX is gone (ConnectionLost).</exception>
    Task<IReadOnlyList<LicenseServerStep>> TestFromAsync(ISshSession session, string pbx, string server, int port, TimeSpan timeout, CancellationToken stop);
}
