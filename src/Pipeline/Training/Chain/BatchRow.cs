using Microsoft.ML;
using Microsoft.ML.Data;
using Pipeline.Tables;

namespace Pipeline.Training.Chain;

/// <summary>
/// One row for ML.NET to map after the other, features alone, of any number of batches with the same columns. A chain's mapper is made
/// ready once for it, where a view over each batch would be split among threads and joined again behind them.
/// </summary>
internal sealed class BatchRow : DataViewRow
{
    private readonly IReadOnlyList<ViewColumn> columns;
    private readonly ViewPlace place;
    private long position = -1;

    /// <summary>Stands before the first row.</summary>
    /// <param name="batch">A batch with the columns.</param>
    public BatchRow(RowBatch batch)
    {
        columns = [.. BatchView.FeatureColumns(batch.Schema)];
        place = new ViewPlace(batch);
        Schema = ViewColumn.SchemaOf(columns);
    }

    /// <inheritdoc/>
    public override DataViewSchema Schema { get; }

    /// <summary>Rows so far: no two have the same, since mappers keep what they worked out by it.</summary>
    public override long Position => position;

    /// <inheritdoc/>
    public override long Batch => 0;

    /// <summary>Goes to a row of a batch.</summary>
    public void Move(RowBatch batch, int row)
    {
        place.Batch = batch;
        place.Row = row;
        position++;
    }

    /// <inheritdoc/>
    public override bool IsColumnActive(DataViewSchema.Column column) => true;

    /// <inheritdoc/>
    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)position, 0);

    /// <inheritdoc/>
    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => (ValueGetter<TValue>)columns[column.Index].Getter(place);
}
