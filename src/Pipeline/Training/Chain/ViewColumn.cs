using Microsoft.ML;
using Microsoft.ML.Data;
using Pipeline.Tables;

namespace Pipeline.Training.Chain;

/// <summary>One column of a <see cref="BatchView"/>: its ML.NET type and how a cursor gets its value.</summary>
/// <param name="Name">The name in the view.</param>
/// <param name="Type">ML.NET's type.</param>
/// <param name="Annotations">The classes of a key column; null for others.</param>
/// <param name="Getter">From the batch and the row at hand to a getter of the type.</param>
internal sealed record ViewColumn(
    string Name, DataViewType Type, DataViewSchema.Annotations? Annotations, Func<RowBatch, Func<int>, Delegate> Getter)
{
    public static ViewColumn OfSingle(string name, int column) => new(name, NumberDataViewType.Single, null, (batch, row) =>
    {
        var values = batch.NumberArray(column);
        return (ValueGetter<float>)((ref float value) => value = (float)values[row()]);
    });

    public static ViewColumn OfDouble(string name, int column) => new(name, NumberDataViewType.Double, null, (batch, row) =>
    {
        var values = batch.NumberArray(column);
        return (ValueGetter<double>)((ref double value) => value = values[row()]);
    });

    public static ViewColumn OfText(string name, int column) => new(name, TextDataViewType.Instance, null, (batch, row) =>
    {
        var values = batch.TextArray(column);
        return (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = values[row()].AsMemory());
    });

    public static ViewColumn OfBoolean(string name, int column, string positive) => new(name, BooleanDataViewType.Instance, null, (batch, row) =>
    {
        var values = batch.TextArray(column);
        return (ValueGetter<bool>)((ref bool value) => value = values[row()] == positive);
    });

    public static ViewColumn OfKey(string name, int column, IReadOnlyList<string> classes)
    {
        var keys = classes.Select((text, index) => (text, key: (uint)index + 1)).ToDictionary(StringComparer.Ordinal);
        var annotations = new DataViewSchema.Annotations.Builder();
        var names = classes.Select(text => text.AsMemory()).ToArray();
        annotations.Add("KeyValues", new VectorDataViewType(TextDataViewType.Instance, names.Length),
            (ref VBuffer<ReadOnlyMemory<char>> value) => value = new VBuffer<ReadOnlyMemory<char>>(names.Length, names));
        return new ViewColumn(name, new KeyDataViewType(typeof(uint), classes.Count), annotations.ToAnnotations(), (batch, row) =>
        {
            var values = batch.TextArray(column);
            return (ValueGetter<uint>)((ref uint value) => value = keys[values[row()]]);
        });
    }
}
