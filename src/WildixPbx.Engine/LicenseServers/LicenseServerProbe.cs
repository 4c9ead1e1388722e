using System.Net;
using System.Net.Sockets;
using WildixPbx.Ssh;

namespace WildixPbx.Engine.LicenseServers;

/// <summary>Tries the way to a license server: name, port, certificate, clock.</summary>
sealed class LicenseServerProbe : ILicenseServerProbe
{
    internal const string CheckName = "Check the DNS server of this network, and the name.";
    internal const string CheckPort = "Let TCP connections to this host and port out of the network: firewall, routing.";
    internal const string CheckTls = "Let the connection through as it is: nothing in between may open TLS or replace the certificate.";
    const string CheckTime = "Set the clock here, by NTP.";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LicenseServerStep>> TestAsync(string server, int port, TimeSpan timeout, CancellationToken stop)
    {
        var run = new StepRun(server, port, timeout, stop);
        var addresses = await run.RunAsync(LicenseServerStepName.NameResolution, limit => ResolveAsync(server, limit), CheckName).ConfigureAwait(false);
        using var socket = await run.RunAsync(LicenseServerStepName.Connection, limit => ConnectAsync(addresses!, port, limit), CheckPort).ConfigureAwait(false);
        using var tls = await run.RunAsync(LicenseServerStepName.Tls, limit => TlsStep.RunAsync(socket!, server, limit), CheckTls).ConfigureAwait(false);
        await run.RunAsync(LicenseServerStepName.Time, limit => TimeStep.RunAsync(tls!, server, limit), CheckTime).ConfigureAwait(false);
        return run.Steps;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<LicenseServerStep>> TestFromAsync(ISshSession session, string pbx, string server, int port, TimeSpan timeout, CancellationToken stop)
        => new BoxProbe(new BoxShell(session, timeout), pbx, server, port, timeout, stop).RunAsync();

    static async Task<Seen<IPAddress[]>> ResolveAsync(string server, CancellationToken limit)
    {
        if (IPAddress.TryParse(server, out var address)) return new([address], "It is an address already.");

        // The system's resolver can't be stopped, whatever token it is given; it is left to itself.
        var addresses = await Task.Run(() => Dns.GetHostAddresses(server), CancellationToken.None).OrStop(limit).ConfigureAwait(false);
        return addresses.Length > 0
            ? new(addresses, string.Join(", ", addresses.Select(found => found.ToString())))
            : throw new StepFailedException("The name has no address.", CheckName);
    }

    // All at once: an address that is never answered, such as one of IPv6 on a network without it, must not use up the time of the others.
    static async Task<Seen<Socket>> ConnectAsync(IPAddress[] addresses, int port, CancellationToken limit)
    {
        var attempts = addresses.Select(address => ConnectAsync(address, port, limit)).ToList();
        Exception? failure = null;
        Socket? connected = null;
        while (attempts.Count > 0 && connected is null)
        {
            var first = await Task.WhenAny(attempts).ConfigureAwait(false);
            attempts.Remove(first);
            try
            {
                connected = await first.ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                failure ??= exception;
            }
        }

        foreach (var attempt in attempts) _ = CloseAsync(attempt);
        if (connected is not null) return new(connected, $"Connected to {connected.RemoteEndPoint}.");
        limit.ThrowIfCancellationRequested();
        throw new StepFailedException(failure!.Message + ".", CheckPort);
    }

    static async Task CloseAsync(Task<Socket> late)
    {
        try
        {
            (await late.ConfigureAwait(false)).Dispose();
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            // Another address was first, and this one gave none.
        }
    }

    static async Task<Socket> ConnectAsync(IPAddress address, int port, CancellationToken limit)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port)).OrStop(limit).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
