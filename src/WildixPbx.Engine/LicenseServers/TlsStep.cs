using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace WildixPbx.Engine.LicenseServers;

/// <summary>A connection that is encrypted and whose far end has shown who it is.</summary>
sealed class TlsConnection(SslStream stream, DateTime notBefore, DateTime notAfter) : IDisposable
{
    public SslStream Stream => stream;

    /// <summary>The certificate's validity, UTC.</summary>
    public (DateTime NotBefore, DateTime NotAfter) Validity => (notBefore, notAfter);

    public void Dispose() => stream.Dispose();
}

/// <summary>The certificate that a server shows, checked as always, and what is wrong with it in words.</summary>
static class TlsStep
{
    public static async Task<Seen<TlsConnection>> RunAsync(Socket socket, string server, CancellationToken limit)
    {
        var problem = "";
        X509Certificate2? certificate = null;
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true), leaveInnerStreamOpen: false, Check);
        try
        {
            // None: the versions that this system takes, which is what the answer is about.
            await stream.AuthenticateAsClientAsync(server, null, SslProtocols.None, checkCertificateRevocation: false).OrStop(limit).ConfigureAwait(false);
            var detail = $"{stream.SslProtocol}, certificate {certificate!.Subject}, issued by {certificate.Issuer}, valid until {Text(certificate.NotAfter.ToUniversalTime())}.";
            return new(new TlsConnection(stream, certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime()), detail);
        }
        catch (Exception exception)
        {
            stream.Dispose();
            if (exception is System.Security.Authentication.AuthenticationException)
                throw new StepFailedException(problem.Length > 0 ? problem : $"It answers, but not with TLS that can be used here: {exception.Message}", "");
            throw;
        }
        finally
        {
            certificate?.Dispose();
        }

        bool Check(object sender, X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors)
        {
            // The connection's own is gone with it.
            certificate = shown is null ? null : new X509Certificate2(shown);
            problem = ProblemOf(server, certificate, chain, errors);
            return errors == SslPolicyErrors.None;
        }
    }

    static string ProblemOf(string server, X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None) return "";
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable)) return "It shows no certificate.";
        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (flags, next) => flags | next.Status) ?? X509ChainStatusFlags.NoError;
        var problems = new List<string>();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) problems.Add($"The certificate is for {certificate.Subject}, not for {server}.");
        if (status.HasFlag(X509ChainStatusFlags.NotTimeValid))
            problems.Add($"It is valid from {Text(certificate.NotBefore.ToUniversalTime())} to {Text(certificate.NotAfter.ToUniversalTime())}, and by the clock here it is {Text(DateTime.UtcNow)}.");
        if ((status & ~X509ChainStatusFlags.NotTimeValid) != X509ChainStatusFlags.NoError)
            problems.Add($"Its issuer {certificate.Issuer} is not trusted here ({status & ~X509ChainStatusFlags.NotTimeValid}).");
        return problems.Count > 0 ? string.Join(" ", problems) : $"The certificate is not accepted ({errors}).";
    }

    static string Text(DateTime moment) => moment.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
