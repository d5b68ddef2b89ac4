using CsCheck;
using NUnit.Framework;
using Pipeline.Kernels;

namespace Pipeline.Tests.Kernels;

[TestFixture]
internal sealed class RanksTests
{
    private static readonly Gen<float> value =
        Gen.OneOf(Gen.Float[-2, 2], Gen.Float,
            Gen.OneOf(Gen.Const(float.NaN), Gen.Const(float.PositiveInfinity), Gen.Const(float.NegativeInfinity), Gen.Const(-0f), Gen.Const(float.Epsilon)));

    [Test]
    public void A_value_passes_a_threshold_exactly_where_its_rank_is_within_the_limit()
    {
        Gen.Select(value.Where(x => !float.IsNaN(x)).Array[1, Ranks.Most], value.Array[TreeKernel.Tile]).Sample((limits, values) =>
        {
            float[] thresholds = [.. limits.Distinct().Order()];
            // Some values are thresholds, or next to one.
            for (var i = 0; i < values.Length; i += 3)
                values[i] = (i % 2 == 0) ? thresholds[i % thresholds.Length] : MathF.BitIncrement(thresholds[i % thresholds.Length]);
            var ranks = new Ranks(thresholds);
            var found = new sbyte[TreeKernel.Tile];
            ranks.Of(values, found);
            return thresholds.All(threshold => values.Index().All(row => (found[row.Index] <= ranks.LimitOf(threshold)) == (row.Item <= threshold)));
        }, iter: 1000, threads: 1);
    }

    [TestCase(1)]
    [TestCase(31)]
    [TestCase(32)]
    [TestCase(63)]
    [TestCase(64)]
    [TestCase(127)]
    [TestCase(128)]
    [TestCase(254)]
    [TestCase(255)]
    public void Any_number_of_thresholds(int count)
    {
        float[] thresholds = [.. Enumerable.Range(0, count).Select(i => (float)i)];
        var ranks = new Ranks(thresholds);
        var found = new sbyte[TreeKernel.Tile];

        for (var first = -1f; first < count + 1; first += TreeKernel.Tile / 2)
        {
            float[] values = [.. Enumerable.Range(0, TreeKernel.Tile).Select(i => first + (i / 2f))];
            values[7] = float.NaN;
            ranks.Of(values, found);
            Assert.That(found.Select(rank => rank - sbyte.MinValue),
                Is.EqualTo(values.Select(x => float.IsNaN(x) ? found[7] - sbyte.MinValue : thresholds.Count(threshold => threshold < x))));
            Assert.That(found[7], Is.GreaterThan(ranks.LimitOf(thresholds[^1])));
        }
    }
}
