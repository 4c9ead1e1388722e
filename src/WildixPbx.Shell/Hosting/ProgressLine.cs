using System.Management.Automation;

namespace WildixPbx.Shell.Hosting;

/// <summary>Progress as one line of stderr that is overwritten, and only where stderr is a terminal.</summary>
sealed class ProgressLine
{
    const string EraseLine = "\r\e[K";

    readonly Lock _gate = new();
    bool _shown;

    public void Show(ProgressRecord record)
    {
        if (Console.IsErrorRedirected)
            return;

        if (record.RecordType == ProgressRecordType.Completed)
        {
            Clear();
            return;
        }

        var percent = record.PercentComplete >= 0 ? $" {record.PercentComplete}%" : "";
        var text = $"{record.Activity}: {record.StatusDescription}{percent}".ReplaceLineEndings(" ");
        // A line that wraps could not be erased.
        var room = Math.Max(Console.WindowWidth - 1, 20);
        lock (_gate)
        {
            Console.Error.Write(EraseLine + (text.Length > room ? text[..room] : text));
            _shown = true;
        }
    }

    /// <summary>Makes room for a line of text.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            if (_shown)
                Console.Error.Write(EraseLine);
            _shown = false;
        }
    }
}
