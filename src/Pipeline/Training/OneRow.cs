using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pipeline.Training;

/// <summary>A view of one row with one vector.</summary>
internal static class OneRow
{
    /// <summary>A row whose column holds the vector.</summary>
    public static IDataView OfVector<T>(MLContext ml, string column, T[] values)
    {
        var definition = SchemaDefinition.Create(typeof(Row<T>));
        var vector = definition[nameof(Row<T>.Values)];
        vector.ColumnName = column;
        vector.ColumnType = new VectorDataViewType(
            typeof(T) == typeof(double) ? NumberDataViewType.Double : NumberDataViewType.Single, values.Length);
        return ml.Data.LoadFromEnumerable([new Row<T> { Values = values }], definition);
    }

    internal sealed class Row<T>
    {
        public T[] Values { get; set; } = [];
    }
}
