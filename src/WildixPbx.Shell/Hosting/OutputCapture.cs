using System.Text;

namespace WildixPbx.Shell.Hosting;

/// <summary>Formatted output on its way into a string or a file.</summary>
sealed class OutputCapture(int? width)
{
    readonly StringBuilder _text = new();

    /// <summary>The width to format for; null for that of the terminal.</summary>
    public int? Width { get; } = width;

    public void Append(string text) => _text.Append(text);

    /// <summary>Takes out what was written so far.</summary>
    public string Take()
    {
        var text = _text.ToString();
        _text.Clear();
        return text;
    }
}
