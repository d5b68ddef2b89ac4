using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pipeline.Kernels;

/// <summary>Memory that starts where a cache line does: a vector of 64 bytes that lies on two lines takes twice as long.</summary>
/// <typeparam name="T">A number.</typeparam>
internal sealed class AlignedMemory<T>
    where T : unmanaged
{
    private const int Line = 64;

    private readonly T[] values;
    private readonly int start;

    /// <summary>Makes room for so many numbers, all 0.</summary>
    public AlignedMemory(int length)
    {
        Length = length;
        values = GC.AllocateArray<T>(length + (Line / Unsafe.SizeOf<T>()), pinned: true);
        start = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(values, 0) & (Line - 1)) / Unsafe.SizeOf<T>();
    }

    public int Length { get; }

    /// <summary>The first number.</summary>
    public ref T First => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(values), start);

    public Span<T> Span => values.AsSpan(start, Length);

    public static AlignedMemory<T> Of(ReadOnlySpan<T> numbers)
    {
        var memory = new AlignedMemory<T>(numbers.Length);
        numbers.CopyTo(memory.Span);
        return memory;
    }
}
