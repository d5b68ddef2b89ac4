using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Configuration.Json;

/// <summary>A number of one of the types int, long, float and double.</summary>
/// <param name="type">The type.</param>
/// <param name="range">The numbers that are allowed.</param>
/// <param name="infinite">Whether the text "Infinity" is allowed too: JSON has no such number.</param>
internal sealed class NumberForm(Type type, NumberRange range, bool infinite = false) : Form
{
    private const string Infinity = "Infinity";
    private readonly bool whole = type == typeof(int) || type == typeof(long);

    public override string Expected => (whole ? "a whole number" : "a number") + range.Text + (infinite ? $" or \"{Infinity}\"" : "");

    public override bool TryRead(JsonNode? node, string path, Reading reading, out object? value)
    {
        if (infinite && node?.GetValueKind() == JsonValueKind.String && node.GetValue<string>() == Infinity)
        {
            value = double.PositiveInfinity;
            return true;
        }
        value = node?.GetValueKind() == JsonValueKind.Number ? Parse(node.ToJsonString()) : null;
        if (value is null || !range.Contains(Convert.ToDouble(value, CultureInfo.InvariantCulture)))
            return Refuse(node, path, reading, out value);
        return true;
    }

    public override JsonNode? Write(object value) => value switch
    {
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        float number => JsonValue.Create(number),
        double.PositiveInfinity => JsonValue.Create(Infinity),
        double number => JsonValue.Create(number),
        _ => throw new ArgumentException($"not a number: {value}", nameof(value)),
    };

    public override JsonObject Schema()
    {
        var number = new JsonObject { ["type"] = whole ? "integer" : "number" };
        range.AddTo(number);
        return infinite ? new JsonObject { ["anyOf"] = new JsonArray(number, new JsonObject { ["const"] = Infinity }) } : number;
    }

    private object? Parse(string text)
    {
        var number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(number))
            return null;
        if (type == typeof(double))
            return number;
        if (type == typeof(float))
            return float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) is var single && float.IsFinite(single) ? single : null;

        // 1.0 and 1e3 are whole numbers too; beyond 2^53 only plain digits say which one is meant.
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
        {
            if (number != Math.Floor(number) || Math.Abs(number) > 1L << 53)
                return null;
            integer = (long)number;
        }
        return type == typeof(long) ? integer : integer is >= int.MinValue and <= int.MaxValue ? (int)integer : null;
    }
}
