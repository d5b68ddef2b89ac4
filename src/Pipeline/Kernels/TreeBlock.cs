namespace Pipeline.Kernels;

/// <summary>What a row that fails a split loses: in one byte of a tree's leaves all but those that are kept.</summary>
/// <param name="Limit">The largest rank (see <see cref="Ranks"/>) with which a row passes.</param>
/// <param name="Keep">The leaves of the byte that it keeps.</param>
/// <param name="Place">The byte.</param>
internal readonly record struct Clearing(sbyte Limit, byte Keep, ushort Place);

/// <summary>The splits of a block that look at one dense slot.</summary>
/// <param name="Column">The slot's values.</param>
/// <param name="Ranks">From a value to its rank among the thresholds.</param>
/// <param name="Clearings">What the splits clear.</param>
internal sealed record DenseSplits(float[] Column, Ranks Ranks, Clearing[] Clearings);

/// <summary>The splits of a block that look at an unscaled one-hot block.</summary>
/// <param name="First">First slot of the one-hot block.</param>
/// <param name="Active">A row's slot that is 1, or −1.</param>
/// <param name="Clearings">[slots] what a slot that is 1 clears.</param>
internal sealed record OneHotSplits(int First, int[] Active, (int Place, byte Keep)[][] Clearings);

/// <summary>A tree of a block.</summary>
/// <param name="Place">Its first byte of leaves.</param>
/// <param name="Bytes">Its number of bytes.</param>
/// <param name="Leaf">Its first leaf.</param>
internal readonly record struct MaskedTree(int Place, int Bytes, int Leaf);

/// <summary>
/// Trees that stand next to each other in an ensemble, few enough for their masks to stay in the nearest cache: each tree has a bit a
/// leaf, from left to right, in as many bytes as it needs.
/// </summary>
/// <param name="Trees">The trees.</param>
/// <param name="Initial">[bytes] the leaves that are there before any split.</param>
/// <param name="Leaves">Values of the leaves, tree by tree.</param>
/// <param name="Dense">The splits by dense slots.</param>
/// <param name="OneHot">The splits by one-hot blocks.</param>
internal sealed record TreeBlock(MaskedTree[] Trees, byte[] Initial, AlignedMemory<double> Leaves, DenseSplits[] Dense, OneHotSplits[] OneHot);
