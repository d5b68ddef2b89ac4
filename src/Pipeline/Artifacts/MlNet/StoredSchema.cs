using Pipeline.Artifacts.Container;
using Pipeline.Model.Problems;

namespace Pipeline.Artifacts.MlNet;

/// <summary>A column of a stored schema.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="KeyValues">The texts that a key stands for; null where it is none.</param>
internal sealed record StoredColumn(string Name, StoredType Type, IReadOnlyList<string>? KeyValues);

/// <summary>
/// An entry in which ML.NET keeps the columns of a table without rows, in its binary format: a header of 256 bytes, what is known of
/// columns (names of slots, values of keys), each deflated, then the columns, then a tail.
/// </summary>
internal static class StoredSchema
{
    private const int HeaderBytes = 256;
    private const int MostBytes = ZipLimits.AnyRatio;

    /// <summary>The columns, in order.</summary>
    /// <exception cref="ArtifactException">It is none that ML.NET wrote, or has a type that no chain of train has.</exception>
    public static IReadOnlyList<StoredColumn> Read(string where, byte[] bytes)
    {
        var header = new EntryReader(where, bytes.AsSpan(0, Math.Min(HeaderBytes, bytes.Length)));
        var isWhole = bytes.Length >= HeaderBytes + 8 && header.Take(24).SequenceEqual(
            "CML\0DVB\0\u0006\0\u0001\0\u0001\0\u0001\0\u0006\0\u0001\0\u0001\0\u0001\0"u8) && bytes.AsSpan().EndsWith("\0BVD\0LMC"u8);
        header.Require(isWhole, "an entry that is no table of ML.NET");
        var (start, tail, rows, count) = (header.Int64(), header.Int64(), header.Int64(), header.Int32());
        header.Require(rows == 0 && tail == bytes.Length - 8 && start >= HeaderBytes && start <= tail && count >= 0
            && header.Take(header.Left).IndexOfAnyExcept((byte)0) < 0, "a table whose parts do not lie as ML.NET lays them");
        var reader = new EntryReader(where, bytes.AsSpan((int)start, (int)(tail - start)));
        var columns = new List<StoredColumn>();
        var left = MostBytes;
        for (var i = 0; i < count; i++)
        {
            var (name, type) = (reader.PackedText(), StoredType.Read(ref reader, where));
            reader.FixedByte(1, "a compression of the rows,");
            reader.FixedByte(1, "rows of a block,");
            reader.Require(reader.Int64() == HeaderBytes, "rows that are kept elsewhere");
            var known = reader.Int64();
            columns.Add(new StoredColumn(name, type, known == 0 ? null : Known(where, bytes, known, start, type, ref left)));
        }
        reader.End();
        return columns;
    }

    /// <summary>Reads what is known of a column; gives the values of its key.</summary>
    private static IReadOnlyList<string>? Known(string where, byte[] bytes, long at, long end, StoredType column, ref int left)
    {
        if (at < HeaderBytes || at >= end)
            throw Refusal.Of(where, "what is known of a column beyond its place");
        var reader = new EntryReader(where, bytes.AsSpan((int)at, (int)(end - at)));
        IReadOnlyList<string>? keyValues = null;
        var count = reader.Packed();
        for (var i = 0; i < count; i++)
        {
            var (kind, type) = (reader.PackedText(), StoredType.Read(ref reader, where));
            var (isDeflated, start, length) = (reader.Byte(), reader.Int64(), reader.Packed());
            reader.Require(isDeflated is 0 or 1 && start >= HeaderBytes && start + length <= at, "what is known of a column beyond its place");
            var content = isDeflated == 0 ? bytes.AsSpan((int)start, length).ToArray()
                : ZipContent.InflateUpTo(where, new MemoryStream(bytes, (int)start, length, writable: false), left);
            left -= content.Length;
            var value = new EntryReader(where, content);
            switch (kind, type)
            {
                case ("IsNormalized", { Item: "Boolean", Dimensions: null }):
                    value.Byte();
                    break;
                case ("SlotNames", { Item: "TextSpan", Dimensions: not null }):
                    Texts(ref value, type, isSparse: true);
                    break;
                case ("KeyValues", { Item: "TextSpan", Dimensions: not null }):
                    reader.Require(keyValues is null && column.Keys == type.Size, "values of a key twice, or of another key");
                    keyValues = Texts(ref value, type, isSparse: false);
                    break;
                case ("CategoricalSlotRanges", { Item: "Int32", Dimensions: not null }):
                    value.Numbers<int>(Items(ref value, type, isSparse: true));
                    break;
                default:
                    throw Refusal.Of(where, $"{DataText.Quote(kind)} of a column", "what train's chains know of their columns");
            }
            value.End();
        }
        return keyValues;
    }

    private static List<string> Texts(ref EntryReader value, StoredType type, bool isSparse)
    {
        var count = Items(ref value, type, isSparse);
        value.Fixed(count, "a number of texts");
        var ends = value.Numbers<int>(count);
        var bytes = value.Take(value.Packed());
        var texts = new List<string>(count);
        var start = 0;
        foreach (var end in ends)
        {
            value.Require(end >= start && end <= bytes.Length, "texts that overlap or go beyond the entry");
            texts.Add(System.Text.Encoding.UTF8.GetString(bytes[start..end]));
            start = end;
        }
        return texts;
    }

    /// <summary>Reads the front of a vector; gives how many items follow.</summary>
    private static int Items(ref EntryReader value, StoredType type, bool isSparse)
    {
        value.Fixed(1, "a number of vectors");
        value.Require(value.Int32() == type.Size, "a vector of another size than its type");
        var stored = value.Int32();
        var indices = value.Numbers<int>();
        value.Require(stored == -1 ? indices.Length == 0 : isSparse && stored == indices.Length && stored < type.Size && IsAscending(indices, type.Size),
            "slots that are not in order");
        return stored == -1 ? (int)type.Size : stored;
    }

    private static bool IsAscending(ReadOnlySpan<int> indices, long size)
    {
        for (var i = 0; i < indices.Length; i++)
        {
            if (indices[i] < 0 || indices[i] >= size || (i > 0 && indices[i] <= indices[i - 1]))
                return false;
        }
        return true;
    }
}
