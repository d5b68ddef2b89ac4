using System.Globalization;
using System.Text;
using CsvHelper;
using Pipeline.Model.Problems;

namespace Pipeline.Tables.Csv;

/// <summary>Finds and describes what is wrong with the quotes of a record, and shows fields in messages.</summary>
internal static class Quoting
{
    /// <summary>What was expected.</summary>
    public const string Expected = "quotes around the whole field, doubled inside";

    /// <summary>What is wrong where a field holds a quote and does not begin with one.</summary>
    public const string Stray = "a quote inside an unquoted field";

    /// <summary>What is wrong where a field goes on behind its closing quote.</summary>
    public const string TextBehind = "text after a closing quote";

    /// <summary>What is wrong where the text ends in quotes.</summary>
    public const string NeverClosed = "a quote that is never closed";

    private const byte Quote = (byte)'"';

    /// <summary>The first field whose quotes are wrong; the last one where none can be blamed.</summary>
    public static int FirstBad(ICsvRecord record)
    {
        for (var field = 0; field < record.FieldCount; field++)
        {
            if (IsBad(record.RawField(field)))
                return field;
        }
        return record.FieldCount - 1;
    }

    /// <summary>What is wrong with it, as «found» of an error.</summary>
    public static string Describe(CsvMalformedReason reason, ICsvRecord record, int field)
    {
        var what = reason switch
        {
            CsvMalformedReason.StrayQuote => Stray,
            CsvMalformedReason.TextAfterClosingQuote => TextBehind,
            CsvMalformedReason.UnterminatedQuote => NeverClosed,
            _ => reason.ToString(),
        };
        return $"{Show(record.RawField(field))}, bad quoting ({what})";
    }

    /// <summary>A field for a message: quoted, control characters replaced, cut where it is long.</summary>
    public static string Show(string text) => text.Length == 0 ? "empty" : DataText.Quote(text);

    /// <summary>The same of its bytes, of which no more than is shown becomes a string.</summary>
    public static string Show(ReadOnlySpan<byte> text) => Show(Encoding.UTF8.GetString(text[..Math.Min(text.Length, 4 * DataText.Longest)]));

    /// <summary>Line breaks: LF, CRLF or CR.</summary>
    public static int LineBreaks(ReadOnlySpan<byte> text)
    {
        var breaks = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                breaks++;
        }
        return breaks;
    }

    /// <summary>Lines that a record takes in. A line end that is its last character, as behind a quote that is never closed, begins no other.</summary>
    public static int Lines(ReadOnlySpan<byte> record) => LineBreaks(record) + (record is [.., (byte)'\n' or (byte)'\r'] ? 0 : 1);

    /// <summary>Several lines in words: their number, the first and the last.</summary>
    public static string Extent(long first, int lines) =>
        string.Create(CultureInfo.InvariantCulture, $"{lines:N0} lines, {first:N0} to {first + lines - 1:N0}");

    private static bool IsBad(ReadOnlySpan<byte> raw)
    {
        if (raw.IsEmpty || raw[0] != Quote)
            return raw.Contains(Quote);
        var i = 1;
        while (i < raw.Length && (raw[i] != Quote || (i + 1 < raw.Length && raw[i + 1] == Quote)))
            i += raw[i] == Quote ? 2 : 1;
        return i != raw.Length - 1;
    }
}
