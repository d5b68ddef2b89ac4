using System.Buffers.Binary;
using System.IO.Hashing;

namespace Pipeline.Tables;

/// <summary>
/// The XXH128 hash of something of a row: what has equal keys is taken for equal. Of n different rows some two have one key with a
/// chance of about n²/2¹²⁹, 10⁻²¹ of 10⁹ rows; but it is no cryptographic hash, and whoever makes rows to that end can make such two.
/// </summary>
/// <param name="High">Higher 64 bits: the first eight bytes of the canonical, big-endian form.</param>
/// <param name="Low">Lower 64 bits.</param>
/// <remarks>Source: Yann Collet, xxHash fast digest algorithm, XXH3 with 128 bits, seed 0 and the default secret (https://xxhash.com).</remarks>
internal readonly record struct RowKey(ulong High, ulong Low) : IComparable<RowKey>
{
    /// <summary>Bytes of a key.</summary>
    public const int Size = 16;

    /// <summary>The key of some bytes.</summary>
    public static RowKey Of(ReadOnlySpan<byte> content)
    {
        var hash = XxHash128.HashToUInt128(content);
        return new RowKey((ulong)(hash >> 64), (ulong)hash);
    }

    /// <summary>
    /// The key of this one's 16 bytes (as <see cref="Write"/> gives them) and the four of the seed, little-endian: another one for each
    /// seed, and so an order of keys that is as good as random.
    /// </summary>
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
