using CsCheck;
using NUnit.Framework;
using Pipeline.Tables.Audit;

namespace Pipeline.Tests.Tables.Audit;

[TestFixture]
internal sealed class NumberSortTests
{
    // On both sides of the size from which on digits are counted.
    private const int Most = 5000;
    private static readonly double[] few = [0, 1, -1, 0.1, double.MaxValue, double.Epsilon];

    [Test]
    public void Numbers_of_all_sizes_come_in_order() => Gen.Double[-1e6, 1e6].Array[0, Most].Sample(IsSorted, iter: 200);

    [Test]
    public void So_do_numbers_of_any_bits() =>
        Gen.Long.Select(BitConverter.Int64BitsToDouble).Where(value => !double.IsNaN(value)).Array[0, Most].Sample(IsSorted, iter: 200);

    [Test]
    public void So_do_few_different_numbers_often() =>
        Gen.Int[0, few.Length - 1].Select(i => few[i]).Array[0, Most].Sample(IsSorted, iter: 100);

    [TestCase(3)]
    [TestCase(3000)]
    public void Minus_zero_comes_before_zero(int count)
    {
        double[] values = [.. Enumerable.Range(0, count).Select(i => i % 3 == 1 ? -0.0 : 0.0)];

        NumberSort.Sort(values);

        Assert.That(values.TakeWhile(double.IsNegative).Count(), Is.EqualTo(count / 3));
    }

    private static bool IsSorted(double[] values)
    {
        double[] expected = [.. values.Order()], sorted = [.. values];
        NumberSort.Sort(sorted);
        return sorted.SequenceEqual(expected);
    }
}
