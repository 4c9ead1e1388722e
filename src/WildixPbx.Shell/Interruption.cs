using System.Management.Automation;
using System.Runtime.InteropServices;

namespace WildixPbx.Shell;

/// <summary>
/// Ctrl+C and SIGTERM: the first stops the running pipeline, so that finally blocks run; the second ends the process at once.
/// </summary>
sealed class Interruption : IDisposable
{
    readonly Lock _gate = new();
    readonly CancellationTokenSource _stopping = new();
    readonly PosixSignalRegistration[] _registrations;
    PowerShell? _running;

    public Interruption() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, ExitCodes.Interrupted)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, ExitCodes.Terminated)),
    ];

    /// <summary>The exit code that the signal asks for; null while there was none.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>Ends a question that waits for its answer.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Runs what a signal may stop; nothing when a signal came before.</summary>
    public void Run(PowerShell work)
    {
        lock (_gate)
        {
            if (ExitCode is not null)
                return;
            _running = work;
        }

        try
        {
            work.Invoke();
        }
        finally
        {
            lock (_gate)
                _running = null;
        }
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _stopping.Dispose();
    }

    void Stop(PosixSignalContext context, int exitCode)
    {
        context.Cancel = true;
        PowerShell? running;
        lock (_gate)
        {
            if (ExitCode is { } first)
                Environment.Exit(first);
            ExitCode = exitCode;
            running = _running;
        }

        _stopping.Cancel();
        // Not Stop(): that waits for the pipeline, and the next signal must find this handler free.
        running?.BeginStop(null, null);
    }
}
