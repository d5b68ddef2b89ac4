using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pipeline.Training.Chain;

/// <summary>A view of rows that hold one vector each.</summary>
internal static class VectorRows
{
    /// <summary>Rows whose column holds the vectors; at least one, all of the same length.</summary>
    public static IDataView OfVectors<T>(MLContext ml, string column, IReadOnlyList<T[]> vectors)
    {
        var definition = SchemaDefinition.Create(typeof(Row<T>));
        var vector = definition[nameof(Row<T>.Values)];
        vector.ColumnName = column;
        vector.ColumnType = new VectorDataViewType(
            typeof(T) == typeof(double) ? NumberDataViewType.Double : NumberDataViewType.Single, vectors[0].Length);
        return ml.Data.LoadFromEnumerable(vectors.Select(values => new Row<T> { Values = values }), definition);
    }

    internal sealed class Row<T>
    {
        public T[] Values { get; set; } = [];
    }
}
