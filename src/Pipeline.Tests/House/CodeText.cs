using System.Text;

namespace Pipeline.Tests.House;

/// <summary>
/// C# source with comments, characters and the text of strings blanked; line ends and the code in the holes of
/// interpolated strings stay. What is left is what the compiler binds, save for holes in raw strings, which are blanked too.
/// </summary>
internal sealed class CodeText
{
    private readonly string _source;
    private readonly StringBuilder _code;
    private int _at;

    private CodeText(string source)
    {
        _source = source;
        _code = new StringBuilder(source.Length);
    }

    public static string Of(string source)
    {
        var text = new CodeText(source);
        text.Code(inHole: false);
        return text._code.ToString();
    }

    private char Peek(int ahead = 0) => _at + ahead < _source.Length ? _source[_at + ahead] : '\0';

    private void Keep(int count = 1)
    {
        _code.Append(_source, _at, Math.Min(count, _source.Length - _at));
        _at += count;
    }

    private void Blank(int count = 1)
    {
        for (var end = Math.Min(_at + count, _source.Length); _at < end; _at++)
            _code.Append(_source[_at] == '\n' ? '\n' : ' ');
    }

    private void BlankThrough(string end)
    {
        var found = _source.IndexOf(end, _at, StringComparison.Ordinal);
        Blank((found < 0 ? _source.Length : found + end.Length) - _at);
    }

    private void Code(bool inHole)
    {
        for (var depth = 0; _at < _source.Length;)
        {
            switch (Peek())
            {
                case '/' when Peek(1) == '/':
                    var line = _source.IndexOf('\n', _at);
                    Blank((line < 0 ? _source.Length : line) - _at);
                    break;
                case '/' when Peek(1) == '*':
                    Blank(2);
                    BlankThrough("*/");
                    break;
                case '\'':
                    Blank(Peek(1) == '\\' ? 3 : 2);
                    BlankThrough("'");
                    break;
                case '"' or '$' or '@' when StringStart() is { } start:
                    String(start);
                    break;
                case '}' when inHole && depth == 0:
                    return;
                case var c:
                    depth += c switch { '{' => 1, '}' => -1, _ => 0 };
                    Keep();
                    break;
            }
        }
    }

    // The $ and @ before a quote and the number of quotes, or null where this is no string.
    private (bool Holes, bool Verbatim, int Prefix, int Quotes)? StringStart()
    {
        var prefix = 0;
        while (Peek(prefix) is '$' or '@')
            prefix++;
        var quotes = 0;
        while (Peek(prefix + quotes) == '"')
            quotes++;
        var marks = _source.AsSpan(_at, prefix);
        return quotes == 0 ? null : (marks.Contains('$'), marks.Contains('@'), prefix, quotes);
    }

    private void String((bool Holes, bool Verbatim, int Prefix, int Quotes) start)
    {
        if (start.Quotes >= 3 && !start.Verbatim)
        {
            Blank(start.Prefix + start.Quotes);
            BlankThrough(new string('"', start.Quotes));
            return;
        }

        Blank(start.Prefix + 1);
        while (_at < _source.Length)
        {
            var c = Peek();
            var doubled = Peek(1) == c;
            if (c == '"' && !(start.Verbatim && doubled))
            {
                Blank();
                return;
            }

            if (c == '{' && start.Holes && !doubled)
            {
                Keep();
                Code(inHole: true);
                Keep();
            }
            else
            {
                var pair = (c == '\\' && !start.Verbatim) || (doubled && c is '"' or '{' && (start.Verbatim || start.Holes));
                Blank(pair ? 2 : 1);
            }
        }
    }
}
