using System.Collections;
using System.Text.Json.Nodes;

namespace Pipeline.Reports.Json.Shapes;

/// <summary>An object: its members in the order in which they are written.</summary>
/// <param name="name">Its name in schemas; one name is one shape.</param>
/// <param name="meaning">What it is.</param>
internal sealed class ObjectShape<T>(string name, string meaning) : Shape<T>, IEnumerable<Member<T>>
{
    private readonly List<Member<T>> members = [];

    /// <summary>Adds a member that is always there.</summary>
    public void Add<TValue>(string member, string meaning, Shape<TValue> shape, Func<T, TValue> get) =>
        members.Add(new(member, meaning, value => shape.Write(get(value)), shape.Schema, null));

    /// <summary>Adds a member that not every object has.</summary>
    public void Add<TValue>(string member, string meaning, Shape<TValue> shape, Func<T, TValue> get, Func<T, bool> isThere) =>
        members.Add(new(member, meaning, value => shape.Write(get(value)), shape.Schema, isThere));

    public override JsonNode? Write(T value)
    {
        var json = new JsonObject();
        WriteTo(json, value);
        return json;
    }

    public override JsonObject Schema(SchemaParts parts) => parts.Refer(name, () => Definition(parts));

    /// <summary>Writes the members into an object.</summary>
    public void WriteTo(JsonObject json, T value)
    {
        foreach (var member in members)
        {
            if (member.IsThere?.Invoke(value) != false)
                json[member.Name] = member.Write(value);
        }
    }

    /// <summary>The schema that <see cref="Schema"/> refers to.</summary>
    public JsonObject Definition(SchemaParts parts)
    {
        var properties = new JsonObject();
        foreach (var member in members)
        {
            var schema = member.Schema(parts);
            schema["description"] = member.Meaning;
            properties[member.Name] = schema;
        }
        return new()
        {
            ["type"] = "object",
            ["description"] = meaning,
            ["properties"] = properties,
            ["required"] = new JsonArray([.. members.Where(member => member.IsThere is null).Select(member => JsonValue.Create(member.Name))]),
            ["additionalProperties"] = false,
        };
    }

    public IEnumerator<Member<T>> GetEnumerator() => members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
