using CsCheck;
using NUnit.Framework;
using Pipeline.Configuration.Records;
using Pipeline.Model.Problems;
using Pipeline.Tables;
using Pipeline.Training.Rows;

namespace Pipeline.Tests.Training.Rows;

[TestFixture]
internal sealed class TimeSplitTests
{
    private static readonly (string, FieldKind)[] columns = [("x", FieldKind.Double), ("y", FieldKind.Label), ("t", FieldKind.Time)];

    [Test]
    public void Every_held_out_time_is_after_every_time_of_the_training() => Gen.Int[0, 30].Array[200, 600].Sample(times =>
    {
        var split = Divide([.. times.Select(time => FormattableString.Invariant($"{time}"))]);
        return split.Test.Min(row => times[row]) > split.Train.Max(row => times[row]);
    }, iter: 40);

    [TestCase("0,1,2,3,4,5,6,7,8,9", 2)]
    [TestCase("9,8,7,6,5,4,3,2,1,0", 2)]
    [TestCase("0,0,0,0,0,0,0,0,0,1", 1, Description = "a later time of few rows is taken rather than none")]
    [TestCase("0,1,1,1,1,1,1,1,1,1", 9, Description = "and one of many rows where nothing else is later")]
    [TestCase("0,1,2,3,4,5,5,5,8,9", 2)]
    [TestCase("0,1,2,3,4,5,6,8,8,8", 3)]
    public void Rows_of_one_time_stay_together(string times, int held) => Assert.That(Divide(times.Split(',')).Test, Has.Length.EqualTo(held));

    [Test]
    public void Times_beyond_the_whole_numbers_of_a_double_stay_apart()
    {
        // 2^63 - 1 nanoseconds and less: a double tells only every 1,024th of them apart.
        var times = Enumerable.Range(0, 1000).Select(i => FormattableString.Invariant($"{long.MaxValue - i}")).ToArray();

        Assert.That(Divide(times).Test, Is.EqualTo(Enumerable.Range(0, 200)));
    }

    [TestCase("2024-01-01", "20240601", "'2024-01-01' (a date)", "'20240601' (a date (yyyyMMdd))")]
    [TestCase("2024-01-01", "2024-06-01 10:00", "'2024-01-01' (a date)", "'2024-06-01 10:00' (a date and time)")]
    [TestCase("2024-01-01T00:00", "2024-06-01T10:00Z", "(a date and time)", "(a date and time with its offset)")]
    [TestCase("1717200000", "1717200000000", "(seconds since 1970)", "(milliseconds since 1970)")]
    [TestCase("2023", "20240601", "(a year)", "(a date (yyyyMMdd))")]
    [TestCase("1717200000", "2024", "(seconds since 1970)", "(a year)")]
    [TestCase("17", "2024-06-01", "'17' (a number)", "'2024-06-01' (a date)")]
    [TestCase("20240101", "20240230", "(a date (yyyyMMdd))", "'20240230' (a number)")]
    [TestCase("202406", "20240601", "(a year and month (yyyyMM))", "(a date (yyyyMMdd))")]
    public void Two_forms_in_a_column_are_an_error_with_both_texts_and_lines(string one, string other, string first, string second)
    {
        var error = Assert.Throws<DataException>(() => Divide([one, one, other, one]))!;

        Assert.That(error.Message, Does.StartWith("column 't': two forms of time: ").And.Contain(first).And.Contain("stdin:2").And.Contain(second).And.Contain(
            "stdin:4"));
    }

    [TestCase("998", "999", "1800", "1801")]
    [TestCase("0.5", "1750", "2024", "2025")]
    [TestCase("1", "2", "99999999", "200000000")]
    [TestCase("2024-01-01T10:00", "2024-01-01 10:00:30", "2024-01-01T10:00:30.5", "2024-01-02T00:00")]
    [TestCase("2024-01-01T10:00Z", "2024-01-01T13:00+02:00", "2024-01-01T12:00:30Z", "2024-01-01T12:00:31Z")]
    public void These_are_one_form_in_their_order(params string[] times) => Assert.That(Divide(times, 0.5).Test, Is.EqualTo((int[])[2, 3]));

    [TestCase("2024-01-", "7d", 7)]
    [TestCase("202401", "3d", 3)]
    [TestCase("2024-01-", "72h", 3)]
    public void A_gap_leaves_out_the_rows_before_the_held_out_ones(string month, string gap, int days)
    {
        var split = Divide([.. Enumerable.Range(1, 20).Select(day => FormattableString.Invariant($"{month}{day:00}"))], 0.2, gap);

        Assert.That(split.Test, Is.EqualTo((int[])[16, 17, 18, 19]));
        Assert.That(split.Train, Is.EqualTo(Enumerable.Range(0, 17 - days)), "the last of them is a whole gap away");
        Assert.That(split.LeftOut, Is.EqualTo(days - 1));
    }

    [TestCase("5", "1,2,3,4,5,6,7,8,9,10", 1)]
    [TestCase("1.5", "1,2,3,4,5,6,7,8,9,10", 0)]
    public void A_gap_of_numbers_is_in_their_unit(string gap, string times, int lastOfTraining)
    {
        var split = Divide(times.Split(','), 0.2, gap);

        Assert.That(split.Train[^1], Is.EqualTo(gap == "5" ? 3 : 6), $"{lastOfTraining}");
    }

    [TestCase("7d", "1", "2", "3")]
    [TestCase("7", "2024-01-01", "2024-01-02", "2024-02-03")]
    [TestCase("7", "20240101", "20240102", "20240203")]
    public void A_gap_that_does_not_fit_the_form_is_an_error(string gap, params string[] times) =>
        Assert.That(() => Divide(times, 0.4, gap), Throws.TypeOf<ConfigException>().With.Message.StartWith($"$.split.gap: {gap}; expected "));

    private static Split Divide(string[] times, double fraction = 0.2, string? gap = null) => Splitter.Divide(
        SplitTables.Config(SplitBy.Time, fraction) with { Gap = gap is null ? null : SplitGap.Parse(gap) }, 1,
        SplitTables.Read("x,y,t", times.Select((time, i) => $"{i},y,{time}"), columns));
}
