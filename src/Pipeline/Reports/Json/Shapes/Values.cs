using System.Text.Json.Nodes;
using Pipeline.Configuration.Json;
using Pipeline.Model.Problems;

namespace Pipeline.Reports.Json.Shapes;

/// <summary>The shapes of plain values.</summary>
internal static class Values
{
    /// <summary>Most texts of a list that comes out of a table; how many there are in all stands beside it.</summary>
    private const int MostNames = 1000;

    /// <summary>A text.</summary>
    public static Shape<string> Text { get; } = new LeafShape<string>(text => text, () => Type("string"));

    /// <summary>SHA-256 in lower-case hex.</summary>
    public static Shape<string> Sha256 { get; } =
        new LeafShape<string>(text => text, () => new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9a-f]{64}$" });

    /// <summary>How many: a whole number from 0 up.</summary>
    public static Shape<long> Count { get; } = new LeafShape<long>(number => number, () => new JsonObject { ["type"] = "integer", ["minimum"] = 0 });

    /// <summary>A number.</summary>
    public static Shape<double> Number { get; } = new LeafShape<double>(number => number, () => Type("number"));

    /// <summary>True or false.</summary>
    public static Shape<bool> Truth { get; } = new LeafShape<bool>(truth => truth, () => Type("boolean"));

    /// <summary>Anything; null too.</summary>
    public static Shape<JsonNode?> Any { get; } = new LeafShape<JsonNode?>(json => json, () => []);

    /// <summary>Texts that come out of a table: as many as a reader can bear, long ones cut.</summary>
    public static Shape<IEnumerable<string>> Names { get; } = new LeafShape<IEnumerable<string>>(
        texts => new JsonArray([.. texts.Take(MostNames).Select(text => JsonValue.Create(Excerpt.Of(text)))]),
        () => new JsonObject { ["type"] = "array", ["items"] = Type("string"), ["maxItems"] = MostNames });

    /// <summary>How many, or null.</summary>
    public static Shape<long?> CountOrNull { get; } = new NullableValueShape<long>(Count);

    /// <summary>A number, or null.</summary>
    public static Shape<double?> NumberOrNull { get; } = new NullableValueShape<double>(Number);

    /// <summary>True, false, or null.</summary>
    public static Shape<bool?> TruthOrNull { get; } = new NullableValueShape<bool>(Truth);

    /// <summary>One of a few words.</summary>
    public static Shape<string> OneOf(params string[] words) => new LeafShape<string>(text => text, () => Enumeration(words));

    /// <summary>A member of an enum, as a config writes it.</summary>
    public static Shape<T> Word<T>()
        where T : struct, Enum => new LeafShape<T>(value => EnumForm.Text(value), () => Enumeration(Enum.GetValues<T>().Select(value => EnumForm.Text(value))));

    /// <summary>A value, or null.</summary>
    public static Shape<T?> OrNull<T>(this Shape<T> shape)
        where T : class => new NullableShape<T>(shape);

    /// <summary>A list.</summary>
    public static Shape<IEnumerable<T>> List<T>(this Shape<T> item) => new ListShape<T>(item);

    /// <summary>An object whose members are named by the data.</summary>
    public static Shape<IEnumerable<KeyValuePair<string, T>>> Map<T>(this Shape<T> item) => new MapShape<T>(item);

    private static JsonObject Type(string name) => new() { ["type"] = name };

    private static JsonObject Enumeration(IEnumerable<string> words) => new() { ["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]) };
}
