using NUnit.Framework;
using Pipeline.Configuration.Records;
using Pipeline.Tables;
using Pipeline.Tests.Support;
using Pipeline.Training.Rows;

namespace Pipeline.Tests.Training.Rows;

/// <summary>
/// Sides are as good as drawn: over the seeds each row is held out as often as any other, two seeds hold out rows as if neither knew of the
/// other, and keys lie evenly. The bounds are quantiles of χ², each exceeded with a chance of 10⁻⁶ by what is truly random.
/// </summary>
[TestFixture]
internal sealed class SplitSeedsTests
{
    private const double Fraction = 0.2;
    private const int Seeds = 200;

    [TestCase("penguins", "species")]
    [TestCase("breast-cancer", "target")]
    [TestCase("concrete", "compressive_strength")]
    [TestCase("churn", "churn")]
    public void Each_row_is_held_out_as_often_as_any_other_and_neighbouring_seeds_know_nothing_of_each_other(string table, string truth)
    {
        var batch = Table(table, truth);
        var sides = SidesOf(batch, [.. Enumerable.Range(0, Seeds)]);

        // Of the pairs of seeds 0 and 1, 2 and 3, …: how many rows both hold out. Of n rows with m held out by each, m²/n on the average, with the
        // variance m²(n − m)²/n³ (hypergeometric); a stratum has the same for its rows, and the sum of them is nearly that of the whole.
        var (n, m) = ((double)batch.Count, (double)sides[0].Count(held => held));
        var (expected, variance) = (m * m / n, m * m * (n - m) * (n - m) / (n * n * n));
        var pairs = Enumerable.Range(0, Seeds / 2).Sum(i => Square(Both(sides[2 * i], sides[(2 * i) + 1]) - expected) / variance);
        Assert.That(pairs, Is.InRange(46.50, 182.13), "χ² of 100 pairs: neither more alike, nor more unlike than chance has it");

        // Binomial of each row; of so many rows χ² is normal, with their number as its mean and twice that as its variance.
        var rows = Enumerable.Range(0, batch.Count).Sum(row =>
            Square(sides.Count(side => side[row]) - (Seeds * m / n)) / (Seeds * Fraction * (1 - Fraction)));
        Assert.That(rows, Is.EqualTo(n).Within(4.9 * Math.Sqrt(2 * n)), "χ² of the rows");
    }

    [Test]
    public void Seeds_that_differ_in_one_bit_know_nothing_of_each_other()
    {
        var batch = Table("churn", "churn");
        int[] seeds = [0, .. Enumerable.Range(0, 32).Select(bit => 1 << bit)];
        var sides = SidesOf(batch, seeds);
        var (n, m) = ((double)batch.Count, (double)sides[0].Count(held => held));
        var deviation = m * (n - m) / Math.Sqrt(n * n * n);

        for (var i = 0; i < seeds.Length; i++)
        {
            for (var j = 0; j < i; j++)
                Assert.That(Both(sides[i], sides[j]), Is.EqualTo(m * m / n).Within(6 * deviation), $"seeds {seeds[i]} and {seeds[j]}");
        }
    }

    [TestCase("penguins", "species")]
    [TestCase("breast-cancer", "target")]
    [TestCase("concrete", "compressive_strength")]
    [TestCase("churn", "churn")]
    [TestCase("counter", "y", Description = "keys of the numbers 0 to 49,999 alone")]
    public void Keys_lie_evenly_in_their_first_and_last_bits_with_and_without_a_seed(string table, string truth)
    {
        var batch = table == "counter"
            ? SplitTables.Read("id,y", Enumerable.Range(0, 50_000).Select(i => $"{i},a"), [("y", FieldKind.Label)], "id")
            : Table(table, truth);
        // Copies of a row have its key.
        var keys = batch.Keys(TableSchema.SplitKey).ToArray().Distinct().ToArray();
        foreach (var of in (Func<RowKey, RowKey>[])[key => key, key => key.With(0), key => key.With(1), key => key.With(int.MinValue)])
        {
            foreach (var bits in (Func<RowKey, int>[])[key => (int)(key.High >> 60), key => (int)(key.High & 15), key => (int)(key.Low >> 60),
                key => (int)(key.Low & 15)])
            {
                var counts = new double[16];
                foreach (var key in keys)
                    counts[bits(of(key))]++;
                var expected = keys.Length / 16.0;
                Assert.That(counts.Sum(count => Square(count - expected) / expected), Is.LessThan(56.49), "χ² of 15 degrees of freedom");
            }
        }
    }

    /// <summary>A table of data/ whose rows have the whole record as their key, and its label or target alone as a column.</summary>
    private static RowBatch Table(string name, string truth)
    {
        var lines = File.ReadAllLines(Repository.PathOf($"data/{name}.csv"));
        var header = lines[0].Replace("\"", "", StringComparison.Ordinal);
        return SplitTables.Read(header, lines.Skip(1), [(truth, name == "concrete" ? FieldKind.Target : FieldKind.Label)]);
    }

    /// <summary>[seeds][rows] which are held out.</summary>
    private static bool[][] SidesOf(RowBatch batch, int[] seeds)
    {
        int[] rows = [.. Enumerable.Range(0, batch.Count)];
        return Array.ConvertAll(seeds, seed =>
        {
            var held = new bool[batch.Count];
            foreach (var row in Splitter.HoldoutOf(new SplitConfig(), seed, batch).Take(rows, Fraction))
                held[row] = true;
            return held;
        });
    }

    private static int Both(bool[] one, bool[] other) => one.Where((held, row) => held && other[row]).Count();

    private static double Square(double value) => value * value;
}
