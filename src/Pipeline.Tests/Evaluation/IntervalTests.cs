using System.Text.Json.Nodes;
using NUnit.Framework;
using Pipeline.Evaluation;

namespace Pipeline.Tests.Evaluation;

internal sealed class IntervalTests
{
    public static IEnumerable<JsonNode> Cases() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(ReferenceCase.Folder, "intervals", "proportions.json")))!["items"]!
            .AsArray().Where(item => (double)item!["level"]! == 0.95)!;

    [TestCaseSource(nameof(Cases))]
    public void Wilson_equals_the_reference(JsonNode expected)
    {
        var trials = (double)expected["trials"]!;
        var interval = Interval.Wilson((double)expected["successes"]! / trials, trials);
        using (Assert.EnterMultipleScope())
        {
            ReferenceCase.AssertFigure(interval.Low, expected["wilson"]![0], "low");
            ReferenceCase.AssertFigure(interval.High, expected["wilson"]![1], "high");
        }
    }

    [Test]
    public void Reference_has_intervals_of_this_level() => Assert.That(Cases(), Is.Not.Empty);

    [Test]
    public void Effective_sample_size_of_equal_weights_is_the_number_of_rows() =>
        Assert.That(Interval.EffectiveSampleSize(0.75, 3 * 0.0625), Is.EqualTo(3));

    [Test]
    public void Effective_sample_size_of_one_heavy_row_is_near_1() =>
        Assert.That(Interval.EffectiveSampleSize(1002, 1_000_002), Is.EqualTo(1.004).Within(1e-3));
}
