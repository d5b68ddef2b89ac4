using Pipeline.Tables;

namespace Pipeline.Training.Rows;

/// <summary>
/// Takes whole groups, in the order of their keys under the seed, each where it brings the strata nearer to their share. Groups
/// are what they are, so the share of a stratum is kept only as well as they allow.
/// </summary>
/// <param name="batch">All rows.</param>
/// <param name="groups">[rows] key of the group of each row.</param>
/// <param name="seed">The root seed.</param>
internal sealed class GroupHoldout(RowBatch batch, RowKey[] groups, int seed) : IHoldout
{
    public int[] Take(int[] rows, double fraction)
    {
        var strata = Strata.Of(batch, rows);
        var sizes = strata.CountBy(stratum => stratum).ToDictionary();
        var taken = sizes.Keys.ToDictionary(stratum => stratum, _ => 0);
        var ordered = rows.Zip(strata, (row, stratum) => (Row: row, Stratum: stratum)).GroupBy(pair => groups[pair.Row])
            .OrderBy(group => group.Key.With(seed)).Select(group => group.ToList()).ToList();
        var held = new List<int>();
        foreach (var group in ordered.Take(ordered.Count - 1))
        {
            var counts = group.CountBy(pair => pair.Stratum).ToList();
            // Σ (taken − share)² / size over the strata, and what this group would change of it.
            var change = counts.Sum(count => count.Value * ((2 * (taken[count.Key] - (fraction * sizes[count.Key]))) + count.Value) / sizes[count.Key]);
            if (change >= 0)
                continue;
            foreach (var (stratum, count) in counts)
                taken[stratum] += count;
            held.AddRange(group.Select(pair => pair.Row));
        }
        return [.. held.Order()];
    }
}
