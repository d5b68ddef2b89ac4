using CsvHelper;
using Pipeline.Model;

namespace Pipeline.Data;

/// <summary>
/// One CSV file, opened: its bytes are fingerprinted, gunzipped where they are gzip, and cut into fields by CsvHelper
/// (RFC 4180; BOM honoured, UTF-8 assumed; LF, CRLF and CR end a record). A line without any character is no record, but in a
/// table of one column, where it is a row whose only field is missing: skipped, it would shift the scores against the rows.
/// </summary>
internal sealed class CsvSource : IDisposable
{
    /// <summary>Larger than any sane record; an unclosed quote would otherwise pull a whole file into memory.</summary>
    private const int MaxRecordBytes = 64 << 20;

    private readonly FingerprintStream raw;

    private CsvSource(InputFile file, FingerprintStream raw, CsvReader reader)
    {
        File = file;
        this.raw = raw;
        Reader = reader;
    }

    /// <summary>Where it came from.</summary>
    public InputFile File { get; }

    /// <summary>The record at hand.</summary>
    public CsvReader Reader { get; }

    /// <summary>What is wrong with the quoting of the record at hand, or null. Taken once.</summary>
    public CsvMalformedReason? Malformed { get; private set; }

    /// <summary>Whether the record at hand is a line without any character that is no row.</summary>
    public bool IsBlankLine => Reader.RawRecord.IsEmpty && Reader.Headers.Count > 1;

    /// <summary>Bytes of the file read so far, as stored.</summary>
    public long BytesRead => raw.Bytes;

    /// <summary>Opens a file.</summary>
    /// <exception cref="DataException">It cannot be opened, has no bytes, or is no text.</exception>
    public static CsvSource Open(InputFile file, char separator)
    {
        var raw = new FingerprintStream(file.Open());
        try
        {
            return Guarded(file, () =>
            {
                Stream text = Peek(file, raw);
                CsvSource? source = null;
                var options = CsvReaderOptions.Default with
                {
                    Separator = separator,
                    TrackLineNumbers = true,
                    MaxRecordSize = MaxRecordBytes,
                    PoolStrings = true,
                    SkipEmptyLines = false,
                    OnMalformedRecord = record => source!.Malformed = record.Reason,
                };
                source = new CsvSource(file, raw, CsvReader.Create(text, options, leaveOpen: false));
                return source.Reader.Headers is [] or [""]
                    ? throw new DataException($"{file.Display}:1", "a first line without any character", "a header line")
                    : source;
            });
        }
        catch
        {
            raw.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next record.</summary>
    /// <exception cref="DataException">The bytes cannot be read or gunzipped, or a record is too large.</exception>
    public bool Read()
    {
        Malformed = null;
        return Guarded(File, Reader.Read);
    }

    /// <summary>Reads to the end of the bytes and says which file it was.</summary>
    public FileFingerprint Finish(long rows)
    {
        var digest = Guarded(File, raw.Finish);
        return new FileFingerprint(File.Name, digest, raw.Bytes, rows);
    }

    public void Dispose()
    {
        Reader.Dispose();
        raw.Dispose();
    }

    private static PeekedStream Peek(InputFile file, Stream raw)
    {
        var peeked = new PeekedStream(raw, 4);
        var first = peeked.First;
        if (first.Length == 0)
            throw new DataException(file.Display, "no bytes", "a CSV file with a header line", "A day without rows has a header.");
        if (first.StartsWith("PK\x03\x04"u8))
            throw new DataException(file.Display, "a zip archive", "a CSV file, plain or gzip");
        if (first.StartsWith("PAR1"u8))
            throw new DataException(file.Display, "a Parquet file", "a CSV file, plain or gzip");
        if (!first.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
            return peeked;
        var unzipped = new PeekedStream(new GunzipStream(peeked), 1);
        return unzipped.First.Length > 0
            ? unzipped
            : throw new DataException(file.Display, "a gzip file of no bytes", "a CSV file with a header line", "A day without rows has a header.");
    }

    private static T Guarded<T>(InputFile file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (CsvFormatException error)
        {
            throw new DataException($"{file.Display}:{error.LineNumber}", error.Message, "a record of at most 64 MiB, well quoted", cause: error);
        }
        catch (InvalidDataException error)
        {
            throw new DataException(file.Display, $"damaged gzip data ({error.Message})", "a complete gzip file", "Copy the file again.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataException(file.Display, error.Message, "a file that can be read to its end", cause: error);
        }
    }
}
