using System.Text;

namespace WildixPbx.Tests.Support;

/// <summary>C# without its comments and literals. What stands in the holes of an interpolated text is code and stays.</summary>
sealed class CodeText
{
    readonly string _source;
    readonly StringBuilder _code = new();
    int _at;

    CodeText(string source) => _source = source;

    public static string Of(string source)
    {
        var text = new CodeText(source);
        text.ReadCode(hole: false);
        return text._code.ToString();
    }

    char Next => Peek(0);

    char Peek(int ahead) => _at + ahead < _source.Length ? _source[_at + ahead] : '\0';

    bool StartsWith(string text) => string.CompareOrdinal(_source, _at, text, 0, text.Length) == 0;

    void ReadCode(bool hole)
    {
        var depth = 0;
        while (_at < _source.Length)
        {
            if (StartsWith("//")) SkipTo("\n", past: false);
            else if (StartsWith("/*")) SkipTo("*/", past: true);
            else if (Next == '\'') ReadText(verbatim: false, quotes: 1, holes: 0, '\'');
            else if (Next is '"' or '$' or '@' && ReadLiteral()) _code.Append("\"\"");
            else
            {
                if (hole && Next == '}' && depth == 0) return;
                depth += Next is '{' ? 1 : Next is '}' ? -1 : 0;
                _code.Append(_source[_at++]);
            }
        }
    }

    void SkipTo(string end, bool past)
    {
        var found = _source.IndexOf(end, _at + 2, StringComparison.Ordinal);
        _at = found < 0 ? _source.Length : found + (past ? end.Length : 0);
    }

    /// <summary>Reads a literal with whatever stands before its quotes, or nothing where there is none.</summary>
    bool ReadLiteral()
    {
        var prefix = 0;
        while (Peek(prefix) is '$' or '@') prefix++;
        if (Peek(prefix) != '"') return false;

        var verbatim = _source.AsSpan(_at, prefix).Contains('@');
        var holes = _source.AsSpan(_at, prefix).Count('$');
        _at += prefix;
        var quotes = 1;
        while (!verbatim && Peek(quotes) == '"') quotes++;
        if (quotes == 2) _at += 2;
        else ReadText(verbatim, quotes, holes, '"');
        return true;
    }

    /// <summary>Reads from the opening quotes past the closing ones.</summary>
    void ReadText(bool verbatim, int quotes, int holes, char quote)
    {
        var raw = quotes > 2;
        var end = new string(quote, quotes);
        var open = new string('{', raw ? Math.Max(1, holes) : 1);
        _at += quotes;
        while (_at < _source.Length && !StartsWith(end) || verbatim && StartsWith("\"\""))
        {
            if (verbatim && StartsWith("\"\"") || !verbatim && !raw && Next == '\\') _at += 2;
            else if (holes == 0 || !StartsWith(open)) _at++;
            else if (!raw && StartsWith("{{")) _at += 2;
            else
            {
                _at += open.Length;
                ReadCode(hole: true);
                _at += open.Length;
            }
        }

        _at += quotes;
    }
}
