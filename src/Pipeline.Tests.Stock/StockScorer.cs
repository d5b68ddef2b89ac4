using System.Globalization;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Stock;

/// <summary>Loads a zip as the documentation of ML.NET says, scores a table and writes every bit of what comes out.</summary>
internal static class StockScorer
{
    private static readonly string[] predictions = ["Score", "Probability", "PredictedLabel"];

    public static void Score(string zip, string table, string output)
    {
        var model = new MLContext().Model.Load(zip, out var schema);
        var scored = model.Transform(new TextTable(schema, table));
        var found = predictions.Select(name => scored.Schema.GetColumnOrNull(name)).OfType<DataViewSchema.Column>().ToList();
        using var writer = new StreamWriter(output, false, new UTF8Encoding(false)) { NewLine = "\n" };
        writer.WriteLine(string.Join('\t', found.Select(column => column.Name)));
        using var cursor = scored.GetRowCursor(found);
        var getters = found.Select(column => Getter(cursor, column)).ToList();
        while (cursor.MoveNext())
            writer.WriteLine(string.Join('\t', getters.Select(get => get())));
    }

    private static Func<string> Getter(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is VectorDataViewType)
            return Of<VBuffer<float>>(row, column, value => string.Join(' ', value.DenseValues().Select(Bits)));
        if (column.Type is NumberDataViewType)
            return Of<float>(row, column, Bits);
        if (column.Type is BooleanDataViewType)
            return Of<bool>(row, column, value => value ? "1" : "0");
        return Of<ReadOnlyMemory<char>>(row, column, value => value.ToString());
    }

    private static Func<string> Of<T>(DataViewRow row, DataViewSchema.Column column, Func<T, string> text)
    {
        var getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return text(value);
        };
    }

    private static string Bits(float value) => BitConverter.SingleToUInt32Bits(value).ToString("x8", CultureInfo.InvariantCulture);
}
