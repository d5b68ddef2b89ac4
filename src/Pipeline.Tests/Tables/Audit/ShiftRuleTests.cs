using NUnit.Framework;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Tables.Audit;

[TestFixture]
internal sealed class ShiftRuleTests
{
    private static readonly (string Name, double[] Values)[] Tables = [.. QuietColumns.OfTables()];

    public static IEnumerable<TestCaseData> Changes()
    {
        yield return Case("thousands", x => x * 0.001, "×0.001");
        yield return Case("by month", x => x / 12, "×1/12");
        yield return Case("cents", x => x * 100, "×100");
        yield return Case("currency", x => x * 147.3, "×147");
        yield return Case("sign", x => -x, "×−1");
        yield return Case("standardised", x => (x - 37_000) / 30_000, "standardised already");
        yield return Case("logarithms", Math.Log, "logarithms already");
        yield return Case("zero", _ => 0, "0 in every row");
        yield return Case("filled with a constant", _ => 40_123.45, "40123.45 in every row");
        yield return Case("missing marker", _ => -9_999_999, "-9999999 in every row");
        yield return Case("elsewhere", x => (x / 7.7) + 1e6, "far outside of the training range");

        static TestCaseData Case(string name, Func<double, double> change, string said) => new TestCaseData(change, said).SetArgDisplayNames(name);
    }

    [Test]
    public void A_quiet_column_of_a_thousand_rows_raises_at_most_one_alarm_in_a_thousand()
    {
        var random = new Random(11);
        var (columns, alarms, failures) = (0, new List<string>(), 0);
        for (var round = 0; round < 60; round++)
        {
            foreach (var (name, values) in Tables)
            {
                // Halves of a table: what is new is new to the training rows. Then rows like the training rows, and few training rows.
                random.Shuffle(values);
                var half = values.Length / 2;
                Try(name, values[..half], QuietColumns.Bootstrap(random, values[half..], 1000));
                Try(name, values[..half], QuietColumns.Bootstrap(random, values[..half], 1000));
                Try(name, values[..50], QuietColumns.Bootstrap(random, values[50..], 1000));
                Try(name, values[..half], values[half..Math.Min(values.Length, half + 40)]);
            }
            foreach (var (name, draw) in QuietColumns.OfDistributions())
            {
                foreach (var (trained, rows) in new[] { (800, 1000), (100, 1000), (4000, 1000), (800, 30), (4000, 10) })
                    Try(name, [.. Enumerable.Range(0, trained).Select(_ => draw(random))], [.. Enumerable.Range(0, rows).Select(_ => draw(random))]);
            }
        }
        Assert.That(columns, Is.GreaterThan(10_000));
        Assert.That(alarms, Has.Count.LessThanOrEqualTo(columns / 1000), string.Join('\n', alarms.Take(20)));
        Assert.That(failures, Is.Zero, "none of a quiet column ends a run");
        Assert.That(Repository.Prose("docs/figures.md"), Does.Contain(FormattableString.Invariant($"{alarms.Count} alarms in {columns:N0} columns")));

        void Try(string name, double[] trained, double[] rows)
        {
            columns++;
            if (QuietColumns.Judge(trained, rows) is not { } alarm)
                return;
            alarms.Add($"{name}, {trained.Length} and {rows.Length} rows: {alarm.Text}");
            failures += alarm.Unmistakable ? 1 : 0;
        }
    }

    [TestCaseSource(nameof(Changes))]
    public void An_unmistakable_change_is_named(Func<double, double> change, string said)
    {
        var random = new Random(5);
        foreach (var rows in (int[])[25, 1000, 5000])
        {
            var shifted = QuietColumns.Judge(Incomes(random, 640), Array.ConvertAll(Incomes(random, rows), value => change(value)));

            Assert.That(shifted, Has.Property("Unmistakable").True, $"{rows} rows");
            // Few rows do not tell 12 from 10, nor an odd factor from an even one.
            if (rows >= 1000)
                Assert.That(shifted!.Change, said == "×147" ? Does.Match("^×1[34][0-9]$").Or.EqualTo("×100") : Is.EqualTo(said));
        }
    }

    [Test]
    public void A_change_of_most_columns_of_the_tables_is_named_with_its_factor()
    {
        var random = new Random(2);
        var (columns, named) = (0, 0);
        foreach (var (name, values) in Tables.Where(table => table.Values.Distinct().Count() > 20))
        {
            random.Shuffle(values);
            var half = values.Length / 2;
            foreach (var (factor, text) in ((double, string)[])[(0.001, "×0.001"), (100, "×100"), (1 / 12.0, "×1/12"), (1000, "×1000")])
            {
                columns++;
                var change = QuietColumns.Judge(values[..half], Array.ConvertAll(values[half..], value => Math.Round(value * factor, 6)));
                named += change?.Change == text ? 1 : 0;
                if (change?.Change != text)
                    TestContext.Out.WriteLine($"{name} {text}: {change?.Change ?? "nothing"} {change?.Moved:0.00} {change?.Text}");
            }
        }
        Assert.That(named, Is.GreaterThan(0.85 * columns));
        Assert.That(Repository.Prose("docs/figures.md"), Does.Contain($"Of {columns} changes").And.Contain(
            $"{named} are found and named with that very factor"));
    }

    [Test]
    public void A_drift_is_a_warning_and_no_more()
    {
        var random = new Random(3);
        var drifted = Array.ConvertAll(Incomes(random, 1000), value => (value * 2) + 10_000);

        Assert.That(QuietColumns.Judge(Incomes(random, 640), drifted), Has.Property("Unmistakable").False.And.Property("Moved").GreaterThan(0.3));
    }

    [Test]
    public void A_file_of_one_day_or_one_shop_is_a_warning_at_most()
    {
        var random = new Random(4);
        var days = Enumerable.Range(0, 3650).Select(i => (double)(20_000 + (i % 365))).ToArray();
        var hours = Enumerable.Range(0, 2400).Select(i => (double)(i % 24)).ToArray();

        Assert.That(QuietColumns.Judge(days, [.. Enumerable.Repeat(20_366.0, 500)])?.Unmistakable, Is.Not.True, "tomorrow");
        Assert.That(QuietColumns.Judge(hours, [.. Enumerable.Repeat(0.0, 500)])?.Unmistakable, Is.Not.True, "midnight");
        Assert.That(QuietColumns.Judge([2019, 2020, .. Enumerable.Range(0, 998).Select(_ => 2019.0 + random.Next(2))],
            [.. Enumerable.Repeat(2022.0, 500)])?.Unmistakable, Is.Not.True, "a later year");
    }

    [Test]
    public void A_few_rows_beyond_the_range_that_move_the_mean_are_told()
    {
        var random = new Random(6);
        var rows = Incomes(random, 2000);
        for (var i = 0; i < 60; i++)
            rows[i * 30] = 9_999_999;

        Assert.That(QuietColumns.Judge(Incomes(random, 4000), rows), Has.Property("Unmistakable").False.And.Property("Outside").EqualTo(0.03).Within(0.003));
    }

    private static double[] Incomes(Random random, int rows) => [.. Enumerable.Range(0, rows)
        .Select(_ => Math.Round(4000 + (100_000 * random.NextDouble() * random.NextDouble())))];
}
