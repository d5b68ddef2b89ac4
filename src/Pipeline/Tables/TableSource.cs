using Pipeline.Files;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tables.Csv;
using Pipeline.Tables.Fields;

namespace Pipeline.Tables;

/// <summary>
/// The rows of one or more files, in order, handed out in stretches. Columns are bound by name in each file. One thread at a time.
/// </summary>
internal sealed class TableSource : IDisposable
{
    private readonly Queue<InputFile> files;
    private readonly string[] names;
    private readonly SortedSet<string> unused = new(StringComparer.Ordinal);
    private CsvSource? source;
    private BoundTable? table;
    private long bytesOfFinished;
    private bool failed;

    /// <summary>Prepares to read; nothing is opened yet.</summary>
    public TableSource(IReadOnlyList<InputFile> files, TableSchema schema)
    {
        Schema = schema;
        Fields = new FieldReader(schema);
        this.files = new Queue<InputFile>(files);
        names = schema.Columns.Select(column => column.Name).ToArray();
        TotalBytes = files.All(file => file.Length is not null) ? files.Sum(file => file.Length!.Value) : null;
    }

    /// <summary>What is read.</summary>
    public TableSchema Schema { get; }

    /// <summary>How fields are read.</summary>
    public FieldReader Fields { get; }

    /// <summary>Size of all files as stored; null where standard input is among them.</summary>
    public long? TotalBytes { get; }

    /// <summary>Bytes read so far, as stored.</summary>
    public long BytesRead => bytesOfFinished + (source?.BytesRead ?? 0);

    /// <summary>Columns of the files opened so far that the schema does not ask for.</summary>
    public IReadOnlyCollection<string> UnusedColumns => unused;

    /// <summary>
    /// Takes the next stretch: up to <paramref name="rows"/> records of one file, or its end, or what keeps the reading from going on;
    /// false once there is nothing left.
    /// </summary>
    /// <param name="block">Gets the stretch.</param>
    /// <param name="batch">Gets the rows where records have to be read one by one; the others are in it once the block is parsed.</param>
    /// <param name="rows">Most rows.</param>
    /// <param name="cancel">Stops it.</param>
    public bool Take(TableBlock block, RowBatch batch, int rows, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        block.Clear();
        if (failed)
            return false;
        try
        {
            if (source is null && !OpenNext(cancel))
                return false;
            block.Begin(table!);
            var cut = source!.Next(block.Text, rows);
            if (cut == Cut.End || (cut == Cut.Unclear && !ReadOneByOne(block, batch, rows, cancel)))
                block.Ended = FinishFile();
        }
        catch (DataException error)
        {
            // Whoever settles the stretches meets it in its turn.
            block.Text.Length = 0;
            block.Failure = error;
            failed = true;
        }
        block.BytesRead = BytesRead;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => source?.Dispose();

    /// <summary>The column that holds what a model predicts, where it is read.</summary>
    private string? Truth => Schema.Columns.FirstOrDefault(column => column.Kind is FieldKind.Label or FieldKind.Target)?.Name;

    private bool OpenNext(CancellationToken cancel)
    {
        if (!files.TryDequeue(out var file))
            return false;
        source = CsvSource.Open(file, Schema.Separator, Schema.Form, cancel);
        var bound = HeaderBinding.Bind(names, source.Headers, source.HeaderPlace, Schema.Separator, Truth);
        table = new BoundTable(file.Display, source.Headers, bound, KeyPositions(source.Headers, source.HeaderPlace))
        {
            HeaderRecord = source.HeaderRecord,
        };
        unused.UnionWith(source.Headers.Except(names, StringComparer.Ordinal));
        return true;
    }

    /// <summary>The same columns have the same positions, as one array: their key is made once.</summary>
    private int[][] KeyPositions(IReadOnlyList<string> headers, string file)
    {
        var positions = new int[Schema.Keys.Count][];
        for (var i = 0; i < positions.Length; i++)
        {
            var same = i > 0 && Schema.Keys[i].SequenceEqual(Schema.Keys[i - 1], StringComparer.Ordinal);
            positions[i] = same ? positions[i - 1] : HeaderBinding.Bind(Schema.Keys[i], headers, file, Schema.Separator);
        }
        return positions;
    }

    /// <summary>Reads records where they cannot be cut off unread; false where the file ends.</summary>
    private bool ReadOneByOne(TableBlock block, RowBatch batch, int rows, CancellationToken cancel)
    {
        block.Text.Length = 0;
        for (var i = 1; i <= rows; i++)
        {
            if (!source!.Read())
                return false;
            block.Add(source.Record, batch);
            if ((i & 1023) == 0)
                cancel.ThrowIfCancellationRequested();
        }
        return true;
    }

    private FileFingerprint FinishFile()
    {
        var fingerprint = source!.Finish(0);
        bytesOfFinished += source.BytesRead;
        source.Dispose();
        source = null;
        return fingerprint;
    }
}
