using System.Management.Automation;
using System.Management.Automation.Host;

namespace WildixPbx.Shell.Hosting;

/// <summary>
/// Output and Write-Host to stdout; everything that talks about the run to stderr, so that a redirected stdout holds output only.
/// </summary>
sealed partial class ShellUserInterface : PSHostUserInterface
{
    const string Red = "\e[31m", Yellow = "\e[33m", Cyan = "\e[36m", Reset = "\e[0m";

    readonly Terminal _terminal;
    readonly ProgressLine _progress = new();
    OutputCapture? _capture;

    public ShellUserInterface(Terminal terminal)
    {
        _terminal = terminal;
        // The formatter does not ask the host: unless told, it colours what goes into a file.
        if (!terminal.ColorOut)
            PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
    }

    public override PSHostRawUserInterface RawUI => field ??= new ShellRawUserInterface(() => _capture?.Width);

    public override bool SupportsVirtualTerminal => _terminal.ColorOut && _capture is null;

    /// <summary>Formatted output goes to <paramref name="capture"/> until what is returned is disposed of.</summary>
    public IDisposable Redirect(OutputCapture capture)
    {
        var (outer, rendering) = (_capture, PSStyle.Instance.OutputRendering);
        _capture = capture;
        PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        return new Redirection(() => (_capture, PSStyle.Instance.OutputRendering) = (outer, rendering));
    }

    public override void Write(string value)
    {
        if (_capture is not null)
        {
            _capture.Append(value);
            return;
        }

        _progress.Clear();
        Console.Out.Write(value);
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
        => Write(SupportsVirtualTerminal ? AnsiColor.Paint(value, foregroundColor, backgroundColor, RawUI) : value);

    public override void WriteLine(string value) => Write(value + Environment.NewLine);

    public override void WriteErrorLine(string value) => WriteToError(Red, value);

    public override void WriteWarningLine(string message) => WriteToError(Yellow, "WARNING: " + message);

    public override void WriteVerboseLine(string message) => WriteToError(Cyan, "VERBOSE: " + message);

    public override void WriteDebugLine(string message) => WriteToError(Cyan, "DEBUG: " + message);

    public override void WriteProgress(long sourceId, ProgressRecord record) => _progress.Show(record);

    public void EndProgress() => _progress.Clear();

    public void WriteErrorRecord(ErrorRecord record) => WriteErrorLine(ErrorText.Of(record));

    void WriteToError(string color, string text)
    {
        _progress.Clear();
        Console.Error.WriteLine(_terminal.ColorError ? color + text + Reset : text);
    }

    sealed class Redirection(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
