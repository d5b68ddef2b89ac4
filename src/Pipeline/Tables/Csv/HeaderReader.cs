using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Pipeline.Files.Recoding;
using Pipeline.Model.Problems;

namespace Pipeline.Tables.Csv;

/// <summary>
/// Reads the names of a header, by the rules of a record and one more: it stands on one line. A name that holds a line end may well be
/// rows that a quote took in, and nobody would miss them.
/// </summary>
/// <param name="file">How messages name the file.</param>
/// <param name="line">1-based line of the header.</param>
/// <param name="separator">Between names.</param>
internal sealed class HeaderReader(string file, long line, byte separator)
{
    /// <summary>Most columns of a table, and so of what is said and kept of them.</summary>
    public const int MostColumns = 100_000;

    /// <summary>Most bytes of a name.</summary>
    public const int MostNameBytes = 64 << 10;

    private const byte Quote = (byte)'"';

    /// <summary>The names, without quotes around them.</summary>
    /// <param name="text">The header with what ends it, or what was read of it where nobody can say where it ends.</param>
    /// <exception cref="DataException">It is no header: the first thing that is wrong with it.</exception>
    public List<string> Names(ReadOnlySpan<byte> text)
    {
        var names = new List<string>();
        for (var start = 0; ; start++)
        {
            if (names.Count == MostColumns)
                throw new DataException(Line, Text($"more than {MostColumns:N0} columns"), Text($"at most {MostColumns:N0}"));
            var length = Length(text[start..], out var wrong);
            var name = text.Slice(start, length);
            if (wrong is not null)
                throw Unclear(text, start, length, wrong);
            Check(text, start, name);
            names.Add(name is [Quote, ..]
                ? Encoding.UTF8.GetString(name[1..^1]).Replace("\"\"", "\"", StringComparison.Ordinal)
                : Encoding.UTF8.GetString(name));
            start += length;
            if (start == text.Length && text.Length > RecordCutter.Most)
                throw new DataException(Line, Text($"a header of more than {RecordCutter.Most >> 20} MiB"), "a header line that ends before");
            if (start == text.Length || text[start] != separator)
                return names;
        }
    }

    /// <summary>How long the field is at whose start a text stands, and what is wrong with its quotes, or null.</summary>
    private int Length(ReadOnlySpan<byte> text, out string? wrong)
    {
        if (text is not [Quote, ..])
        {
            var length = Until(text);
            wrong = text[..length].Contains(Quote) ? Quoting.Stray : null;
            return length;
        }
        var at = 1;
        while (text[at..].IndexOf(Quote) is var next and >= 0)
        {
            at += next + 1;
            if (at == text.Length || text[at] != Quote)
            {
                var rest = Until(text[at..]);
                wrong = rest > 0 ? Quoting.TextBehind : null;
                return at + rest;
            }
            at++;
        }
        wrong = Quoting.NeverClosed;
        return text.Length;
    }

    private int Until(ReadOnlySpan<byte> text) => text.IndexOfAny(separator, (byte)'\n', (byte)'\r') is var end and >= 0 ? end : text.Length;

    private DataException Unclear(ReadOnlySpan<byte> text, int start, int length, string wrong)
    {
        var name = text.Slice(start, length);
        var lines = Quoting.Lines(name);
        if (wrong == Quoting.TextBehind && lines == 1 && HeaderBinding.SeparatorBehindQuote(name, separator) is { } other)
            return HeaderBinding.Separated(Line, other, (char)separator);
        var extent = lines == 1 ? "" : $", in a header that takes in {(text.Length > RecordCutter.Most ? "more than " : "")}{Quoting.Extent(line, lines)}";
        return new DataException(Place(text, start), $"a column name {Quoting.Show(name)}, bad quoting ({wrong}){extent}", Quoting.Expected,
            lines == 1 ? "" : "Mend the quotes: the rows on those lines would be missing.");
    }

    private void Check(ReadOnlySpan<byte> text, int start, ReadOnlySpan<byte> name)
    {
        if (name.Contains((byte)0))
        {
            throw new DataException(Place(text, start), "a header with NUL characters", "text: UTF-8, or UTF-16 with its byte order mark",
                "Where the files are UTF-16 without the mark, train with data.encoding: \"utf16LE\" or \"utf16BE\".");
        }
        if (!Utf8.IsValid(name))
        {
            var (found, expected) = Encodings.Describe(name);
            throw new DataException(Place(text, start), $"a header that is {found}", expected);
        }
        if (Quoting.Lines(name) is var lines and > 1)
        {
            var found = $"a column name that takes in {Quoting.Extent(line, lines)}: {Quoting.Show(name[1..^1])}";
            throw new DataException(Place(text, start), found, "a header on one line",
                "Mend the quotes where these are rows; where the name is meant, skip its lines (data.skipLines) and name the columns (data.names).");
        }
        if (name.Length > MostNameBytes)
        {
            var found = Text($"a column name of {name.Length:N0} bytes, {Quoting.Show(name)}");
            throw new DataException(Place(text, start), found, Text($"at most {MostNameBytes:N0} bytes"));
        }
    }

    private string Line => FormattableString.Invariant($"{file}:{line}");

    private string Place(ReadOnlySpan<byte> text, int start) => FormattableString.Invariant($"{Line}:{Encoding.UTF8.GetCharCount(text[..start]) + 1}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
