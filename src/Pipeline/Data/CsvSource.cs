using CsvHelper;
using Pipeline.Model;

namespace Pipeline.Data;

/// <summary>
/// One CSV file, opened: its bytes are fingerprinted, gunzipped where they are gzip, and cut in stretches of whole records
/// (RFC 4180; BOM honoured, UTF-8 assumed; LF, CRLF and CR end a record). A line without any character is no record, but in a
/// table of one column, where it is a row whose only field is missing: skipped, it would shift the scores against the rows.
/// From the first stretch on in which quotes do not stand as they should, CsvHelper reads the records one by one.
/// </summary>
internal sealed class CsvSource : IDisposable
{
    /// <summary>Larger than any sane record; an unclosed quote would otherwise pull a whole file into memory.</summary>
    private const int MaxRecordBytes = 64 << 20;

    private readonly FingerprintStream raw;
    private readonly Stream text;
    private readonly RecordCutter cutter;
    private readonly char separator;
    private CsvReader? oneByOne;
    private long linesBefore;
    private CsvMalformedReason? malformed;

    private CsvSource(InputFile file, FingerprintStream raw, Stream text, char separator)
    {
        File = file;
        this.raw = raw;
        this.text = text;
        this.separator = separator;
        cutter = new RecordCutter(text, (byte)separator);
        Headers = ReadHeaders(new CsvBlock());
    }

    /// <summary>Where it came from.</summary>
    public InputFile File { get; }

    /// <summary>The names of its columns.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>The record at hand, once records are read one by one.</summary>
    public OneByOneRecord Record => new(oneByOne!, linesBefore, malformed);

    /// <summary>Bytes of the file read so far, as stored.</summary>
    public long BytesRead => raw.Bytes;

    /// <summary>Opens a file.</summary>
    /// <param name="file">Which one.</param>
    /// <param name="separator">Between fields.</param>
    /// <param name="cancel">Ends the waiting for standard input or another pipe.</param>
    /// <exception cref="DataException">It cannot be opened, has no bytes, or is no text.</exception>
    public static CsvSource Open(InputFile file, char separator, CancellationToken cancel = default)
    {
        var stream = file.Open();
        // A pipe may keep a reader waiting for ever, a file does not.
        var raw = new FingerprintStream(stream is FileStream { CanSeek: true } ? stream : new InterruptibleInput(stream, cancel));
        try
        {
            return Guarded(file, () =>
            {
                var source = new CsvSource(file, raw, Utf8Text.Of(Peek(file, raw)), separator);
                return source.Headers is [] or [""]
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

    /// <summary>Fills a block with the next records, up to <paramref name="rows"/>; where they are unclear, they are to be read one by one.</summary>
    /// <exception cref="DataException">The bytes cannot be read or gunzipped.</exception>
    public Cut Next(CsvBlock block, int rows)
    {
        if (oneByOne is not null)
            return Cut.Unclear;
        var cut = Guarded(File, () => cutter.Next(block, rows));
        if (cut == Cut.Unclear)
            BeginOneByOne(block, hasHeader: false);
        return cut;
    }

    /// <summary>Goes to the next record, once records are read one by one; false after the last.</summary>
    /// <exception cref="DataException">The bytes cannot be read or gunzipped, or a record is too large.</exception>
    public bool Read()
    {
        malformed = null;
        return Guarded(File, oneByOne!.Read, linesBefore);
    }

    /// <summary>Reads to the end of the bytes and says which file it was.</summary>
    /// <param name="rows">Its rows.</param>
    public FileFingerprint Finish(long rows)
    {
        var digest = Guarded(File, raw.Finish);
        return new FileFingerprint(File.Name, digest, raw.Bytes, rows);
    }

    public void Dispose()
    {
        oneByOne?.Dispose();
        text.Dispose();
        raw.Dispose();
    }

    private string[] ReadHeaders(CsvBlock block)
    {
        switch (cutter.Next(block, 1))
        {
            case Cut.End:
                return [];
            case Cut.Unclear:
                BeginOneByOne(block, hasHeader: true);
                return oneByOne!.Headers.ToArray();
            default:
                using (var reader = CsvReader.Create(block.Records.ToArray(), Options(hasHeader: true)))
                    return reader.Headers.ToArray();
        }
    }

    private void BeginOneByOne(CsvBlock block, bool hasHeader)
    {
        linesBefore = block.FirstLine - 1;
        oneByOne = CsvReader.Create(new JoinedStream(block.Records.ToArray(), text), Options(hasHeader), leaveOpen: false);
    }

    private CsvReaderOptions Options(bool hasHeader) => CsvReaderOptions.Default with
    {
        Separator = separator,
        HasHeader = hasHeader,
        TrackLineNumbers = true,
        MaxRecordSize = MaxRecordBytes,
        SkipEmptyLines = false,
        OnMalformedRecord = record => malformed = record.Reason,
    };

    private static PeekedStream Peek(InputFile file, Stream raw)
    {
        var peeked = new PeekedStream(raw, Utf8Text.MarkBytes);
        var first = peeked.First;
        if (first.Length == 0)
            throw new DataException(file.Display, "no bytes", "a CSV file with a header line", "A day without rows has a header.");
        if (first.StartsWith("PK\x03\x04"u8))
            throw new DataException(file.Display, "a zip archive", "a CSV file, plain or gzip");
        if (first.StartsWith("PAR1"u8))
            throw new DataException(file.Display, "a Parquet file", "a CSV file, plain or gzip");
        if (!first.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
            return peeked;
        var unzipped = new PeekedStream(new GunzipStream(peeked), Utf8Text.MarkBytes);
        return unzipped.First.Length > 0
            ? unzipped
            : throw new DataException(file.Display, "a gzip file of no bytes", "a CSV file with a header line", "A day without rows has a header.");
    }

    private static T Guarded<T>(InputFile file, Func<T> read, long linesBefore = 0)
    {
        try
        {
            return read();
        }
        catch (CsvFormatException error)
        {
            throw new DataException(FormattableString.Invariant($"{file.Display}:{linesBefore + error.LineNumber}"), "a record of more than 64 MiB", "a record of at most 64 MiB, well quoted", cause: error);
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
