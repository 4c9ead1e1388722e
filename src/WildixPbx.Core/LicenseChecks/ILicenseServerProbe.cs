namespace WildixPbx;

/// <summary>Tries the way to a license server from this machine, directly: a proxy is not used, as a PBX uses none.</summary>
public interface ILicenseServerProbe
{
    /// <summary>Runs the steps until one fails, and answers with all of them. A step that fails is an answer, not an exception.</summary>
    /// <param name="server">The host: a name or an address.</param>
    /// <param name="port">The TCP port.</param>
    /// <param name="timeout">How long each step may take.</param>
    /// <param name="stop">Ends it at once.</param>
    Task<IReadOnlyList<LicenseServerStep>> TestAsync(string server, int port, TimeSpan timeout, CancellationToken stop);
}
