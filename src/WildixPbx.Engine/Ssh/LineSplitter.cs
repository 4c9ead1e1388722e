using System.Text;

namespace WildixPbx.Engine.Ssh;

/// <summary>Makes lines of bytes as they come: UTF-8, ended by a line feed, with or without a carriage return before it.</summary>
sealed class LineSplitter(Action<string> line)
{
    // What has no line ends is handed on in pieces, rather than kept whole.
    const int LongestLine = 1 << 20;

    readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    readonly StringBuilder _line = new();
    char[] _characters = [];

    /// <summary>Takes what has come.</summary>
    public void Add(byte[] bytes, int count)
    {
        if (_characters.Length < count + 4) _characters = new char[count + 4];
        Add(_decoder.GetChars(bytes, 0, count, _characters, 0, flush: false));
    }

    /// <summary>Hands on what is left without an end.</summary>
    public void End()
    {
        if (_characters.Length < 4) _characters = new char[4];
        Add(_decoder.GetChars([], 0, 0, _characters, 0, flush: true));
        if (_line.Length > 0) HandOn();
    }

    void Add(int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (_characters[i] == '\n')
            {
                if (_line.Length > 0 && _line[_line.Length - 1] == '\r') _line.Length--;
                HandOn();
            }
            else
            {
                _line.Append(_characters[i]);
                if (_line.Length >= LongestLine) HandOn();
            }
        }
    }

    void HandOn()
    {
        var text = _line.ToString();
        _line.Clear();
        line(text);
    }
}
