using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Pipeline.Graph;

namespace Pipeline.Tests.Artifacts.MlNet;

/// <summary>All that a scoring graph holds as one text, numbers by their bits: two graphs with the same text are the same.</summary>
internal static class GraphText
{
    public static string Of(ScoringGraph graph) => Of(graph.Blocks) + Of(graph.Layers) + Of(graph.Model);

    private static string Of(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        float number => BitConverter.SingleToUInt32Bits(number).ToString("x8", CultureInfo.InvariantCulture),
        double number => BitConverter.DoubleToUInt64Bits(number).ToString("x16", CultureInfo.InvariantCulture),
        IConvertible plain => plain.ToString(CultureInfo.InvariantCulture),
        ITuple tuple => $"({string.Join(' ', Enumerable.Range(0, tuple.Length).Select(i => Of(tuple[i])))})",
        IEnumerable list => $"[{string.Join(' ', list.Cast<object?>().Select(Of))}]",
        _ => $"{value.GetType().Name}{{{string.Join(' ', Members(value).Select(member => $"{member.Name}={Of(member.GetValue(value))}"))}}}",
    };

    /// <summary>What the record was made of; what it works out from that is left out.</summary>
    private static IEnumerable<PropertyInfo> Members(object record) =>
        record.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(member => member.CanWrite);
}
