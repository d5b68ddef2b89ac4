using Pipeline.Work;

namespace Pipeline.Tables;

/// <summary>Works on the rows of a batch stretch by stretch, on all processors: what is done with a row is not to depend on the others.</summary>
internal static class Stretchwise
{
    /// <summary>What comes of each stretch, in order; of several errors the first in that order is thrown.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="rows">Rows of a stretch. Up to 8,192 a column stays below the size from which .NET keeps an array among the large ones.</param>
    /// <param name="threads">How many threads work; null for the processors of the machine.</param>
    /// <param name="open">Makes what a thread works with; where it is disposable, it is disposed of.</param>
    /// <param name="of">What comes of a stretch, by the number of its first row. The rows are gone once this returns.</param>
    public static T[] Map<TTool, T>(RowBatch batch, int rows, int? threads, Func<TTool> open, Func<TTool, RowBatch, int, T> of) =>
        Columnwise.Map((batch.Count + rows - 1) / rows, threads, () => new Bench<TTool>(open(), new RowBatch(batch.Schema)), (bench, i) =>
        {
            bench.Rows.Take(batch, i * rows, Math.Min(rows, batch.Count - (i * rows)));
            return of(bench.Tool, bench.Rows, i * rows);
        });

    /// <summary>What a thread works with, and room for the rows that it works on.</summary>
    private sealed record Bench<TTool>(TTool Tool, RowBatch Rows) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => (Tool as IDisposable)?.Dispose();
    }
}
