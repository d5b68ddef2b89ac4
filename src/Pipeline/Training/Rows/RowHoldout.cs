using System.Buffers.Binary;
using Pipeline.Tables;
using Pipeline.Work;

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
        var strata = ByStratum(rows);
        var shares = Shares.Of(Array.ConvertAll(strata, stratum => stratum.Length), fraction);
        int[] taken = [.. Columnwise.Map(strata.Length, i => Take(strata[i], shares[i], fraction)).SelectMany(stratum => stratum)];
        Array.Sort(taken);
        return taken;
    }

    private int[][] ByStratum(int[] rows)
    {
        var numbers = Strata.Of(batch, rows);
        var sizes = new int[numbers.Length == 0 ? 0 : numbers.Max() + 1];
        foreach (var number in numbers)
            sizes[number]++;
        var strata = Array.ConvertAll(sizes, size => new int[size]);
        Array.Clear(sizes);
        for (var i = 0; i < rows.Length; i++)
            strata[numbers[i]][sizes[numbers[i]]++] = rows[i];
        return strata;
    }

    /// <summary>
    /// Units go in the order of their keys while that keeps the share to one row. Where one is too large for what is left, smaller ones
    /// behind it are taken; only where that leaves more than one row wanting is the first of the large ones divided.
    /// </summary>
    private List<int> Take(int[] stratum, int wanted, double fraction)
    {
        var exact = stratum.Length * fraction;
        var taken = new List<int>(wanted);
        Range? tooLarge = null;
        foreach (var unit in Units(stratum, fraction))
        {
            if (taken.Count >= wanted)
                return taken;
            var with = taken.Count + unit.End.Value - unit.Start.Value;
            if (with <= wanted || (with <= exact + 1 && with < stratum.Length))
                taken.AddRange(stratum.AsSpan(unit));
            else
                tooLarge ??= unit;
        }
        if (tooLarge is { } large && exact - taken.Count > 1)
            taken.AddRange(stratum.AsSpan(large)[..Math.Min(wanted - taken.Count, large.End.Value - large.Start.Value)]);
        return taken;
    }

    /// <summary>
    /// Rows of one key are a unit, unless there are so many of them that one side would have what the other has not: of copies of a
    /// record, more than a row's worth on either side; of a key that was named, more than the whole share. Such rows go one by one.
    /// </summary>
    /// <param name="stratum">The rows; they are put in an order in which those of a unit are neighbours.</param>
    /// <param name="fraction">Which share of them is wanted.</param>
    private Range[] Units(int[] stratum, double fraction)
    {
        var most = isRecord ? 1 / Math.Min(fraction, 1 - fraction) : stratum.Length * Math.Min(fraction, 1 - fraction);
        var sorted = Array.ConvertAll(stratum, row => keys[row]);
        Array.Sort(sorted, stratum);
        var (ranks, units, count) = (new RowKey[stratum.Length], new Range[stratum.Length], 0);
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            for (end = start + 1; end < sorted.Length && sorted[end] == sorted[start];)
                end++;
            // In the order of their records, of copies in that of their numbers.
            if (end - start > 1)
                stratum.AsSpan(start..end).Sort((one, other) => records[one] == records[other] ? one.CompareTo(other) : records[one].CompareTo(records[other]));
            if (end - start <= Math.Max(most, 1) + 1e-9)
            {
                (ranks[count], units[count++]) = (sorted[start].With(seed), start..end);
                continue;
            }
            var (record, copy) = (default(RowKey), 0);
            for (var i = start; i < end; i++)
            {
                copy = records[stratum[i]] == record ? copy + 1 : 0;
                record = records[stratum[i]];
                (ranks[count], units[count++]) = (Numbered(record, copy).With(seed), i..(i + 1));
            }
        }
        Array.Sort(ranks, units, 0, count);
        return units[..count];
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
