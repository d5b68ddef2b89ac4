using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pipeline.Kernels;

/// <summary>Adds the leaves that a tile of rows falls into, tree by tree: a row's leaf is the lowest bit left of its mask.</summary>
internal sealed class LeafSums
{
    private readonly AlignedMemory<byte> exits = new(TreeKernel.Tile);

    /// <summary>Adds the leaves of a block's trees.</summary>
    /// <param name="block">The trees.</param>
    /// <param name="masks">[bytes × tile] the leaves left.</param>
    /// <param name="sums">[tile] float64.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(TreeBlock block, ref byte masks, Span<double> sums)
    {
        foreach (var tree in block.Trees)
        {
            ref var mask = ref Unsafe.Add(ref masks, tree.Place * TreeKernel.Tile);
            ref var leaves = ref Unsafe.Add(ref block.Leaves.First, tree.Leaf);
            if (Vector512.IsHardwareAccelerated)
            {
                Exits512(ref mask, tree.Bytes).StoreUnsafe(ref exits.First);
            }
            else
            {
                Exits256(ref mask, tree.Bytes).StoreUnsafe(ref exits.First);
                Exits256(ref Unsafe.Add(ref mask, 32), tree.Bytes).StoreUnsafe(ref exits.First, 32);
            }
            if (Avx512F.IsSupported && tree.Bytes * MaskedTrees.ByteLeaves <= MaskedTrees.Stride)
                AddFromRegisters(ref leaves, sums);
            else
                AddFromMemory(ref leaves, sums);
        }
    }

    /// <summary>Places of the lowest bits: in the first byte that has one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<byte> Exits512(ref byte mask, int bytes)
    {
        var (found, start) = (Vector512<byte>.Zero, Vector512<byte>.Zero);
        for (var at = bytes - 1; at >= 0; at--)
        {
            var leaves = Vector512.LoadUnsafe(ref mask, (nuint)(at * TreeKernel.Tile));
            var none = Vector512.Equals(leaves, Vector512<byte>.Zero);
            found = Vector512.ConditionalSelect(none, found, leaves);
            start = Vector512.ConditionalSelect(none, start, Vector512.Create((byte)(at * MaskedTrees.ByteLeaves)));
        }
        var lowest = found & (Vector512<byte>.Zero - found);
        var fours = Vector512.AndNot(Vector512.Create((byte)4), Vector512.Equals(lowest & Vector512.Create((byte)0xF0), Vector512<byte>.Zero));
        var twos = Vector512.AndNot(Vector512.Create((byte)2), Vector512.Equals(lowest & Vector512.Create((byte)0xCC), Vector512<byte>.Zero));
        var ones = Vector512.AndNot(Vector512.Create((byte)1), Vector512.Equals(lowest & Vector512.Create((byte)0xAA), Vector512<byte>.Zero));
        return start | fours | twos | ones;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector256<byte> Exits256(ref byte mask, int bytes)
    {
        var (found, start) = (Vector256<byte>.Zero, Vector256<byte>.Zero);
        for (var at = bytes - 1; at >= 0; at--)
        {
            var leaves = Vector256.LoadUnsafe(ref mask, (nuint)(at * TreeKernel.Tile));
            var none = Vector256.Equals(leaves, Vector256<byte>.Zero);
            found = Vector256.ConditionalSelect(none, found, leaves);
            start = Vector256.ConditionalSelect(none, start, Vector256.Create((byte)(at * MaskedTrees.ByteLeaves)));
        }
        var lowest = found & (Vector256<byte>.Zero - found);
        var fours = Vector256.AndNot(Vector256.Create((byte)4), Vector256.Equals(lowest & Vector256.Create((byte)0xF0), Vector256<byte>.Zero));
        var twos = Vector256.AndNot(Vector256.Create((byte)2), Vector256.Equals(lowest & Vector256.Create((byte)0xCC), Vector256<byte>.Zero));
        var ones = Vector256.AndNot(Vector256.Create((byte)1), Vector256.Equals(lowest & Vector256.Create((byte)0xAA), Vector256<byte>.Zero));
        return start | fours | twos | ones;
    }

    /// <summary>A tree of up to 32 leaves fills four vectors, from which 8 rows pick theirs at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddFromRegisters(ref double leaves, Span<double> sums)
    {
        var (l0, l1) = (Vector512.LoadUnsafe(ref leaves), Vector512.LoadUnsafe(ref leaves, 8));
        var (l2, l3) = (Vector512.LoadUnsafe(ref leaves, 16), Vector512.LoadUnsafe(ref leaves, 24));
        var half = Vector512.Create(16L);
        ref var sum = ref MemoryMarshal.GetReference(sums);
        for (var row = 0; row < TreeKernel.Tile; row += 8)
        {
            var exit =
                Avx512F.ConvertToVector512Int64(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref exits.First, row))).AsByte());
            var low = Avx512F.PermuteVar8x64x2(l0, exit, l1);
            var high = Avx512F.PermuteVar8x64x2(l2, exit, l3);
            var leaf = Vector512.ConditionalSelect(Vector512.LessThan(exit, half).AsDouble(), low, high);
            (Vector512.LoadUnsafe(ref sum, (nuint)row) + leaf).StoreUnsafe(ref sum, (nuint)row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddFromMemory(ref double leaves, Span<double> sums)
    {
        for (var row = 0; row < sums.Length; row++)
            sums[row] += Unsafe.Add(ref leaves, Unsafe.Add(ref exits.First, row));
    }
}
