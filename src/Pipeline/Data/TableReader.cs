using System.Globalization;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using Pipeline.Model;

namespace Pipeline.Data;

/// <summary>
/// Reads the rows of one or more files, in order, batch by batch. The one road for training, evaluation and scoring: columns are
/// bound by name in each file, types come from the schema, and a row that cannot be read is never passed on.
/// </summary>
public sealed class TableReader : IDisposable
{
    private readonly TableSchema schema;
    private readonly Queue<InputFile> files;
    private readonly FieldReader fields;
    private readonly string[] names;
    private readonly List<FileFingerprint> fingerprints = [];
    private readonly SortedSet<string> unused = new(StringComparer.Ordinal);
    private readonly List<BadField> bad = [];
    private CsvSource? source;
    private int[] positions = [];
    private long rowsOfFile;
    private long good;
    private long bytesOfFinished;

    /// <summary>Prepares to read; nothing is opened yet.</summary>
    public TableReader(IReadOnlyList<InputFile> files, TableSchema schema, BadRowLog badRows)
    {
        this.schema = schema;
        this.files = new Queue<InputFile>(files);
        fields = new FieldReader(schema);
        names = schema.Columns.Select(column => column.Name).ToArray();
        BadRows = badRows;
        TotalBytes = files.All(file => file.Length is not null) ? files.Sum(file => file.Length!.Value) : null;
    }

    /// <summary>What became of rows that could not be read.</summary>
    public BadRowLog BadRows { get; }

    /// <summary>Size of all files as stored; null where standard input is among them.</summary>
    public long? TotalBytes { get; }

    /// <summary>Bytes read so far, as stored.</summary>
    public long BytesRead => bytesOfFinished + (source?.BytesRead ?? 0);

    /// <summary>The files read to their end, in order.</summary>
    public IReadOnlyList<FileFingerprint> Fingerprints => fingerprints;

    /// <summary>Columns of the files that the schema does not ask for.</summary>
    public IReadOnlyCollection<string> UnusedColumns => unused;

    /// <summary>The header of a file.</summary>
    /// <exception cref="DataException">The file cannot be read or has no header.</exception>
    public static IReadOnlyList<string> ReadHeader(InputFile file, char separator)
    {
        using var source = CsvSource.Open(file, separator);
        return source.Reader.Headers.ToArray();
    }

    /// <summary>Adds up to <paramref name="rows"/> rows to the batch; false once no row is left to add.</summary>
    /// <exception cref="DataException">A file, its header or a row cannot be read; all files are looked through first.</exception>
    public bool Read(RowBatch batch, int rows, CancellationToken cancel = default)
    {
        var start = batch.Count;
        while (batch.Count - start < rows)
        {
            if (!NextRecord())
            {
                BadRows.ThrowIfStopped(good);
                return batch.Count > start;
            }
            if ((++rowsOfFile & 1023) == 0)
                cancel.ThrowIfCancellationRequested();
            ReadRow(batch);
        }
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => source?.Dispose();

    /// <summary>Goes to the next row, in the file at hand or the next one; false after the last.</summary>
    private bool NextRecord()
    {
        try
        {
            while (source is not null || OpenNext())
            {
                if (!source!.Read())
                    FinishFile();
                else if (!source.IsBlankLine)
                    return true;
            }
            return false;
        }
        catch (DataException error) when (BadRows.Stops && BadRows.Rows > 0)
        {
            throw BadRows.With(error);
        }
    }

    private bool OpenNext()
    {
        if (!files.TryDequeue(out var file))
            return false;
        source = CsvSource.Open(file, schema.Separator);
        rowsOfFile = 0;
        positions = HeaderBinding.Bind(names, source.Reader.Headers, file.Display, schema.Separator);
        unused.UnionWith(source.Reader.Headers.Except(names, StringComparer.Ordinal));
        return true;
    }

    private void FinishFile()
    {
        fingerprints.Add(source!.Finish(rowsOfFile));
        bytesOfFinished += source.BytesRead;
        source.Dispose();
        source = null;
    }

    private void ReadRow(RowBatch batch)
    {
        var reader = source!.Reader;
        bad.Clear();
        CheckRecord(reader);
        if (bad.Count == 0)
            ReadFields(reader, batch);
        if (bad.Count > 0)
            BadRows.Add(bad, reader.RawRecord);
        else if (!(BadRows.Stops && BadRows.Rows > 0))
            Commit(batch);
    }

    private void Commit(RowBatch batch)
    {
        batch.Commit();
        good++;
    }

    private void ReadFields(CsvReader reader, RowBatch batch)
    {
        var row = batch.Reserve();
        for (var i = 0; i < positions.Length; i++)
        {
            var kind = schema.Columns[i].Kind;
            var expected = kind.IsNumber()
                ? fields.Number(reader, positions[i], kind, out batch.NumberArray(i)[row])
                : fields.Text(reader, positions[i], kind, out batch.TextArray(i)[row]);
            if (expected is not null)
                Bad(reader, positions[i], names[i], Quoting.Show(reader.GetString(positions[i])), expected + MissingMarkers.Hint(reader.GetSpan(positions[i]), kind));
        }
    }

    private void CheckRecord(CsvReader reader)
    {
        var headers = reader.Headers.Count;
        if (source!.Malformed is { } reason && reason != CsvMalformedReason.FieldCountMismatch)
        {
            var field = Quoting.FirstBad(reader);
            Bad(reader, field, field < headers ? reader.Headers[field] : "", Quoting.Describe(reason, reader, field), Quoting.Expected);
        }
        else if (reader.FieldCount != headers)
        {
            var expected = string.Create(CultureInfo.InvariantCulture, $"{headers:N0} fields as in the header");
            var found = string.Create(CultureInfo.InvariantCulture, $"a row of {reader.FieldCount:N0} fields");
            Bad(reader, Math.Min(reader.FieldCount - 1, headers), "", found, expected);
        }
        else if (!Utf8.IsValid(reader.RawRecord))
        {
            var field = Enumerable.Range(0, reader.FieldCount).First(i => !Utf8.IsValid(reader.GetRawSpan(i)));
            Bad(reader, field, reader.Headers[field], Encodings.Describe(reader.GetRawSpan(field)), Encodings.Expected);
        }
    }

    private void Bad(CsvReader reader, int field, string name, string found, string expected)
    {
        var offset = 0;
        for (var i = 0; i < field; i++)
            offset += reader.GetRawSpan(i).Length + 1;
        var before = reader.RawRecord[..offset];
        bad.Add(new BadField(source!.File.Display, reader.LineNumber + Quoting.LineBreaks(before),
            Encoding.UTF8.GetCharCount(before[(before.LastIndexOfAny((byte)'\n', (byte)'\r') + 1)..]) + 1, name, found, expected));
    }
}
