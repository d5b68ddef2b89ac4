using NUnit.Framework;
using Pipeline.Evaluation;

namespace Pipeline.Tests.Evaluation;

internal sealed class WeightedTests
{
    [Test]
    public void Sum_keeps_what_plain_addition_loses()
    {
        double[] terms = [1, 1e100, 1, -1e100];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Weighted.Sum(terms), Is.EqualTo(2));
            Assert.That(terms.Aggregate((a, b) => a + b), Is.Zero, "plain addition");
        }
    }

    [Test]
    public void Sum_of_many_tenths_is_right_to_the_last_digit() =>
        Assert.That(Weighted.Sum([.. Enumerable.Repeat(0.1, 1_000_000)]), Is.EqualTo(100_000));

    [Test]
    public void Median_is_the_value_past_half_of_the_weight() =>
        Assert.That(Weighted.Median([(1, 1), (3, 3), (5, 1)], 5), Is.EqualTo(3));

    [Test]
    public void Median_is_the_midpoint_where_half_is_hit_exactly()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Weighted.Median([(1, 1), (2, 1), (4, 1), (9, 1)], 4), Is.EqualTo(3));
            Assert.That(Weighted.Median([(1, 2), (2, 1), (7, 1)], 4), Is.EqualTo(1.5));
        }
    }

    [Test]
    public void Ratio_and_median_without_rows_are_undefined()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Weighted.Ratio(0, 0), Is.Null);
            Assert.That(Weighted.Median([], 0), Is.Null);
        }
    }
}
