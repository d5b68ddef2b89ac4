using Pipeline.Configuration.Records;
using Pipeline.Files;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tables;
using Pipeline.Tables.Sources;
using Pipeline.Work;

namespace Pipeline.Training.Rows;

/// <summary>
/// The rows of a run, in memory, and which of them are held out. Read the same way for training and for measuring the held-out
/// rows again later, so that both see the same rows.
/// </summary>
/// <param name="Batch">All rows, numbers as Double; those of test files last.</param>
/// <param name="Split">Which rows are held out.</param>
/// <param name="Files">The files they came from.</param>
/// <param name="UnusedColumns">Columns of the files that the run does not use.</param>
internal sealed record TrainingTable(
    RowBatch Batch, Split Split, IReadOnlyList<FileFingerprint> Files, IReadOnlyCollection<string> UnusedColumns)
{
    /// <summary>Rows of separators only that were left out.</summary>
    public long BlankRows { get; init; }

    /// <summary>The split keys of the rows that a model learns from or looks at.</summary>
    public IEnumerable<RowKey> TrainedRows => Split.Train.Concat(Split.Validation).Select(row => Batch.KeyArray(TableSchema.SplitKey)[row]);

    /// <summary>Reads all rows and splits them.</summary>
    /// <param name="config">The run's config.</param>
    /// <param name="schema">What to read; from the config and the header, or from the model.</param>
    /// <param name="train">The training files.</param>
    /// <param name="test">The test files; empty where rows are split off.</param>
    /// <param name="badRows">What becomes of rows that cannot be read.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="threads">Threads that read; null for the processors of the machine. The table does not depend on it.</param>
    /// <exception cref="DataException">A file or a row cannot be read, or a side of the split has no rows.</exception>
    public static TrainingTable Read(
        RunConfig config, TableSchema schema, IReadOnlyList<InputFile> train, IReadOnlyList<InputFile> test,
        BadRowLog badRows, IProgress<RunProgress>? progress, CancellationToken cancel, int? threads = null)
    {
        List<Func<ITableSource>> sources = [() => TableSources.Open(train, schema)];
        if (test.Count > 0)
            sources.Add(() => TableSources.Open(test, schema));
        return Read(config, schema, sources, DataText.Join(train.Select(file => file.Display)), badRows, threads, progress, cancel);
    }

    /// <summary>The same of any sources.</summary>
    /// <param name="config">The run's config.</param>
    /// <param name="schema">What the sources read.</param>
    /// <param name="sources">Open the training rows and, where there are any, the test rows.</param>
    /// <param name="place">How messages name the training rows.</param>
    /// <param name="badRows">What becomes of rows that cannot be read.</param>
    /// <param name="threads">Threads that read; null for the processors of the machine.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="DataException">A source or a row cannot be read, or a side of the split has no rows.</exception>
    internal static TrainingTable Read(
        RunConfig config, TableSchema schema, IReadOnlyList<Func<ITableSource>> sources, string place,
        BadRowLog badRows, int? threads, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        var batch = new RowBatch(schema);
        var files = new List<FileFingerprint>();
        var unused = new SortedSet<string>(StringComparer.Ordinal);
        long blankRows = 0;
        int? trainingRows = null;
        // Nothing is read by this, but sizes are told.
        var readers = sources.Select(open => new TableReader(open(), badRows, threads)).ToList();
        try
        {
            foreach (var (i, reader) in readers.Index())
            {
                Fill(reader, readers.Skip(i + 1).Sum(other => other.TotalBytes ?? 0));
                trainingRows ??= batch.Count;
                blankRows += reader.Account.BlankRows;
                files.AddRange(reader.Account.Fingerprints);
                unused.UnionWith(reader.UnusedColumns.Except(config.Split.Key, StringComparer.Ordinal));
            }
        }
        finally
        {
            readers.ForEach(reader => reader.Dispose());
        }
        if (batch.Count == 0)
            throw new DataException(place, "a header and no rows", "rows to learn from");
        var split = Interruptible.Run(() => Splitter.Divide(config.Split, config.Seed, batch, trainingRows!.Value), cancel);
        return new TrainingTable(batch, split, files, unused) { BlankRows = blankRows };

        void Fill(TableReader reader, long behind)
        {
            try
            {
                reader.ReadAll(batch, null, progress, behind, cancel);
            }
            catch (DataException error) when (TextColumns.Explain(error, schema, reader.Account, config) is { } explained)
            {
                throw explained;
            }
        }
    }
}
