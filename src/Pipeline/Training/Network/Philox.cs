using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pipeline.Training.Network;

/// <summary>
/// Philox 4x32-10: Salmon, Moraes, Dror and Shaw, «Parallel Random Numbers: As Easy as 1, 2, 3», SC 2011. Random numbers as a function of a
/// key and a counter: nothing depends on how many were drawn before, or by which thread.
/// </summary>
internal static class Philox
{
    /// <summary>Blocks that <see cref="Sixteen"/> computes.</summary>
    public const int Many = 16;

    private const uint FactorA = 0xD2511F53;
    private const uint FactorB = 0xCD9E8D57;
    private const uint WeylA = 0x9E3779B9;
    private const uint WeylB = 0xBB67AE85;
    private const int Rounds = 10;

    /// <summary>Four words of 32 bits.</summary>
    /// <param name="key">The key; its lower half is the first word.</param>
    /// <param name="counter">The counter.</param>
    public static PhiloxBlock Block(ulong key, PhiloxBlock counter)
    {
        var (a, b, c, d) = counter;
        var (keyA, keyB) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            var (first, second) = ((ulong)FactorA * a, (ulong)FactorB * c);
            (a, b, c, d) = ((uint)(second >> 32) ^ b ^ keyA, (uint)second, (uint)(first >> 32) ^ d ^ keyB, (uint)first);
            unchecked
            {
                keyA += WeylA;
                keyB += WeylB;
            }
        }
        return new PhiloxBlock(a, b, c, d);
    }

    /// <summary>The blocks of 16 counters, whose first word ascends by 1; word w of block i goes to words[16·w + i].</summary>
    /// <param name="key">The key.</param>
    /// <param name="counter">The first counter; its first word does not overflow within these.</param>
    /// <param name="words">64 words.</param>
    public static void Sixteen(ulong key, PhiloxBlock counter, Span<uint> words)
    {
        if (Avx2.IsSupported)
        {
            for (var i = 0; i < Many; i += Vector256<uint>.Count)
                Eight(key, counter with { A = counter.A + (uint)i }, words[i..]);
            return;
        }
        for (var i = 0; i < Many; i++)
        {
            var block = Block(key, counter with { A = counter.A + (uint)i });
            (words[i], words[Many + i], words[(2 * Many) + i], words[(3 * Many) + i]) = block;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Eight(ulong key, PhiloxBlock counter, Span<uint> words)
    {
        var a = Vector256.Create(counter.A) + Vector256<uint>.Indices;
        var (b, c, d) = (Vector256.Create(counter.B), Vector256.Create(counter.C), Vector256.Create(counter.D));
        var (factorA, factorB) = (Vector256.Create(FactorA), Vector256.Create(FactorB));
        var (keyA, keyB) = (Vector256.Create((uint)key), Vector256.Create((uint)(key >> 32)));
        for (var round = 0; round < Rounds; round++)
        {
            var (highA, lowA) = Multiply(a, factorA);
            var (highC, lowC) = Multiply(c, factorB);
            (a, b, c, d) = (highC ^ b ^ keyA, lowC, highA ^ d ^ keyB, lowA);
            keyA += Vector256.Create(WeylA);
            keyB += Vector256.Create(WeylB);
        }
        a.CopyTo(words);
        b.CopyTo(words[Many..]);
        c.CopyTo(words[(2 * Many)..]);
        d.CopyTo(words[(3 * Many)..]);
    }

    /// <summary>The upper and lower halves of products of 32 bits by 32: even places first, then odd ones, since a product takes two places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<uint> High, Vector256<uint> Low) Multiply(Vector256<uint> x, Vector256<uint> factor)
    {
        var even = Avx2.Multiply(x, factor);
        var odd = Avx2.Multiply((x.AsUInt64() >> 32).AsUInt32(), factor);
        return (Avx2.Blend((even >> 32).AsUInt32(), odd.AsUInt32(), 0b10101010), Avx2.Blend(even.AsUInt32(), (odd << 32).AsUInt32(), 0b10101010));
    }
}
