using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Pipeline.Artifacts.Container;

namespace Pipeline.Artifacts.MlNet;

/// <summary>
/// Reads the numbers of an entry from its front to its back. Whatever says how many follow is held to what is there, so that no
/// number of a zip decides how much memory is asked for.
/// </summary>
internal ref struct EntryReader(string where, ReadOnlySpan<byte> bytes)
{
    private readonly string where = where;
    private ReadOnlySpan<byte> rest = bytes;

    /// <summary>Bytes that are left.</summary>
    public readonly int Left => rest.Length;

    /// <summary>The next bytes.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)rest.Length)
            throw Refusal.Of(where, FormattableString.Invariant($"{count:N0} bytes announced where {rest.Length:N0} are left"));
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    public byte Byte() => Take(1)[0];

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public float Single() => BinaryPrimitives.ReadSingleLittleEndian(Take(4));

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    /// <summary>How many things follow, of so many bytes each.</summary>
    public int Count(int size)
    {
        var count = Int32();
        return count >= 0 && (long)count * size <= rest.Length ? count
            : throw Refusal.Of(where, FormattableString.Invariant($"{count:N0} values announced where {rest.Length:N0} bytes are left"));
    }

    /// <summary>So many numbers, as an array.</summary>
    public float[] Singles(int count)
    {
        var bytes = Take(Sized(count, sizeof(float)));
        var numbers = new float[count];
        for (var i = 0; i < count; i++)
            numbers[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        return numbers;
    }

    /// <summary>So many numbers, as an array.</summary>
    public double[] Doubles(int count)
    {
        var bytes = Take(Sized(count, sizeof(double)));
        var numbers = new double[count];
        for (var i = 0; i < count; i++)
            numbers[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * sizeof(double))..]);
        return numbers;
    }

    /// <summary>Numbers behind their count, as an array. (Generic code over a primitive type is compiled at every start.)</summary>
    public int[] Int32s()
    {
        var numbers = new int[Count(sizeof(int))];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = Int32();
        return numbers;
    }

    /// <summary>So many numbers.</summary>
    public ReadOnlySpan<T> Numbers<T>(int count)
        where T : unmanaged
    {
        return MemoryMarshal.Cast<byte, T>(Take(Sized(count, Unsafe.SizeOf<T>())));
    }

    /// <summary>Numbers behind their count.</summary>
    public ReadOnlySpan<T> Numbers<T>()
        where T : unmanaged => Numbers<T>(Count(Unsafe.SizeOf<T>()));

    /// <summary>A number that stands in every entry of its kind.</summary>
    public void Fixed(int expected, string what)
    {
        if (Int32() is var found && found != expected)
            throw Refusal.Of(where, FormattableString.Invariant($"{what} {found}"), FormattableString.Invariant($"{expected}"));
    }

    /// <summary>A byte that stands in every entry of its kind.</summary>
    public void FixedByte(int expected, string what)
    {
        if (Byte() is var found && found != expected)
            throw Refusal.Of(where, FormattableString.Invariant($"{what} {found}"), FormattableString.Invariant($"{expected}"));
    }

    /// <summary>A number of seven bits a byte, the lowest first (LEB128), that an int can hold.</summary>
    public int Packed()
    {
        long value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = Byte();
            value |= (long)(next & 0x7f) << shift;
            Require(value <= int.MaxValue && shift <= 28, "a length beyond all that a zip holds");
            if (next < 0x80)
                return (int)value;
        }
    }

    /// <summary>A UTF-8 text behind the number of its bytes.</summary>
    public string PackedText() => Encoding.UTF8.GetString(Take(Packed()));

    private readonly int Sized(int count, int size) => (long)count * size <= rest.Length && count >= 0 ? count * size
        : throw Refusal.Of(where, FormattableString.Invariant($"{count:N0} values where {rest.Length:N0} bytes are left"));

    /// <summary>Nothing is left.</summary>
    public readonly void End()
    {
        if (rest.Length > 0)
            throw Refusal.Of(where, FormattableString.Invariant($"{rest.Length:N0} bytes more than belong there"));
    }

    /// <summary>Refuses the entry where something does not hold.</summary>
    public readonly void Require(bool holds, string found, string expected = "the entry as train wrote it")
    {
        if (!holds)
            throw Refusal.Of(where, found, expected);
    }
}
