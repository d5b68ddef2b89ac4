namespace Pipeline.Training.Rows;

/// <summary>How many rows of each stratum are held out.</summary>
internal static class Shares
{
    /// <summary>
    /// The fraction of each size, rounded down or up so that the sum is the fraction of all, rounded (largest remainders first,
    /// Hamilton's method). No stratum is held out whole: what stands in one row stays to be learnt from.
    /// </summary>
    public static int[] Of(IReadOnlyList<int> sizes, double fraction)
    {
        var exact = sizes.Select(size => size * fraction).ToArray();
        var shares = sizes.Select((size, i) => Math.Min((int)exact[i], Math.Max(size - 1, 0))).ToArray();
        var left = (int)Math.Round(sizes.Sum(size => (long)size) * fraction, MidpointRounding.AwayFromZero) - shares.Sum();
        var able = Enumerable.Range(0, sizes.Count).Where(i => shares[i] + 1 < sizes[i] && shares[i] < exact[i]);
        foreach (var i in able.OrderByDescending(i => exact[i] - shares[i]).Take(Math.Max(left, 0)).ToList())
            shares[i]++;
        return shares;
    }
}
