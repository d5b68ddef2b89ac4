using System.Globalization;
using CsvHelper;
using Pipeline.Model;

namespace Pipeline.Data;

/// <summary>Finds and describes what is wrong with the quotes of a record, and shows fields in messages.</summary>
internal static class Quoting
{
    /// <summary>What was expected.</summary>
    public const string Expected = "quotes around the whole field, doubled inside";

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
        var lines = LineBreaks(record.RawField(field)) + 1;
        var what = reason switch
        {
            CsvMalformedReason.StrayQuote => "a quote inside an unquoted field",
            CsvMalformedReason.TextAfterClosingQuote => "text after a closing quote",
            CsvMalformedReason.UnterminatedQuote when lines > 1 =>
                string.Create(CultureInfo.InvariantCulture, $"a quote that is never closed, so that it takes in {lines:N0} lines"),
            CsvMalformedReason.UnterminatedQuote => "a quote that is never closed",
            _ => reason.ToString(),
        };
        return $"{Show(System.Text.Encoding.UTF8.GetString(record.RawField(field)))}, bad quoting ({what})";
    }

    /// <summary>A field for a message: quoted, control characters replaced, cut where it is long.</summary>
    public static string Show(string text) => text.Length == 0 ? "empty" : DataText.Quote(text);

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
