namespace Pipeline.Graph;

/// <summary>
/// The order in which a sum over the slots of the feature vector is taken, in float64. Dense slots first, ascending: with L lanes
/// (one for up to <see cref="SlotsPerLane"/> dense slots, twice as many for twice as many), the n-th dense slot is added to lane
/// n mod L; lane 0 starts from the sum's start (bias, prior), the others from 0. Then the upper half of the lanes is added to the
/// lower half, lane by lane, until one is left. Then the one-hot blocks that are not scaled, ascending: each adds what its one slot
/// has, or nothing. With one lane, which is the common case, this is the plain sum from the start, slots ascending.
/// </summary>
internal static class SlotOrder
{
    /// <summary>Steps that a lane may have.</summary>
    public const int SlotsPerLane = 256;

    /// <summary>Number of lanes L: the least power of two with at most <see cref="SlotsPerLane"/> slots a lane.</summary>
    /// <param name="denseSlots">Slots of blocks that are dense.</param>
    public static int Lanes(int denseSlots)
    {
        var lanes = 1;
        while (lanes * SlotsPerLane < denseSlots)
            lanes *= 2;
        return lanes;
    }
}
