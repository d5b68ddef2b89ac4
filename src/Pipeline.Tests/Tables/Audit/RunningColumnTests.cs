using CsCheck;
using NUnit.Framework;
using Pipeline.Tables.Audit;

namespace Pipeline.Tests.Tables.Audit;

[TestFixture]
internal sealed class RunningColumnTests
{
    private static readonly Gen<double> Value = Gen.Frequency((4, Gen.Double[-10, 10]), (1, Gen.Const(double.NaN)), (1, Gen.Double[-1e300, 1e300]),
        (1, Gen.Const(3.0)));

    [Test]
    public void What_is_counted_is_what_a_plain_loop_counts() => Value.Array[0, 100].Sample(values =>
    {
        var column = Counted([values]);
        var present = values.Where(value => !double.IsNaN(value)).ToList();

        Assert.That((column.Count, column.Missing, column.Below, column.Above), Is.EqualTo(
            ((long)present.Count, (long)(values.Length - present.Count), (long)present.Count(value => value < -3), (long)present.Count(value => value > 3))));
        Assert.That((column.IsConstant, column.First), Is.EqualTo((present.Distinct().Count() < 2, present.DefaultIfEmpty(double.NaN).First())));
        var largest = present.Select(Math.Abs).DefaultIfEmpty().Max();
        Assert.That(column.Mean, Is.EqualTo(present.Sum(value => value / Math.Max(present.Count, 1))).Within(1e-14 * largest));
    });

    [Test]
    public void What_is_counted_does_not_depend_on_how_rows_are_cut() => Gen.Select(Value.Array[0, 100], Gen.Int[1, 20]).Sample((values, cut) =>
    {
        var (whole, parts) = (Counted([values]), Counted(values.Chunk(cut)));

        Assert.That((parts.Count, parts.Below, parts.Above, parts.Missing, parts.IsConstant, parts.Mean),
            Is.EqualTo((whole.Count, whole.Below, whole.Above, whole.Missing, whole.IsConstant, whole.Mean)));
    });

    private static RunningColumn Counted(IEnumerable<double[]> parts)
    {
        var column = new RunningColumn(-3, 3);
        foreach (var part in parts)
            column.Add(part);
        return column;
    }
}
