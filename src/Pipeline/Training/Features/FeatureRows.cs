using Microsoft.ML;
using Microsoft.ML.Data;
using Pipeline.Model;

namespace Pipeline.Training.Features;

/// <summary>
/// ML.NET's view of computed features with their labels and weights. Its schema is that of the chain of steps, which travels in the
/// zip; values are there of the three columns that trainers ask for.
/// </summary>
/// <param name="schema">The schema of the chain.</param>
/// <param name="features">The features.</param>
/// <param name="labels">[rows] bool, uint or float, as the schema has it.</param>
/// <param name="weights">[rows], or null where rows have none.</param>
/// <param name="cancel">Ends a pass over the rows, and so the training that makes it.</param>
internal sealed class FeatureRows(DataViewSchema schema, FeatureMatrix features, Array labels, float[]? weights, CancellationToken cancel) : IDataView
{
    private const int Watched = 1024;

    /// <inheritdoc/>
    public bool CanShuffle => true;

    /// <inheritdoc/>
    public DataViewSchema Schema => schema;

    /// <inheritdoc/>
    public long? GetRowCount() => features.Rows;

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(this, columnsNeeded, rand is null ? null : Shuffled(features.Rows, rand));

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    /// <summary>The order in which ML.NET's own cache gives rows that are to be shuffled: the same model comes of it.</summary>
    private static int[] Shuffled(int rows, Random random)
    {
        int[] order = [.. Enumerable.Range(0, rows)];
        for (var i = 0; i < rows; i++)
        {
            var other = i + random.Next(rows - i);
            (order[i], order[other]) = (order[other], order[i]);
        }
        return order;
    }

    private int Count => features.Rows;

    private void Stop() => cancel.ThrowIfCancellationRequested();

    private Delegate Getter(string column, Cursor cursor)
    {
        if (column == ChainColumns.Features)
        {
            var form = features.Form.Copy();
            return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) =>
                form.Write(features.Numbers(cursor.Row), features.Active(cursor.Row), ref value));
        }
        return column switch
        {
            ChainColumns.Label when labels is bool[] values => Of(values),
            ChainColumns.Label when labels is uint[] values => Of(values),
            ChainColumns.Label when labels is float[] values => Of(values),
            ChainColumns.Weight when weights is not null => Of(weights),
            _ => throw new InvalidOperationException($"column '{column}', which no trainer asks for"),
        };

        Delegate Of<T>(T[] values) => (ValueGetter<T>)((ref T value) => value = values[cursor.Row]);
    }

    private sealed class Cursor(FeatureRows view, IEnumerable<DataViewSchema.Column> needed, int[]? order) : DataViewRowCursor
    {
        private readonly HashSet<int> active = needed.Select(column => column.Index).ToHashSet();
        private int position = -1;

        public int Row { get; private set; }

        public override long Position => position;

        public override long Batch => 0;

        public override DataViewSchema Schema => view.Schema;

        public override bool MoveNext()
        {
            if (position + 1 >= view.Count)
            {
                position = view.Count;
                return false;
            }
            position++;
            if (position % Watched == 0)
                view.Stop();
            Row = order is null ? position : order[position];
            return true;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)Row, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => (ValueGetter<TValue>)view.Getter(column.Name, this);
    }
}
