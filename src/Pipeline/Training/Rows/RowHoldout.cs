using System.Buffers.Binary;
using Pipeline.Tables;

namespace Pipeline.Training.Rows;

/// <summary>
/// Takes rows one by one, stratum by stratum, in the order of their keys under the seed. So a row's side depends on its key, the
/// seed and how many rows its stratum has, on nothing else; another row moves the end of the line by one.
/// </summary>
internal sealed class RowHoldout(RowBatch batch, int seed) : IHoldout
{
    private readonly RowKey[] keys = batch.KeyArray(TableSchema.SplitKey);
    private readonly RowKey[] records = batch.KeyArray(TableSchema.RecordKey);
    private readonly bool isRecord = batch.Schema.Keys[TableSchema.SplitKey].SequenceEqual(batch.Schema.Keys[TableSchema.RecordKey], StringComparer.Ordinal);

    public int[] Take(int[] rows, double fraction)
    {
        var strata = rows.Zip(Strata.Of(batch, rows)).GroupBy(pair => pair.Second, pair => pair.First)
            .OrderBy(stratum => stratum.Key).Select(stratum => stratum.ToArray()).ToList();
        var shares = Shares.Of(strata.ConvertAll(stratum => stratum.Length), fraction);
        return [.. strata.SelectMany((stratum, i) => Take(stratum, shares[i], fraction)).Order()];
    }

    /// <summary>
    /// Units go in the order of their keys while that keeps the share to one row. Where one is too large for what is left, smaller ones
    /// behind it are taken; only where that leaves more than one row wanting is the first of the large ones divided.
    /// </summary>
    private List<int> Take(int[] stratum, int wanted, double fraction)
    {
        var exact = stratum.Length * fraction;
        var taken = new List<int>(wanted);
        int[]? tooLarge = null;
        foreach (var unit in Units(stratum, fraction).OrderBy(unit => unit.Rank))
        {
            if (taken.Count >= wanted)
                return taken;
            var with = taken.Count + unit.Rows.Length;
            if (with <= wanted || (with <= exact + 1 && with < stratum.Length))
                taken.AddRange(unit.Rows);
            else
                tooLarge ??= unit.Rows;
        }
        if (tooLarge is not null && exact - taken.Count > 1)
            taken.AddRange(tooLarge.Take(wanted - taken.Count));
        return taken;
    }

    /// <summary>
    /// Rows of one key are a unit, unless there are so many of them that one side would have what the other has not: of copies of a
    /// record, more than a row's worth on either side; of a key that was named, more than the whole share. Such rows go one by one.
    /// </summary>
    private IEnumerable<(RowKey Rank, int[] Rows)> Units(int[] stratum, double fraction)
    {
        var most = isRecord ? 1 / Math.Min(fraction, 1 - fraction) : stratum.Length * Math.Min(fraction, 1 - fraction);
        foreach (var unit in stratum.GroupBy(row => keys[row]))
        {
            var rows = unit.OrderBy(row => records[row]).ToArray();
            if (rows.Length <= Math.Max(most, 1) + 1e-9)
            {
                yield return (unit.Key.With(seed), rows);
                continue;
            }
            var (record, copy) = (default(RowKey), 0);
            foreach (var row in rows)
            {
                copy = records[row] == record ? copy + 1 : 0;
                record = records[row];
                yield return (Numbered(record, copy).With(seed), [row]);
            }
        }
    }

    /// <summary>Copies are told apart by counting them; which of them is which is no matter.</summary>
    private static RowKey Numbered(RowKey record, int copy)
    {
        Span<byte> content = stackalloc byte[RowKey.Size + 4];
        record.Write(content);
        BinaryPrimitives.WriteInt32LittleEndian(content[RowKey.Size..], copy);
        return RowKey.Of(content);
    }
}
