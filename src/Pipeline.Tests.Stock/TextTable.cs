using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Stock;

/// <summary>
/// A view with the columns of a model over a text file: tab-separated, names in the first line, numbers as decimal text, an
/// empty field where a value is missing. Columns that the model does not ask for may stand between the others.
/// </summary>
internal sealed class TextTable : IDataView
{
    private readonly string[][] rows;
    private readonly int[] positions;

    public TextTable(DataViewSchema schema, string path)
    {
        Schema = schema;
        var lines = File.ReadAllLines(path);
        var names = lines[0].Split('\t');
        rows = lines.Skip(1).Select(line => line.Split('\t')).ToArray();
        positions = schema.Select(column => Array.IndexOf(names, column.Name)).ToArray();
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => rows.Length;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new Cursor(this);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(TextTable table) : DataViewRowCursor
    {
        private long position = -1;

        public override long Position => position;

        public override long Batch => 0;

        public override DataViewSchema Schema => table.Schema;

        public override bool MoveNext() => ++position < table.rows.Length;

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<DataViewRowId> GetIdGetter() =>
            (ref DataViewRowId id) => id = new DataViewRowId((ulong)position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            var at = table.positions[column.Index];
            string Field() => table.rows[position][at];
            Delegate getter = column.Type.RawType == typeof(float) ? (ValueGetter<float>)((ref float value) => value = (float)Number(Field()))
                : column.Type.RawType == typeof(double) ? (ValueGetter<double>)((ref double value) => value = Number(Field()))
                : (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = Field().AsMemory());
            return (ValueGetter<TValue>)getter;
        }

        private static double Number(string text) => text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);
    }
}
