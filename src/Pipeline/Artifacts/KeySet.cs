using System.Buffers;
using System.Buffers.Binary;
using Pipeline.Tables;

namespace Pipeline.Artifacts;

/// <summary>
/// A set of row keys in two to three bytes a key: each is cut down to a number below 8,192 times their count, and of the sorted
/// numbers the differences are kept (7 bits a byte, the last byte of each with its highest bit clear, behind the count in 8 bytes).
/// It never misses a key that it holds; of other keys it takes about one in 8,192 for its own.
/// </summary>
internal sealed class KeySet
{
    private const ulong RangeOfKey = 1 << 13;
    private const int CountBytes = 8;
    private readonly ulong[] numbers;
    private readonly ulong range;

    private KeySet(ulong[] numbers, ulong range)
    {
        this.numbers = numbers;
        this.range = range;
    }

    /// <summary>The set of some keys; repeated ones count once.</summary>
    public static KeySet Of(IEnumerable<RowKey> keys)
    {
        RowKey[] sorted = [.. keys];
        Array.Sort(sorted);
        var count = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
                sorted[count++] = sorted[i];
        }
        // A larger key has no smaller number.
        var range = RangeOfKey * (ulong)count;
        return new KeySet(Array.ConvertAll(sorted[..count], key => Number(key, range)), range);
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote; null where the bytes are something else.</summary>
    public static KeySet? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < CountBytes || BinaryPrimitives.ReadUInt64LittleEndian(bytes) is var count && count > (ulong)(bytes.Length - CountBytes))
            return null;
        var (numbers, range, at, last) = (new ulong[count], RangeOfKey * count, CountBytes, 0UL);
        for (var i = 0; i < numbers.Length; i++)
        {
            for (var shift = 0; ; shift += 7)
            {
                if (at == bytes.Length || shift > 56)
                    return null;
                last += (ulong)(bytes[at] & 0x7f) << shift;
                if (bytes[at++] < 0x80)
                    break;
            }
            if (last >= range)
                return null;
            numbers[i] = last;
        }
        return at == bytes.Length ? new KeySet(numbers, range) : null;
    }

    /// <summary>Whether a key is in the set; seldom true of one that is not.</summary>
    public bool Contains(RowKey key) => Array.BinarySearch(numbers, Number(key, range)) >= 0;

    /// <summary>The set as bytes: equal sets have equal bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new ArrayBufferWriter<byte>(CountBytes + (3 * numbers.Length));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.GetSpan(CountBytes), (ulong)numbers.Length);
        bytes.Advance(CountBytes);
        var last = 0UL;
        foreach (var number in numbers)
        {
            var rest = number - last;
            for (; rest >= 0x80; rest >>= 7)
                bytes.Write([(byte)(rest | 0x80)]);
            bytes.Write([(byte)rest]);
            last = number;
        }
        return bytes.WrittenSpan.ToArray();
    }

    private static ulong Number(RowKey key, ulong range) => Math.BigMul(key.High, range, out _);
}
