using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Pipeline.Model;

namespace Pipeline.Training.Features;

/// <summary>
/// The vector that a normalizer is fitted on, of T float or double, and the weights of the rows: what the steps in front of it make of
/// the columns, without going through them row by row.
/// </summary>
/// <param name="column">The name of the vector.</param>
/// <param name="slots">Its slots.</param>
/// <param name="columns">[slots] the column of each.</param>
/// <param name="rows">Numbers of the rows, in order.</param>
/// <param name="weights">The column of weights, or null.</param>
/// <param name="cancel">Ends a pass.</param>
internal sealed class RawRows<T>(
    string column, IReadOnlyList<RawSlot> slots, double[][] columns, int[] rows, double[]? weights, CancellationToken cancel) : IDataView
    where T : struct, INumber<T>
{
    private const int Tile = 256;

    /// <inheritdoc/>
    public bool CanShuffle => false;

    /// <inheritdoc/>
    public DataViewSchema Schema { get; } = SchemaOf(column, slots.Count, weights is not null);

    /// <inheritdoc/>
    public long? GetRowCount() => rows.Length;

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new Cursor(this, columnsNeeded);

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private static DataViewSchema SchemaOf(string column, int slots, bool weighted)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn(column, new VectorDataViewType(typeof(T) == typeof(double) ? NumberDataViewType.Double : NumberDataViewType.Single, slots));
        if (weighted)
            builder.AddColumn(ChainColumns.Weight, NumberDataViewType.Single);
        return builder.ToSchema();
    }

    private void Fill(int start, Span<T> tile)
    {
        cancel.ThrowIfCancellationRequested();
        var chosen = rows.AsSpan(start, Math.Min(Tile, rows.Length - start));
        for (var slot = 0; slot < slots.Count; slot++)
        {
            var (_, fill, isIndicator) = slots[slot];
            var values = columns[slot];
            var at = slot;
            foreach (var row in chosen)
            {
                var value = values[row];
                var isMissing = double.IsNaN(value);
                tile[at] = isIndicator ? (isMissing ? T.One : T.Zero) : T.CreateTruncating(isMissing ? fill : value);
                at += slots.Count;
            }
        }
    }

    private sealed class Cursor(RawRows<T> view, IEnumerable<DataViewSchema.Column> needed) : DataViewRowCursor
    {
        private readonly HashSet<int> active = needed.Select(column => column.Index).ToHashSet();
        private readonly T[] tile = new T[Tile * view.Slots];
        private int position = -1;

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
            if (position % Tile == 0 && active.Contains(0))
                view.Fill(position, tile);
            return true;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => (ValueGetter<TValue>)(column.Index == 0
            ? (Delegate)(ValueGetter<VBuffer<T>>)Vector
            : (ValueGetter<float>)((ref float value) => value = (float)view.Weight(position)));

        private void Vector(ref VBuffer<T> value)
        {
            var editor = VBufferEditor.Create(ref value, view.Slots);
            tile.AsSpan(position % Tile * view.Slots, view.Slots).CopyTo(editor.Values);
            value = editor.Commit();
        }
    }

    private int Count => rows.Length;

    private int Slots => slots.Count;

    private double Weight(int row) => weights![rows[row]];
}
