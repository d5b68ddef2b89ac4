using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Pipeline.Configuration;
using Pipeline.Model;

namespace Pipeline.Data;

/// <summary>
/// Holds rows out. Membership depends on the content of a row and the seed alone: not on the order of rows or files.
/// </summary>
public static class Splitter
{
    /// <summary>Splits all rows of a batch.</summary>
    /// <param name="config">How.</param>
    /// <param name="seed">The root seed.</param>
    /// <param name="batch">The rows; a group column is read as Text, a time column as Time.</param>
    /// <exception cref="DataException">A side would have no rows.</exception>
    public static Split Divide(SplitConfig config, int seed, RowBatch batch)
    {
        var keys = RowKeys.OfFeatures(batch, seed);
        var held = config.By switch
        {
            SplitBy.Rows => ByRows(batch, keys, config.TestFraction),
            SplitBy.Group => ByGroup(batch.Texts(batch.Schema.IndexOf(config.Column!, FieldKind.Text)), seed, config.TestFraction),
            SplitBy.Time => ByTime(batch.Numbers(batch.Schema.IndexOf(FieldKind.Time)), config.TestFraction),
            _ => throw new ArgumentOutOfRangeException(nameof(config), config.By, "unknown kind of split"),
        };
        return Report(batch, seed, keys, held, config);
    }

    /// <summary>The split of a run whose test rows come from files of their own, appended to the training rows.</summary>
    public static Split OfFiles(int seed, RowBatch batch, int trainingRows) =>
        Report(batch, seed, RowKeys.OfFeatures(batch, seed), Enumerable.Range(0, batch.Count).Select(row => row >= trainingRows).ToArray(), null);

    private static Split Report(RowBatch batch, int seed, RowKey[] keys, bool[] held, SplitConfig? config)
    {
        var train = Enumerable.Range(0, held.Length).Where(row => !held[row]).ToArray();
        var test = Enumerable.Range(0, held.Length).Where(row => held[row]).ToArray();
        if (train.Length == 0 || test.Length == 0)
        {
            var how = config is null ? "the test files" : string.Create(CultureInfo.InvariantCulture, $"testFraction {config.TestFraction}");
            throw new DataException("$.split", $"{train.Length} training and {test.Length} test rows of {held.Length} by {how}",
                "at least one row on each side", "Give more rows, another fraction, or fewer, smaller groups.");
        }
        var trained = train.Select(row => keys[row]).ToHashSet();
        return new Split(train, test, Digest(RowKeys.OfRows(batch, seed), held), held.Length - keys.ToHashSet().Count, test.Count(row => trained.Contains(keys[row])));
    }

    private static string Digest(RowKey[] rows, bool[] held)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> entry = stackalloc byte[17];
        foreach (var row in Enumerable.Range(0, held.Length).OrderBy(row => rows[row].High).ThenBy(row => rows[row].Low).ThenBy(row => held[row]))
        {
            BinaryPrimitives.WriteUInt64BigEndian(entry, rows[row].High);
            BinaryPrimitives.WriteUInt64BigEndian(entry[8..], rows[row].Low);
            entry[16] = held[row] ? (byte)1 : (byte)0;
            hash.AppendData(entry);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static bool[] ByRows(RowBatch batch, RowKey[] keys, double fraction)
    {
        var stratum = Strata.Of(batch);
        var held = new bool[batch.Count];
        // Repeated rows form one unit, in the stratum of the lowest of their labels.
        var units = Enumerable.Range(0, batch.Count).GroupBy(row => keys[row])
            .Select(rows => (Key: rows.Key, Rows: rows.ToArray(), Stratum: rows.Min(row => stratum[row])));
        foreach (var stratumUnits in units.GroupBy(unit => unit.Stratum))
            Take(stratumUnits.Select(unit => (unit.Key, unit.Rows)), fraction, held);
        return held;
    }

    private static bool[] ByGroup(ReadOnlySpan<string> groups, int seed, double fraction)
    {
        var keys = RowKeys.OfTexts(groups, seed);
        var held = new bool[keys.Length];
        Take(Enumerable.Range(0, keys.Length).GroupBy(row => keys[row]).Select(rows => (rows.Key, rows.ToArray())), fraction, held);
        return held;
    }

    /// <summary>Units in the order of their keys are held out as long as that brings their number nearer to the fraction.</summary>
    private static void Take(IEnumerable<(RowKey Key, int[] Rows)> units, double fraction, bool[] held)
    {
        var ordered = units.OrderBy(unit => unit.Key.High).ThenBy(unit => unit.Key.Low).ToList();
        var wanted = ordered.Sum(unit => (long)unit.Rows.Length) * fraction;
        long taken = 0;
        foreach (var (_, rows) in ordered.Take(ordered.Count - 1))
        {
            if (Math.Abs(taken + rows.Length - wanted) >= Math.Abs(taken - wanted))
                continue;
            taken += rows.Length;
            foreach (var row in rows)
                held[row] = true;
        }
    }

    /// <summary>Rows of one time stay together; the cut is before or after those in whose midst it falls, whichever is nearer.</summary>
    private static bool[] ByTime(ReadOnlySpan<double> times, double fraction)
    {
        var sorted = times.ToArray();
        Array.Sort(sorted);
        var wanted = sorted.Length * fraction;
        var at = sorted[Math.Clamp(sorted.Length - (int)Math.Round(wanted, MidpointRounding.AwayFromZero), 0, sorted.Length - 1)];
        var before = Array.FindIndex(sorted, time => time >= at);
        var after = Array.FindIndex(sorted, time => time > at);
        var cut = after > 0 && (before == 0 || Math.Abs(sorted.Length - after - wanted) < Math.Abs(sorted.Length - before - wanted)) ? after : before;
        var held = new bool[times.Length];
        for (var row = 0; row < held.Length; row++)
            held[row] = times[row] >= sorted[cut];
        return held;
    }
}
