using System.Text.Json.Nodes;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Configuration.Json;

/// <summary>
/// Texts that mean a missing value: a list for every column, or an object of lists. Its members numeric and categorical are always
/// the two kinds and columns is always an object by column name; every other member is a column, so that a column with one of those
/// three names has its place in columns.
/// </summary>
internal sealed class MissingForm : Form
{
    private const string Numeric = "numeric";
    private const string Categorical = "categorical";
    private const string Columns = "columns";
    private readonly ListForm texts = new(new TextForm(), typeof(string));

    public override string Expected => "a text, a list of texts, or an object of them by kind (numeric, categorical) and column name";

    public override bool TryRead(JsonNode? node, string path, Reading reading, out object? value)
    {
        value = null;
        if (node is not JsonObject json)
        {
            if (node is not (JsonValue or JsonArray))
                return Refuse(node, path, reading, out value);
            if (!texts.TryRead(node, path, reading, out var everywhere))
                return false;
            value = MissingTexts.Everywhere((string[])everywhere!);
            return true;
        }
        var columns = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        string[] numeric = [], categorical = [];
        var sound = true;
        foreach (var (name, inner) in json)
        {
            var memberPath = JsonPath.Member(path, name);
            if (name == Columns)
                sound &= ReadColumns(inner, memberPath, reading, columns);
            else if (!texts.TryRead(inner, memberPath, reading, out var read))
                sound = false;
            else if (name == Numeric)
                numeric = (string[])read!;
            else if (name == Categorical)
                categorical = (string[])read!;
            else
                sound &= Add(columns, name, (string[])read!, memberPath, reading);
        }
        if (sound)
            value = new MissingTexts { Numeric = numeric, Categorical = categorical, Columns = columns };
        return sound;
    }

    public override JsonNode? Write(object value)
    {
        var missing = (MissingTexts)value;
        if (missing.IsPlain)
            return texts.Write(missing.Numeric);
        var columns = new JsonObject();
        foreach (var (name, own) in missing.Columns.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            columns[name] = texts.Write(own);
        return new JsonObject { [Numeric] = texts.Write(missing.Numeric), [Categorical] = texts.Write(missing.Categorical), [Columns] = columns };
    }

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(
            new TextForm().Schema(),
            new JsonObject { ["type"] = "array", ["items"] = new TextForm().Schema() },
            new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject
                {
                    [Numeric] = Described("In columns that are read as numbers: features, target, weight, time."),
                    [Categorical] = Described("In columns that are read as categories: features and class labels."),
                    [Columns] = new JsonObject
                    {
                        ["type"] = "object",
                        ["additionalProperties"] = texts.Schema(),
                        ["description"] = "By column name; here also columns called numeric, categorical or columns.",
                    },
                },
                ["additionalProperties"] = texts.Schema(),
            }),
    };

    private JsonObject Described(string text)
    {
        var schema = texts.Schema();
        schema["description"] = text;
        return schema;
    }

    private bool ReadColumns(JsonNode? node, string path, Reading reading, Dictionary<string, IReadOnlyList<string>> columns)
    {
        if (node is not JsonObject json)
        {
            reading.Add(path, Reading.Show(node), "an object by column name");
            return false;
        }
        var sound = true;
        foreach (var (name, inner) in json)
        {
            var memberPath = JsonPath.Member(path, name);
            sound &= texts.TryRead(inner, memberPath, reading, out var read) && Add(columns, name, (string[])read!, memberPath, reading);
        }
        return sound;
    }

    private static bool Add(Dictionary<string, IReadOnlyList<string>> columns, string name, string[] texts, string path, Reading reading)
    {
        if (columns.TryAdd(name, texts))
            return true;
        reading.Add(path, $"column {DataText.Name(name)} a second time", "each column once");
        return false;
    }
}
