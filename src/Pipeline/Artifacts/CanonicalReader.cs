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

    /// <summary>Reads one item of a list, or one value of a map.</summary>
    public delegate T Item<T>(ref CanonicalReader reader);

    /// <summary>The next token is the start of an object.</summary>
    public void Open() => Next(JsonTokenType.StartObject);

    /// <summary>The next token is the end of an object.</summary>
    public void Close() => Next(JsonTokenType.EndObject);

    /// <summary>Nothing follows.</summary>
    public void End() => Require(!reader.Read());

    /// <summary>The next member.</summary>
    public void Member(ReadOnlySpan<byte> name)
    {
        Next(JsonTokenType.PropertyName);
        Require(reader.ValueTextEquals(name));
    }

    /// <summary>A member that is an object: opens it, or tells that it is null.</summary>
    public bool OpenOrNull(ReadOnlySpan<byte> name)
    {
        Member(name);
        if (IsNull())
            return false;
        Require(reader.TokenType == JsonTokenType.StartObject);
        return true;
    }

    /// <summary>Opens a member that is an object.</summary>
    public void Open(ReadOnlySpan<byte> name) => Require(OpenOrNull(name));

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

    /// <summary>A member that is a list.</summary>
    public List<T> List<T>(ReadOnlySpan<byte> name, Item<T> item)
        where T : class
    {
        Member(name);
        Next(JsonTokenType.StartArray);
        var list = new List<T>();
        while (!IsEndOfList())
            list.Add(item(ref this));
        Require(reader.Read());
        return list;
    }

    public List<string> Texts(ReadOnlySpan<byte> name) => List(name, static (ref CanonicalReader reader) => reader.Text());

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
        Open(name);
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
        Open(name);
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

    /// <summary>Whether a list is at its end, which stays the next token; so does the next item.</summary>
    private readonly bool IsEndOfList()
    {
        var ahead = reader;
        return ahead.Read() && ahead.TokenType == JsonTokenType.EndArray;
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
