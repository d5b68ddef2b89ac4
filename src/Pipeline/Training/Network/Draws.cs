using Pipeline.Kernels;

namespace Pipeline.Training.Network;

/// <summary>
/// Random numbers of one purpose, at one place and time: <see cref="Philox"/> with the seed as key and the counter
/// (index, purpose·2²⁴ + stream, epoch, step). The i-th is a function of i.
/// </summary>
/// <param name="Seed">The seed of the training.</param>
/// <param name="Purpose">What they are for.</param>
/// <param name="Stream">A layer, tensor or column; below 2²⁴.</param>
/// <param name="Epoch">The epoch, from 0; 0 where it does not matter.</param>
/// <param name="Step">The step since the beginning of the training, from 0, modulo 2³²; 0 where it does not matter.</param>
internal readonly record struct Draws(ulong Seed, Purpose Purpose, int Stream = 0, int Epoch = 0, long Step = 0)
{
    private const int StreamBits = 24;

    /// <summary>The block with an index.</summary>
    public PhiloxBlock Block(uint index) => Philox.Block(Seed, Counter(index));

    /// <summary>The counter with an index.</summary>
    public PhiloxBlock Counter(uint index) => new(index, ((uint)Purpose << StreamBits) + (uint)Stream, (uint)Epoch, unchecked((uint)Step));

    /// <summary>64 random bits; two indexes share a block.</summary>
    public ulong Bits(long index)
    {
        var block = Block((uint)(index >> 1));
        return (index & 1) == 0 ? ((ulong)block.B << 32) | block.A : ((ulong)block.D << 32) | block.C;
    }

    /// <summary>A number from [0, 1), a multiple of 2⁻⁵³.</summary>
    public double Uniform(long index) => (Bits(index) >> 11) * (1.0 / (1L << 53));

    /// <summary>
    /// Two independent normal numbers, mean 0 and deviation 1 (Box and Muller 1958): √(−2 ln u)·cos 2πv and √(−2 ln u)·sin 2πv with u from
    /// (0, 1] and v from [0, 1), by functions that have the same bits on every processor.
    /// </summary>
    public (double First, double Second) Normals(uint index)
    {
        var block = Block(index);
        var u = (((((ulong)block.B << 32) | block.A) >> 11) + 1) * (1.0 / (1L << 53));
        var v = ((((ulong)block.D << 32) | block.C) >> 11) * (1.0 / (1L << 53));
        var radius = Math.Sqrt(-2 * ExactMath.Log(u));
        return (radius * ExactCosine.CosPi(2 * v), radius * ExactCosine.SinPi(2 * v));
    }
}
