namespace WildixPbx.Engine.Sandboxes;

/// <summary>The last lines of an output, so that a failure can be told with them and a chatty child fills no memory.</summary>
sealed class OutputTail
{
    const int Lines = 20;
    const int LongestLine = 500;

    readonly Queue<string> _lines = new();

    /// <summary>Takes one line.</summary>
    public void Add(string line)
    {
        lock (_lines)
        {
            if (_lines.Count == Lines) _lines.Dequeue();
            _lines.Enqueue(line.Length <= LongestLine ? line : line.Substring(0, LongestLine));
        }
    }

    /// <summary>The lines, in one.</summary>
    public override string ToString()
    {
        lock (_lines) return string.Join(" ", _lines).Trim();
    }
}
