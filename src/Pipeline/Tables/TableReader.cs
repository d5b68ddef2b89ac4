using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Work;

namespace Pipeline.Tables;

/// <summary>
/// Reads the rows of a source on several threads and hands them on in order. What comes out, errors included, does not depend on the number of
/// threads; memory is bounded by it. A row that cannot be read is never handed on, nor is any behind it where the policy stops at it.
/// </summary>
/// <param name="source">The source; disposed with the reader.</param>
/// <param name="badRows">What becomes of rows that cannot be read.</param>
/// <param name="threads">How many threads read, the calling one among them; null for the processors of the machine.</param>
internal sealed class TableReader(ITableSource source, BadRowLog badRows, int? threads = null) : IDisposable
{
    // Bytes, as stored, that have to be read before the size of their rows tells how many are left.
    private const long Telling = 8 << 20;

    /// <summary>What is read.</summary>
    public TableSchema Schema => source.Schema;

    /// <summary>What has been read so far.</summary>
    public ReadAccount Account { get; } = new(badRows);

    /// <summary>Size of all inputs in bytes, as stored; null where that of any is not known.</summary>
    public long? TotalBytes => source.TotalBytes;

    /// <summary>Columns of the inputs that the schema does not ask for.</summary>
    public IReadOnlyCollection<string> UnusedColumns => source.UnusedColumns;

    /// <summary>Reads to the end.</summary>
    /// <param name="take">
    /// Gets the rows, batch by batch, on one thread at a time; a batch is used again once this returns. It may be empty.
    /// </param>
    /// <param name="rows">Most rows of a batch; null for what suits the schema.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="DataException">
    /// An input or its header cannot be read, which ends the run there; or rows cannot, and then all that follow have been looked through.
    /// </exception>
    public void Read(Action<RowBatch> take, int? rows = null, CancellationToken cancel = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var most = rows ?? BatchSize.For(Schema);
        OrderedWork.Run(
            threads ?? Environment.ProcessorCount,
            () => new Worker(source.NewStretch(), new RowBatch(Schema), Account, take, most, stop.Token), stop);
        Account.Close();
    }

    /// <summary>Adds all rows to a batch.</summary>
    /// <param name="whole">Gets them.</param>
    /// <param name="rows">Most rows that a thread reads at a time; null for what suits the schema.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="behind">Bytes of other inputs that are to be added after this one, for which room is made too.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="DataException">As above.</exception>
    public void ReadAll(
        RowBatch whole, int? rows = null, IProgress<RunProgress>? progress = null, long behind = 0, CancellationToken cancel = default)
    {
        var before = whole.Count;
        Read(
            batch =>
            {
                whole.Append(batch, before + Expected(behind));
                progress?.Report(new RunProgress("reading", whole.Count, Account.BytesRead, TotalBytes));
            },
            rows, cancel);
    }

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();

    /// <summary>How many rows there will be in all, if those to come are like those that were read; 0 where nothing tells.</summary>
    private long Expected(long behind) => Account.BytesRead >= Telling && TotalBytes is { } total
        ? (long)((double)Account.Rows / Account.BytesRead * (total + behind)) : 0;

    private sealed class Worker(
        ITableStretch stretch, RowBatch batch, ReadAccount account, Action<RowBatch> take, int rows, CancellationToken cancel) : IOrderedWork
    {
        public bool Take()
        {
            batch.Clear();
            return stretch.Take(batch, rows, cancel);
        }

        public void Work() => stretch.Parse(batch);

        public void Deliver()
        {
            account.Settle(stretch.Findings);
            if (!account.IsStopped)
                take(batch);
        }

        public void Dispose()
        {
        }
    }
}
