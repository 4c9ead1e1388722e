using System.Management.Automation;
using WildixPbx.Shell.Hosting;

namespace WildixPbx.Shell.StandIns;

/// <summary>What Out-Default would show of a stream of objects, as text; by the engine's own formatter and the modules' views.</summary>
sealed class FormattedText : IDisposable
{
    readonly ShellUserInterface _ui;
    readonly OutputCapture _capture;
    readonly SteppablePipeline _formatter;

    public FormattedText(PSCmdlet cmdlet, int? width)
    {
        _ui = (ShellUserInterface)cmdlet.Host.PrivateData.BaseObject;
        _capture = new OutputCapture(width);
        _formatter = ScriptBlock.Create("Out-Default").GetSteppablePipeline();
        Captured(() => _formatter.Begin(expectInput: true));
    }

    /// <returns>The text that is complete: a table waits for its first rows to know its columns.</returns>
    public string Add(PSObject item) => Captured(() => _formatter.Process(item));

    public string End() => Captured(() => _formatter.End());

    public void Dispose() => _formatter.Dispose();

    // Only while the formatter runs: what commands before us say in between goes where it always goes.
    string Captured(Action format)
    {
        using (_ui.Redirect(_capture))
            format();
        return _capture.Take();
    }
}
