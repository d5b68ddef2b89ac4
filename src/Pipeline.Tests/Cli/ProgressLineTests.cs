using NUnit.Framework;
using Pipeline.Cli;
using Pipeline.Model;

namespace Pipeline.Tests.Cli;

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

    [Test]
    public void The_line_is_gone_at_the_end_and_none_is_written_where_nothing_was_reported()
    {
        using var text = new StringWriter();
        using (new ProgressLine(text))
        {
        }
        Assert.That(text.ToString(), Is.Empty);

        using (var line = new ProgressLine(text))
        {
            line.Report(new RunProgress("reading", 5, 1, 2));
            line.Report(new RunProgress("reading", 6, 1, 2));
            line.Report(new RunProgress("training", 6, 0, null));
        }
        Assert.That(text.ToString(), Is.EqualTo("\r\x1b[Kreading: 5 rows\r\x1b[Ktraining: 6 rows\r\x1b[K"));
    }
}
