using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Artifacts;

/// <summary>
/// Reads JSON front to back in the one form in which this program writes it: every member there, in its order, and of its kind. What
/// deviates is a <see cref="JsonException"/>, an <see cref="InvalidOperationException"/> or a <see cref="FormatException"/>.
/// </summary>
internal ref struct CanonicalReader(ReadOnlySpan<byte> json)
{
    private Utf8JsonReader reader = new(json);

    /// <summary>Reads what an object holds, one item of a list, or one value of a map.</summary>
    public delegate T Item<T>(ref CanonicalReader reader);

    /// <summary>Nothing follows.</summary>
    public void End() => Require(!reader.Read());

    /// <summary>The next member.</summary>
    private void Member(ReadOnlySpan<byte> name)
    {
        Next(JsonTokenType.PropertyName);
        Require(reader.ValueTextEquals(name));
    }

    /// <summary>A member that is an object.</summary>
    public T Object<T>(ReadOnlySpan<byte> name, Item<T> content)
        where T : class
    {
        Member(name);
        return Object(content);
    }

    /// <summary>A member that is an object or null.</summary>
    public T? ObjectOrNull<T>(ReadOnlySpan<byte> name, Item<T> content)
        where T : class
    {
        Member(name);
        if (IsNull())
            return null;
        Require(reader.TokenType == JsonTokenType.StartObject);
        return RestOfObject(content);
    }

    /// <summary>An object that stands alone.</summary>
    public T Object<T>(Item<T> content)
        where T : class
    {
        Next(JsonTokenType.StartObject);
        return RestOfObject(content);
    }

    public string Text(ReadOnlySpan<byte> name)
    {
        Member(name);
        return Text();
    }

    public string? TextOrNull(ReadOnlySpan<byte> name)
    {
        Member(name);
        return IsNull() ? null : reader.GetString();
    }

    public string Text()
    {
        Next(JsonTokenType.String);
        return reader.GetString()!;
    }

    public char Character(ReadOnlySpan<byte> name) => Character(Text(name));

    public char? CharacterOrNull(ReadOnlySpan<byte> name) => TextOrNull(name) is { } text ? Character(text) : null;

    public int Int32(ReadOnlySpan<byte> name)
    {
        Member(name);
        Next(JsonTokenType.Number);
        return reader.GetInt32();
    }

    public int? Int32OrNull(ReadOnlySpan<byte> name)
    {
        Member(name);
        return IsNull() ? null : reader.GetInt32();
    }

    public long Int64(ReadOnlySpan<byte> name)
    {
        Member(name);
        Next(JsonTokenType.Number);
        return reader.GetInt64();
    }

    public double Double(ReadOnlySpan<byte> name)
    {
        Member(name);
        Next(JsonTokenType.Number);
        return reader.GetDouble();
    }

    public double? DoubleOrNull(ReadOnlySpan<byte> name)
    {
        Member(name);
        return IsNull() ? null : reader.GetDouble();
    }

    public bool Boolean(ReadOnlySpan<byte> name)
    {
        Member(name);
        Require(reader.Read());
        return reader.GetBoolean();
    }

    /// <summary>A member that is a list of objects.</summary>
    public List<T> Objects<T>(ReadOnlySpan<byte> name, Item<T> content)
        where T : class
    {
        Member(name);
        Next(JsonTokenType.StartArray);
        var list = new List<T>();
        for (Require(reader.Read()); reader.TokenType != JsonTokenType.EndArray; Require(reader.Read()))
        {
            Require(reader.TokenType == JsonTokenType.StartObject);
            list.Add(RestOfObject(content));
        }
        return list;
    }

    public List<string> Texts(ReadOnlySpan<byte> name)
    {
        Member(name);
        return Texts();
    }

    /// <summary>A list of texts that stands alone.</summary>
    public List<string> Texts()
    {
        Next(JsonTokenType.StartArray);
        return RestOfTexts();
    }

    public List<string>? TextsOrNull(ReadOnlySpan<byte> name)
    {
        Member(name);
        if (IsNull())
            return null;
        Require(reader.TokenType == JsonTokenType.StartArray);
        return RestOfTexts();
    }

    public double[] Doubles(ReadOnlySpan<byte> name)
    {
        Member(name);
        Next(JsonTokenType.StartArray);
        var ahead = reader;
        var count = 0;
        for (Require(ahead.Read()); ahead.TokenType != JsonTokenType.EndArray; Require(ahead.Read()))
            count++;
        var numbers = new double[count];
        for (var i = 0; i < count; i++)
        {
            Next(JsonTokenType.Number);
            numbers[i] = reader.GetDouble();
        }
        Next(JsonTokenType.EndArray);
        return numbers;
    }

    /// <summary>A member that is a map by name.</summary>
    public Dictionary<string, T> Map<T>(ReadOnlySpan<byte> name, Item<T> value)
        where T : class
    {
        Member(name);
        Next(JsonTokenType.StartObject);
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        for (Require(reader.Read()); reader.TokenType != JsonTokenType.EndObject; Require(reader.Read()))
        {
            Require(reader.TokenType == JsonTokenType.PropertyName);
            Require(map.TryAdd(reader.GetString()!, value(ref this)));
        }
        return map;
    }

    /// <summary>A member of any form that is an object.</summary>
    public JsonObject Node(ReadOnlySpan<byte> name)
    {
        Member(name);
        Next(JsonTokenType.StartObject);
        return JsonNode.Parse(ref reader)!.AsObject();
    }

    /// <summary>Passes over a member.</summary>
    public void Skip(ReadOnlySpan<byte> name)
    {
        Member(name);
        Require(reader.Read());
        reader.Skip();
    }

    private List<string> RestOfTexts()
    {
        var list = new List<string>();
        for (Require(reader.Read()); reader.TokenType != JsonTokenType.EndArray; Require(reader.Read()))
        {
            Require(reader.TokenType == JsonTokenType.String);
            list.Add(reader.GetString()!);
        }
        return list;
    }

    private T RestOfObject<T>(Item<T> content)
        where T : class
    {
        var value = content(ref this);
        Next(JsonTokenType.EndObject);
        return value;
    }

    /// <summary>Reads a token; whether it is a null.</summary>
    private bool IsNull()
    {
        Require(reader.Read());
        return reader.TokenType == JsonTokenType.Null;
    }

    private void Next(JsonTokenType expected) => Require(reader.Read() && reader.TokenType == expected);

    private static char Character(string text)
    {
        Require(text.Length == 1);
        return text[0];
    }

    private static void Require(bool holds)
    {
        if (!holds)
            throw new JsonException();
    }
}
