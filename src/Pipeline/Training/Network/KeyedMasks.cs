using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pipeline.Training.Network;

/// <summary>
/// Dropout's masks of one step: row r of a column is dropped where its word of 32 random bits is below p·2³² (so p is met to 2⁻³³). Rows
/// come in groups of 64, which take 16 blocks: row 64·g + 16·w + i has word w of block i. Columns of a layer have blocks one after another.
/// </summary>
internal sealed class KeyedMasks(ulong seed, int epoch, long step) : IDropoutMasks
{
    private const int Group = 64;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill<T>(int layer, int feature, double probability, T scale, Span<T> mask)
        where T : unmanaged, INumber<T>
    {
        var draws = new Draws(seed, Purpose.Dropout, layer, epoch, step);
        var groups = (mask.Length + Group - 1) / Group;
        var threshold = (uint)Math.Round(probability * 4294967296.0);
        Span<uint> words = stackalloc uint[Group];
        for (var group = 0; group < groups; group++)
        {
            Philox.Sixteen(seed, draws.Counter((uint)(((feature * groups) + group) * Philox.Many)), words);
            Select(words, threshold, scale, mask[(group * Group)..Math.Min(mask.Length, (group + 1) * Group)]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Select<T>(ReadOnlySpan<uint> words, uint threshold, T scale, Span<T> mask)
        where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float))
        {
            var (bits, least) = (new Vector<uint>(BitConverter.SingleToUInt32Bits((float)(object)scale)), new Vector<uint>(threshold));
            var values = MemoryMarshal.Cast<T, uint>(mask);
            for (var i = 0; i < values.Length; i += Vector<uint>.Count)
                (Vector.GreaterThanOrEqual(new Vector<uint>(words[i..]), least) & bits).CopyTo(values[i..]);
            return;
        }
        for (var i = 0; i < mask.Length; i++)
            mask[i] = words[i] >= threshold ? scale : T.Zero;
    }
}
