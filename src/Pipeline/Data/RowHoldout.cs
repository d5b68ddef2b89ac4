namespace Pipeline.Data;

/// <summary>
/// Takes rows one by one, stratum by stratum, in the order of their keys under the seed. So a row's side depends on its key, the
/// seed and how many rows its stratum has, on nothing else; another row moves the end of the line by one.
/// </summary>
internal sealed class RowHoldout(RowBatch batch, int seed) : IHoldout
{
    private readonly RowKey[] keys = batch.Keys(TableSchema.SplitKey);
    private readonly RowKey[] records = batch.Keys(TableSchema.RecordKey);

    public int[] Take(int[] rows, double fraction)
    {
        var strata = rows.Zip(Strata.Of(batch, rows)).GroupBy(pair => pair.Second, pair => pair.First).OrderBy(stratum => stratum.Key).Select(stratum => stratum.ToArray()).ToList();
        var shares = Shares.Of(strata.ConvertAll(stratum => stratum.Length), fraction);
        return [.. strata.SelectMany((stratum, i) => Take(stratum, shares[i], stratum.Length * fraction)).Order()];
    }

    /// <summary>
    /// Rows of one key go together while that keeps the share to one row. Where a unit is too large for what is left, smaller ones
    /// behind it are taken; only where that leaves more than one row wanting is the first of the large ones divided.
    /// </summary>
    private List<int> Take(int[] stratum, int wanted, double exact)
    {
        var taken = new List<int>(wanted);
        List<int>? tooLarge = null;
        foreach (var unit in stratum.GroupBy(row => keys[row]).OrderBy(unit => unit.Key.With(seed)))
        {
            if (taken.Count >= wanted)
                return taken;
            var rows = unit.ToList();
            var with = taken.Count + rows.Count;
            if (with <= wanted || (with <= exact + 1 && with < stratum.Length))
                taken.AddRange(rows);
            else
                tooLarge ??= rows;
        }
        if (tooLarge is not null && exact - taken.Count > 1)
            taken.AddRange(tooLarge.OrderBy(row => records[row].With(seed)).Take(wanted - taken.Count));
        return taken;
    }
}
