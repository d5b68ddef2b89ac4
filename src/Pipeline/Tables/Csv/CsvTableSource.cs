using Pipeline.Files;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tables.Fields;

namespace Pipeline.Tables.Csv;

/// <summary>The rows of CSV files.</summary>
internal sealed class CsvTableSource : ITableSource
{
    private readonly Queue<InputFile> files;
    private readonly ColumnBinding binding;
    private CsvSource? source;
    private BoundTable? table;
    private long bytesOfFinished;
    private bool failed;

    /// <summary>Prepares to read; nothing is opened yet.</summary>
    public CsvTableSource(IReadOnlyList<InputFile> files, TableSchema schema)
    {
        Schema = schema;
        Fields = new FieldReader(schema);
        binding = new ColumnBinding(schema);
        this.files = new Queue<InputFile>(files);
        TotalBytes = files.All(file => file.Length is not null) ? files.Sum(file => file.Length!.Value) : null;
    }

    /// <inheritdoc/>
    public TableSchema Schema { get; }

    /// <summary>How fields are read.</summary>
    public FieldReader Fields { get; }

    /// <inheritdoc/>
    public long? TotalBytes { get; }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> UnusedColumns => binding.Unused;

    /// <summary>The header of a file.</summary>
    /// <exception cref="DataException">The file cannot be read or has no header.</exception>
    public static IReadOnlyList<string> ReadHeader(InputFile file, char separator, TableForm form)
    {
        using var opened = CsvSource.Open(file, separator, form);
        return opened.Headers;
    }

    /// <inheritdoc/>
    public ITableStretch NewStretch() => new CsvStretch(this);

    /// <inheritdoc/>
    public void Dispose() => source?.Dispose();

    /// <summary>Gives a stretch the next records; false once there is nothing left.</summary>
    /// <param name="stretch">Gets them.</param>
    /// <param name="batch">Gets the rows where records have to be read one by one.</param>
    /// <param name="rows">Most records.</param>
    /// <param name="cancel">Stops it.</param>
    internal bool Take(CsvStretch stretch, RowBatch batch, int rows, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (failed)
            return false;
        var findings = stretch.Findings;
        try
        {
            if (source is null && !OpenNext(cancel))
                return false;
            stretch.Begin(table!);
            var cut = source!.Next(stretch.Text, rows);
            if (cut == Cut.End || (cut == Cut.Unclear && !ReadOneByOne(stretch, batch, rows, cancel)))
                findings.Ended = FinishFile();
        }
        catch (DataException error)
        {
            // Whoever settles the stretches meets it in its turn.
            stretch.Text.Length = 0;
            findings.Failure = error;
            failed = true;
        }
        findings.BytesRead = bytesOfFinished + (source?.BytesRead ?? 0);
        return true;
    }

    private bool OpenNext(CancellationToken cancel)
    {
        if (!files.TryDequeue(out var file))
            return false;
        source = CsvSource.Open(file, Schema.Separator, Schema.Form, cancel);
        var bound = binding.Bind(source.Headers, source.HeaderPlace, Schema.Separator);
        table = new BoundTable(file.Display, source.Headers, bound.Columns, bound.Keys) { HeaderRecord = source.HeaderRecord };
        return true;
    }

    /// <summary>Reads records where they cannot be cut off unread; false where the file ends.</summary>
    private bool ReadOneByOne(CsvStretch stretch, RowBatch batch, int rows, CancellationToken cancel)
    {
        stretch.Text.Length = 0;
        for (var i = 1; i <= rows; i++)
        {
            if (!source!.Read())
                return false;
            stretch.Add(source.Record, batch);
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
