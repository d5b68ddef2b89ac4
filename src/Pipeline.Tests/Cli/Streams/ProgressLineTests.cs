using NUnit.Framework;
using Pipeline.Cli.Streams;
using Pipeline.Model;

namespace Pipeline.Tests.Cli.Streams;

[TestFixture]
internal sealed class ProgressLineTests
{
    [TestCase(0.1, 50L, 100L, "scoring: 12,000 rows")]
    [TestCase(2.0, 25L, 100L, "scoring: 12,000 rows, 6,000 rows/s, 00:00:06 left")]
    [TestCase(2.0, 25L, null, "scoring: 12,000 rows, 6,000 rows/s")]
    [TestCase(2.0, 0L, 100L, "scoring: 12,000 rows, 6,000 rows/s")]
    [TestCase(2.0, 110L, 100L, "scoring: 12,000 rows, 6,000 rows/s")]
    public void The_line_has_rows_speed_and_time_left_as_far_as_known(double seconds, long read, long? total, string expected)
    {
        Assert.That(ProgressLine.Text(new RunProgress("scoring", 12_000, read, total), TimeSpan.FromSeconds(seconds)), Is.EqualTo(expected));
    }

    [TestCase(0.1, null, "training: 12,000 rows")]
    [TestCase(0.1, "3 of 100 iterations", "training: 12,000 rows, 3 of 100 iterations")]
    [TestCase(7.2, "45 of 100 iterations", "training: 12,000 rows, 45 of 100 iterations, 7 s")]
    [TestCase(7.2, null, "training: 12,000 rows, 7 s")]
    public void A_stage_that_goes_over_its_rows_again_tells_its_iterations_or_how_long_it_has_lasted(double seconds, string? words, string expected)
    {
        var progress = new RunProgress("training", 12_000, 0, null) { IsRepeated = true, Words = words };

        Assert.That(ProgressLine.Text(progress, TimeSpan.FromSeconds(seconds)), Is.EqualTo(expected));
    }

    [Test]
    public void The_line_is_gone_at_the_end_and_none_is_written_where_nothing_was_reported()
    {
        using var text = new StringWriter();
        using (new ProgressLine(text, () => 80))
        {
        }
        Assert.That(text.ToString(), Is.Empty);

        using (var line = new ProgressLine(text, () => 80))
        {
            line.Report(new RunProgress("reading", 5, 1, 2));
            line.Report(new RunProgress("reading", 6, 1, 2));
            line.Report(new RunProgress("training", 6, 0, null));
        }
        Assert.That(text.ToString(), Is.EqualTo("\r\x1b[Kreading: 5 rows\r\x1b[Ktraining: 6 rows\r\x1b[K"));
    }

    [TestCase(40, "scoring: 12,000,000 rows, 6,000,000 ro…")]
    [TestCase(12, "scoring: 1…")]
    [TestCase(2, "")]
    [TestCase(80, "scoring: 12,000,000 rows, 6,000,000 rows/s, 00:00:06 left")]
    [TestCase(0, "scoring: 12,000,000 rows, 6,000,000 rows/s, 00:00:06 left")]
    public void The_line_never_reaches_the_last_column(int columns, string expected)
    {
        var text = ProgressLine.Text(new RunProgress("scoring", 12_000_000, 25, 100), TimeSpan.FromSeconds(2));

        Assert.That(ProgressLine.Clip(text, columns), Is.EqualTo(expected).And.Length.LessThan(columns == 0 ? 80 : columns));
    }

    [Test]
    public void The_line_is_clipped_to_what_the_terminal_is_wide_at_that_moment()
    {
        using var text = new StringWriter();
        var columns = 40;
        using (var line = new ProgressLine(text, () => columns))
        {
            line.Report(new RunProgress("a stage with a rather long name of its own", 1_000_000, 1, 2));
            columns = 20;
            line.Report(new RunProgress("another stage with a rather long name", 1_000_000, 1, 2));
        }
        Assert.That(text.ToString().Split("\r\x1b[K").Select(part => part.Length), Is.EqualTo([0, 39, 19, 0]));
    }
}
