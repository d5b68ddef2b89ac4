namespace Pipeline.Artifacts.MlNet;

/// <summary>The type of a column or of what is kept with it, as ML.NET's codecs name them.</summary>
/// <param name="Item">Single, Double, Boolean, Int32, TextSpan, or UInt32 of a key.</param>
/// <param name="Dimensions">Of a vector; null for a single value.</param>
/// <param name="Keys">How many a key tells apart; null for what is no key.</param>
internal sealed record StoredType(string Item, IReadOnlyList<int>? Dimensions = null, long? Keys = null)
{
    private static readonly string[] plain = ["Single", "Double", "Boolean", "Int32", "TextSpan"];

    /// <summary>Slots of a vector, 1 for a single value.</summary>
    public long Size
    {
        get
        {
            long size = 1;
            for (var i = 0; i < (Dimensions?.Count ?? 0); i++)
                size *= Dimensions![i];
            return size;
        }
    }

    /// <summary>Whether it is a single value of this kind.</summary>
    public bool Is(string item) => Item == item && Dimensions is null && Keys is null;

    /// <summary>Whether it is a plain vector of that many of this kind.</summary>
    public bool IsVector(string item, int size) => Item == item && Dimensions is [var one] && one == size;

    /// <summary>Reads a codec: its name, and its parameters behind the number of their bytes.</summary>
    /// <param name="reader">What it stands in.</param>
    /// <param name="where">What refusals name.</param>
    public static StoredType Read(ref EntryReader reader, string where)
    {
        var name = reader.PackedText();
        var parameters = new EntryReader(where, reader.Take(reader.Packed()));
        var type = name switch
        {
            "VBuffer" => Vector(ref parameters, where),
            "Key2" => Key(ref parameters, where),
            _ => new StoredType(name),
        };
        parameters.End();
        var isKnown = type.Keys is null ? plain.Contains(type.Item) : type.Item == "UInt32";
        reader.Require(isKnown, "a column of a type that no chain of train has", "numbers, texts, keys and vectors of them");
        return type;
    }

    private static StoredType Vector(ref EntryReader parameters, string where)
    {
        var item = Read(ref parameters, where);
        var rank = parameters.Count(sizeof(int));
        var dimensions = new int[rank];
        for (var i = 0; i < rank; i++)
            dimensions[i] = parameters.Int32();
        var type = item with { Dimensions = dimensions };
        parameters.Require(item is { Dimensions: null, Keys: null } && rank is 1 or 2 && dimensions[0] > 0 && dimensions[^1] > 0 && type.Size <= int.MaxValue,
            "a vector of an impossible size");
        return type;
    }

    private static StoredType Key(ref EntryReader parameters, string where)
    {
        var item = parameters.PackedText();
        parameters.FixedByte(0, "parameters of a key's number");
        var keys = parameters.Int64();
        parameters.Require(keys is > 0 and <= int.MaxValue, "a key of an impossible number of values");
        return new StoredType(item, null, keys);
    }
}
