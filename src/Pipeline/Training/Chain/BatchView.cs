using Microsoft.ML;
using Microsoft.ML.Data;
using Pipeline.Model;
using Pipeline.Tables;

namespace Pipeline.Training.Chain;

/// <summary>
/// ML.NET's view over a batch: numeric features as Single or Double scalars, categories as text, and for training the label
/// (Boolean, Key with the classes, or Single) and the weight. Rows can be chosen by number.
/// </summary>
internal sealed class BatchView : IDataView
{
    /// <summary>Name of the label column: one that no table is likely to have.</summary>
    public const string LabelColumn = ChainColumns.Label;

    /// <summary>Name of the weight column.</summary>
    public const string WeightColumn = ChainColumns.Weight;

    private readonly IReadOnlyList<ViewColumn> columns;
    private readonly RowBatch batch;
    private readonly int[]? rows;

    private BatchView(RowBatch batch, int[]? rows, IReadOnlyList<ViewColumn> columns)
    {
        this.batch = batch;
        this.rows = rows;
        this.columns = columns;
        Schema = ViewColumn.SchemaOf(columns);
    }

    /// <inheritdoc/>
    public bool CanShuffle => false;

    /// <inheritdoc/>
    public DataViewSchema Schema { get; }

    /// <summary>The features of a batch, all rows.</summary>
    public static BatchView OfFeatures(RowBatch batch) => new(batch, null, FeatureColumns(batch.Schema).ToList());

    /// <summary>The features, label and weight of the chosen rows.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="rows">Numbers of the rows to show, in order.</param>
    /// <param name="classes">The classes in the order of their keys; [negative, positive] for a Boolean label; none for a target.</param>
    /// <param name="asBoolean">Whether the label is a Boolean (binary).</param>
    public static BatchView ForTraining(RowBatch batch, int[] rows, IReadOnlyList<string> classes, bool asBoolean)
    {
        var columns = FeatureColumns(batch.Schema).ToList();
        columns.Add(LabelOf(batch.Schema, classes, asBoolean));
        var weight = batch.Schema.IndexOf(FieldKind.Weight);
        if (weight >= 0)
            columns.Add(ViewColumn.OfSingle(WeightColumn, weight));
        return new BatchView(batch, rows, columns);
    }

    /// <inheritdoc/>
    public long? GetRowCount() => Count;

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new BatchCursor(this, columnsNeeded);

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private int Count => rows?.Length ?? batch.Count;

    internal static IEnumerable<ViewColumn> FeatureColumns(TableSchema schema)
    {
        for (var i = 0; i < schema.Columns.Count; i++)
        {
            var column = schema.Columns[i];
            if (column.Kind == FieldKind.Single)
                yield return ViewColumn.OfSingle(column.Name, i);
            else if (column.Kind == FieldKind.Double)
                yield return ViewColumn.OfDouble(column.Name, i);
            else if (column.Kind == FieldKind.Category)
                yield return ViewColumn.OfText(column.Name, i);
        }
    }

    private static ViewColumn LabelOf(TableSchema schema, IReadOnlyList<string> classes, bool asBoolean)
    {
        if (schema.IndexOf(FieldKind.Target) is var target and >= 0)
            return ViewColumn.OfSingle(LabelColumn, target);
        var label = schema.IndexOf(FieldKind.Label);
        return asBoolean
            ? ViewColumn.OfBoolean(LabelColumn, label, classes[1])
            : ViewColumn.OfKey(LabelColumn, label, classes);
    }

    private sealed class BatchCursor(BatchView view, IEnumerable<DataViewSchema.Column> needed) : DataViewRowCursor
    {
        private readonly HashSet<int> active = needed.Select(column => column.Index).ToHashSet();
        private readonly ViewPlace place = new(view.batch);
        private int position = -1;

        public override long Position => position;

        public override long Batch => 0;

        public override DataViewSchema Schema => view.Schema;

        public override bool MoveNext()
        {
            if (position < view.Count)
                position++;
            if (position == view.Count)
                return false;
            place.Row = view.rows is null ? position : view.rows[position];
            return true;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<DataViewRowId> GetIdGetter() =>
            (ref DataViewRowId id) => id = new DataViewRowId((ulong)position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            (ValueGetter<TValue>)view.columns[column.Index].Getter(place);
    }
}
