using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pipeline.Graph.MlNet;

/// <summary>A row in which everything is missing: numbers are NaN, texts empty. Sent through a step, it tells its fill values.</summary>
internal sealed class ProbeRow(DataViewSchema schema) : DataViewRow
{
    public override DataViewSchema Schema => schema;

    public override long Position => 0;

    public override long Batch => 0;

    public override bool IsColumnActive(DataViewSchema.Column column) => true;

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = default;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Delegate getter = column.Type.RawType == typeof(float) ? (ValueGetter<float>)((ref float value) => value = float.NaN)
            : column.Type.RawType == typeof(double) ? (ValueGetter<double>)((ref double value) => value = double.NaN)
            : (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = default);
        return (ValueGetter<TValue>)getter;
    }

    /// <summary>The vector that steps make of the row in a column, as double.</summary>
    public double[] Send(ITransformer steps, string column)
    {
        var mapper = steps.GetRowToRowMapper(schema);
        var output = mapper.OutputSchema[column];
        using var row = mapper.GetRow(this, [output]);
        if (((VectorDataViewType)output.Type).ItemType == NumberDataViewType.Double)
            return Read<double>(row, output);
        return Array.ConvertAll(Read<float>(row, output), value => (double)value);
    }

    private static T[] Read<T>(DataViewRow row, DataViewSchema.Column column)
    {
        VBuffer<T> value = default;
        row.GetGetter<VBuffer<T>>(column)(ref value);
        return [.. value.DenseValues()];
    }
}
