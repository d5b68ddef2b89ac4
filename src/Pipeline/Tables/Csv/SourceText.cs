using System.Text;
using Pipeline.Files;
using Pipeline.Files.Recoding;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Tables.Csv;

/// <summary>From the bytes of a file to the text of its table: gunzipped, as UTF-8, behind what comes before the header.</summary>
internal static class SourceText
{
    /// <summary>The text from the header on, and its line; comments cut down, so that nothing in them counts.</summary>
    public static (Stream Text, long FirstLine) Open(InputFile file, Stream raw, char separator, TableForm form)
    {
        var bytes = Peek(file, raw, form);
        if (form.Encoding == TextEncoding.Utf8 && Encodings.Utf16(bytes.First) is { } encoding)
        {
            var (word, name) = encoding == TextEncoding.Utf16LE ? ("utf16LE", "UTF-16LE") : ("utf16BE", "UTF-16BE");
            throw new DataException($"{file.Display}:1", "UTF-16 without a byte order mark", "UTF-8, or UTF-16 with its mark",
                $"Convert the file, for example: iconv -f {name} -t UTF-8; where the files are written so, train with data.encoding: \"{word}\".");
        }
        var skipped = form.SkipLines;
        var text = new PeekedStream(SkippedLines.Of(Utf8Text.Of(bytes, form.Encoding), skipped), SeparatorLine.Bytes);
        var rows = (Stream)text;
        if (SeparatorLine.Read(text.First) is { } named)
        {
            SeparatorLine.Check(named, separator, FormattableString.Invariant($"{file.Display}:{skipped + 1}"));
            rows = SkippedLines.Of(text, 1);
            skipped++;
        }
        return (form.Comment is { } comment ? new CommentLines(rows, Encoding.UTF8.GetBytes(comment)) : rows, skipped + 1);
    }

    private static PeekedStream Peek(InputFile file, Stream raw, TableForm form)
    {
        var peeked = new PeekedStream(raw, Utf8Text.MarkBytes);
        var first = peeked.First;
        if (first.Length == 0 && form.Names is null)
            throw new DataException(file.Display, "no bytes", "a CSV file with a header line", "A day without rows has a header.");
        if (first.StartsWith("PK\x03\x04"u8))
            throw new DataException(file.Display, "a zip archive", "a CSV file, plain or gzip");
        if (first.StartsWith("PAR1"u8))
            throw new DataException(file.Display, "a Parquet file", "a CSV file, plain or gzip");
        if (!first.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
            return peeked;
        var unzipped = new PeekedStream(new GunzipStream(peeked), Utf8Text.MarkBytes);
        return unzipped.First.Length > 0 || form.Names is not null
            ? unzipped
            : throw new DataException(file.Display, "a gzip file of no bytes", "a CSV file with a header line", "A day without rows has a header.");
    }
}
