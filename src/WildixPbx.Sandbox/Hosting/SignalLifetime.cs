using System.Runtime.InteropServices;

namespace WildixPbx.Sandbox.Hosting;

/// <summary>
/// Stops on SIGTERM. SIGINT stops it only where it runs alone: at a prompt Ctrl+C goes to every process of the terminal,
/// and the parent's sandbox must outlive a cancelled cmdlet.
/// </summary>
sealed class SignalLifetime(IHostApplicationLifetime lifetime, SandboxOptions options) : IHostLifetime, IDisposable
{
    readonly List<PosixSignalRegistration> _registrations = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, options.TokensFromStdin ? signal => signal.Cancel = true : Stop));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        lifetime.StopApplication();
    }
}
