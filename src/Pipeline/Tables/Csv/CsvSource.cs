using System.Text;
using CsvHelper;
using Pipeline.Files;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Tables.Csv;

/// <summary>
/// One CSV file, opened: its bytes are fingerprinted, gunzipped where they are gzip, and cut in stretches of whole records
/// (RFC 4180; BOM honoured, UTF-8 assumed; LF, CRLF and CR end a record). A line without any character is no record, but in a
/// table of one column, where it is a row whose only field is missing: skipped, it would shift the scores against the rows.
/// From the first stretch on in which quotes do not stand as they should, CsvHelper reads the records one by one. A header of that kind
/// is refused: it may have taken in rows.
/// </summary>
internal sealed class CsvSource : IDisposable
{
    /// <summary>Larger than any sane record; an unclosed quote would otherwise pull a whole file into memory.</summary>
    public const int MaxRecordBytes = 64 << 20;

    private readonly FingerprintStream raw;
    private readonly StoredLength? stored;
    private readonly Stream text;
    private readonly RecordCutter cutter;
    private readonly char separator;
    private readonly TableForm form;
    private CsvReader? oneByOne;
    private long linesBefore;
    private CsvMalformedReason? malformed;

    private CsvSource(InputFile file, FingerprintStream raw, StoredLength? stored, Stream text, char separator, TableForm form, long firstLine)
    {
        File = file;
        this.raw = raw;
        this.stored = stored;
        this.text = text;
        this.separator = separator;
        this.form = form;
        HeaderLine = firstLine;
        cutter = new RecordCutter(text, (byte)separator, firstLine);
        Headers = form.Names ?? ReadHeaders(new CsvBlock());
        HeaderRecord = form.Names is null ? HeaderRecord : Encoding.UTF8.GetBytes(string.Join(separator, form.Names));
    }

    /// <summary>Where it came from.</summary>
    public InputFile File { get; }

    /// <summary>The names of its columns.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>The header as it stands in the file, without its line end.</summary>
    public byte[] HeaderRecord { get; private set; } = [];

    /// <summary>1-based line of the header, or of the first row where the file has none.</summary>
    public long HeaderLine { get; private set; }

    /// <summary>The file and the line of its header, for messages.</summary>
    public string HeaderPlace => FormattableString.Invariant($"{File.Display}:{HeaderLine}");

    /// <summary>The record at hand, once records are read one by one.</summary>
    public OneByOneRecord Record => new(oneByOne!, linesBefore, malformed);

    /// <summary>Bytes of the file read so far, as stored.</summary>
    public long BytesRead => raw.Bytes;

    /// <summary>Opens a file.</summary>
    /// <param name="file">Which one.</param>
    /// <param name="separator">Between fields.</param>
    /// <param name="form">How it is written otherwise.</param>
    /// <param name="cancel">Ends the waiting for standard input or another pipe.</param>
    /// <exception cref="DataException">It cannot be opened, has no bytes, or is no text.</exception>
    public static CsvSource Open(InputFile file, char separator, TableForm form, CancellationToken cancel = default)
    {
        var stream = file.Open();
        // A pipe may keep a reader waiting for ever, and has no length; a file does not, and has one.
        var stored = stream is FileStream { CanSeek: true } opened ? new StoredLength(opened) : null;
        var raw = new FingerprintStream(stored is not null ? stream : new InterruptibleInput(stream, cancel));
        try
        {
            return Guarded(file, () =>
            {
                var (text, firstLine) = SourceText.Open(file, raw, separator, form);
                var source = new CsvSource(file, raw, stored, text, separator, form, firstLine);
                return source.Headers is [] or [""]
                    ? throw new DataException(source.HeaderPlace, NoHeader(form), "a header line")
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
            BeginOneByOne(block);
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
    /// <exception cref="DataException">The bytes cannot be read or gunzipped, or are not those that the file had when it was opened.</exception>
    public FileFingerprint Finish(long rows)
    {
        var digest = Guarded(File, raw.Finish);
        stored?.Require(raw.Bytes, File.Display);
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
        var comment = Encoding.UTF8.GetBytes(form.Comment ?? "");
        var cut = cutter.Next(block, 1);
        while (cut == Cut.Records && comment.Length > 0 && block.Records.StartsWith(comment))
            cut = cutter.Next(block, 1);
        HeaderLine = block.FirstLine;
        if (cut == Cut.End)
            return [];
        var names = new HeaderReader(File.Display, HeaderLine, (byte)separator).Names(block.Records);
        HeaderRecord = block.Records.TrimEnd("\r\n"u8).ToArray();
        return [.. names.Select(name => form.Trim ? name.Trim(' ', '\t') : name)];
    }

    private static string NoHeader(TableForm form) =>
        form.SkipLines > 0 ? "no line with characters behind the lines that data.skipLines skips" : "a first line without any character";

    private void BeginOneByOne(CsvBlock block)
    {
        linesBefore = block.FirstLine - 1;
        var options = CsvReaderOptions.Default with
        {
            Separator = separator,
            HasHeader = false,
            TrackLineNumbers = true,
            MaxRecordSize = MaxRecordBytes,
            SkipEmptyLines = false,
            OnMalformedRecord = record => malformed = record.Reason,
        };
        var rest = new WideLines(new JoinedStream(block.Records.ToArray(), text), (byte)separator, File.Display, block.FirstLine);
        oneByOne = CsvReader.Create(rest, options, leaveOpen: false);
    }

    private static T Guarded<T>(InputFile file, Func<T> read, long linesBefore = 0)
    {
        try
        {
            return read();
        }
        catch (CsvFormatException error)
        {
            throw new DataException(FormattableString.Invariant($"{file.Display}:{linesBefore + error.LineNumber}"),
                "a record of more than 64 MiB", "a record of at most 64 MiB, well quoted", cause: error);
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
