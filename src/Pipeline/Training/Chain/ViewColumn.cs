using Microsoft.ML;
using Microsoft.ML.Data;

namespace Pipeline.Training.Chain;

/// <summary>One column of a <see cref="BatchView"/>: its ML.NET type and how a cursor gets its value.</summary>
/// <param name="Name">The name in the view.</param>
/// <param name="Type">ML.NET's type.</param>
/// <param name="Annotations">The classes of a key column; null for others.</param>
/// <param name="Getter">From where the reading stands to a getter of the type.</param>
internal sealed record ViewColumn(string Name, DataViewType Type, DataViewSchema.Annotations? Annotations, Func<ViewPlace, Delegate> Getter)
{
    /// <summary>ML.NET's schema of columns.</summary>
    public static DataViewSchema SchemaOf(IEnumerable<ViewColumn> columns)
    {
        var builder = new DataViewSchema.Builder();
        foreach (var column in columns)
            builder.AddColumn(column.Name, column.Type, column.Annotations);
        return builder.ToSchema();
    }

    public static ViewColumn OfSingle(string name, int column) => new(name, NumberDataViewType.Single, null, place =>
        (ValueGetter<float>)((ref float value) => value = (float)place.Batch.NumberArray(column)[place.Row]));

    public static ViewColumn OfDouble(string name, int column) => new(name, NumberDataViewType.Double, null, place =>
        (ValueGetter<double>)((ref double value) => value = place.Batch.NumberArray(column)[place.Row]));

    public static ViewColumn OfText(string name, int column) => new(name, TextDataViewType.Instance, null, place =>
        (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = place.Batch.TextArray(column)[place.Row].AsMemory()));

    public static ViewColumn OfBoolean(string name, int column, string positive) => new(name, BooleanDataViewType.Instance, null, place =>
        (ValueGetter<bool>)((ref bool value) => value = place.Batch.TextArray(column)[place.Row] == positive));

    public static ViewColumn OfKey(string name, int column, IReadOnlyList<string> classes)
    {
        var keys = classes.Select((text, index) => (text, key: (uint)index + 1)).ToDictionary(StringComparer.Ordinal);
        var annotations = new DataViewSchema.Annotations.Builder();
        var names = classes.Select(text => text.AsMemory()).ToArray();
        annotations.Add("KeyValues", new VectorDataViewType(TextDataViewType.Instance, names.Length),
            (ref VBuffer<ReadOnlyMemory<char>> value) => value = new VBuffer<ReadOnlyMemory<char>>(names.Length, names));
        return new ViewColumn(name, new KeyDataViewType(typeof(uint), classes.Count), annotations.ToAnnotations(), place =>
            (ValueGetter<uint>)((ref uint value) => value = keys[place.Batch.TextArray(column)[place.Row]]));
    }
}
