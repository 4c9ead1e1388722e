using System.Management.Automation;
using System.Management.Automation.Host;

namespace WildixPbx.Shell.Hosting;

/// <summary>
/// Output and Write-Host to stdout; everything that talks about the run to stderr, so that a redirected stdout holds output only.
/// </summary>
sealed partial class ShellUserInterface(Terminal terminal) : PSHostUserInterface
{
    const string Red = "\e[31m", Yellow = "\e[33m", Cyan = "\e[36m", Reset = "\e[0m";

    readonly ProgressLine _progress = new();
    OutputCapture? _capture;

    public override PSHostRawUserInterface RawUI => field ??= new ShellRawUserInterface(() => _capture?.Width);

    public override bool SupportsVirtualTerminal => terminal.ColorOut && _capture is null;

    /// <summary>Formatted output goes to <paramref name="capture"/> until what is returned is disposed of.</summary>
    public IDisposable Redirect(OutputCapture capture)
    {
        var outer = _capture;
        _capture = capture;
        return new Redirection(() => _capture = outer);
    }

    public override void Write(string value)
    {
        // The formatter decorates whatever it writes and leaves it to the host to take that away.
        value = GetOutputString(value, SupportsVirtualTerminal);
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
        Console.Error.WriteLine(terminal.ColorError ? color + text + Reset : GetOutputString(text, supportsVirtualTerminal: false));
    }

    sealed class Redirection(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
