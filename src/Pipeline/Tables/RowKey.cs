using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Pipeline.Tables;

/// <summary>The first 128 bits of a SHA-256 over something of a row: what has equal keys is taken for equal.</summary>
/// <param name="High">First 64 bits.</param>
/// <param name="Low">Next 64 bits.</param>
internal readonly record struct RowKey(ulong High, ulong Low) : IComparable<RowKey>
{
    /// <summary>Bytes of a key.</summary>
    public const int Size = 16;

    /// <summary>The key of some bytes.</summary>
    public static RowKey Of(ReadOnlySpan<byte> content)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, digest);
        return new RowKey(BinaryPrimitives.ReadUInt64BigEndian(digest), BinaryPrimitives.ReadUInt64BigEndian(digest[8..]));
    }

    /// <summary>Another key for each seed: an order of keys that is as good as random.</summary>
    public RowKey With(int seed)
    {
        Span<byte> content = stackalloc byte[Size + 4];
        Write(content);
        BinaryPrimitives.WriteInt32LittleEndian(content[Size..], seed);
        return Of(content);
    }

    /// <summary>Writes the key, big-endian.</summary>
    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt64BigEndian(target, High);
        BinaryPrimitives.WriteUInt64BigEndian(target[8..], Low);
    }

    /// <inheritdoc/>
    public int CompareTo(RowKey other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    /// <summary>Whether one comes before the other.</summary>
    public static bool operator <(RowKey left, RowKey right) => left.CompareTo(right) < 0;

    /// <summary>Whether one comes behind the other.</summary>
    public static bool operator >(RowKey left, RowKey right) => left.CompareTo(right) > 0;

    /// <summary>Whether one does not come behind the other.</summary>
    public static bool operator <=(RowKey left, RowKey right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one does not come before the other.</summary>
    public static bool operator >=(RowKey left, RowKey right) => left.CompareTo(right) >= 0;
}
