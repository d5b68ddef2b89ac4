using NUnit.Framework;
using Pipeline.Benchmarks;

namespace Pipeline.Tests.Benchmarks;

/// <summary>The page of figures says where another program is quicker, whoever writes it.</summary>
[TestFixture]
internal sealed class BenchmarkReportTests
{
    [Test]
    public void A_row_in_which_the_other_program_is_quicker_is_marked_and_told_in_words()
    {
        var text = Page(Of("Pipeline", 2, 4, 3), Of("Quick", 2.5, 2.7, 2.6), Of("Slow", 9, 6, 7.5));

        Assert.That(text, Does.Contain("By median, the other program is quicker in 1 of 2 comparisons:\n\n- a case: Quick, 0.87 of our time\n"));
        Assert.That(RowOf(text, "Quick"), Does.EndWith("| 1.25 | **0.87** | 99.50 |"));
        Assert.That(RowOf(text, "Slow"), Does.EndWith("| 3.00 | 2.50 | 99.50 |"));
        Assert.That(RowOf(text, "Pipeline"), Does.EndWith("| 1.00 | 1.00 |  |"));
    }

    [Test]
    public void Where_nobody_is_quicker_the_page_says_of_how_many()
    {
        var text = Page(Of("Pipeline", 2), Of("Slow", 3));

        Assert.That(text, Does.Contain("By median, the other program is quicker in 0 of 1 comparisons.\n"));
        Assert.That(text, Does.Not.Contain("**"));
    }

    [Test]
    public void A_page_without_Python_peers_says_why()
    {
        Assert.That(Page(Of("Pipeline", 2)), Does.Contain("Peers: none: no Python.\n"));
    }

    private static string Page(params Contender[] contenders)
    {
        var report = new BenchmarkReport(3, "none: no Python");
        report.Add(new BenchmarkCase("key", "a case", 1000, 30, 2, 100, "{}"), contenders);
        return report.Text().ReplaceLineEndings("\n");
    }

    private static string RowOf(string text, string program) => text.Split('\n').Single(line => line.Contains($"| {program} |", StringComparison.Ordinal));

    private static Contender Of(string name, params double[] seconds)
    {
        var contender = new Contender(name, []) { SameLabels = name == "Pipeline" ? null : 0.995 };
        contender.Runs.AddRange(seconds.Select(wall => new ProcessRun(wall, wall, 100)));
        return contender;
    }
}
