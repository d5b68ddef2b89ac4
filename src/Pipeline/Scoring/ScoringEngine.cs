using Pipeline.Files;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tables;
using Pipeline.Tables.Sources;
using Pipeline.Work;

namespace Pipeline.Scoring;

/// <summary>
/// Reads and scores a table on several threads, each with a stretch of its own under way, so that memory is bounded by their number
/// and the size of a batch. What comes out, the order included, depends on neither.
/// </summary>
/// <param name="model">What scores.</param>
/// <param name="schema">What is read.</param>
/// <param name="threads">How many threads work.</param>
/// <param name="rows">Most rows of a batch.</param>
internal sealed class ScoringEngine(CompiledModel model, TableSchema schema, int threads, int rows)
{
    private readonly TableSchema schema = model.WithVocabularies(schema);

    /// <summary>What is read, categories as numbers of the model.</summary>
    public TableSchema Schema => schema;

    /// <summary>Columns of the files that the schema does not ask for; known once the run is over.</summary>
    public IReadOnlyCollection<string> UnusedColumns { get; private set; } = [];

    /// <summary>Runs over all rows of some files.</summary>
    /// <param name="files">The files, in order.</param>
    /// <param name="account">Is told what has been read.</param>
    /// <param name="step">What happens to each stretch.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="DataException">
    /// A file or its header cannot be read, which ends the run there; or rows cannot, and then all that follow have been looked through.
    /// </exception>
    internal void Run(
        IReadOnlyList<InputFile> files, ReadAccount account, IScoringStep step, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        using var source = TableSources.Open(files, schema);
        Run(source, account, step, progress, cancel);
    }

    /// <summary>Runs over all rows of a source that reads by <see cref="Schema"/>.</summary>
    internal void Run(ITableSource source, ReadAccount account, IScoringStep step, IProgress<RunProgress>? progress, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        OrderedWork.Run(threads, () => new Worker(new ScoredBlock(source, model, rows), account, step, Report, stop.Token), stop);
        account.Close();
        UnusedColumns = source.UnusedColumns;

        void Report(long done) => progress?.Report(new RunProgress(step.Name, done, account.BytesRead, source.TotalBytes));
    }

    private sealed class Worker(
        ScoredBlock block, ReadAccount account, IScoringStep step, Action<long> report, CancellationToken cancel) : IOrderedWork
    {
        public bool Take() => block.Take(cancel);

        public void Work()
        {
            block.Score();
            step.Prepare(block);
        }

        public void Deliver()
        {
            account.Settle(block.Findings);
            if (account.IsStopped)
                return;
            step.Finish(block);
            report(account.Rows);
        }

        public void Dispose() => block.Dispose();
    }
}
