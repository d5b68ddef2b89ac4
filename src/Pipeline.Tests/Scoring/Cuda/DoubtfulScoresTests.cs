using NUnit.Framework;
using Pipeline.Graph;
using Pipeline.Model;
using Pipeline.Scoring;
using Pipeline.Scoring.Cuda;
using Pipeline.Scoring.Scorers;
using Pipeline.Tables;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Scoring.Cuda;

/// <summary>A NaN of a device is the processor's NaN, or the device has not added as it should.</summary>
[TestFixture]
internal sealed class DoubtfulScoresTests
{
    [Test]
    public void A_score_that_is_NaN_on_the_device_alone_is_refused_with_the_processors()
    {
        var (graph, rows, expected) = Scored("concrete", "lightGbm");

        var error = Assert.Throws<DeviceException>(() => new DoubtfulScores(graph, 2).Refuse(rows, Changed(expected, 5, float.NaN)))!;

        Assert.That(error.Message, Is.EqualTo(FormattableString.Invariant(
            $"cuda:2: a score of NaN where the processor's is {expected.Score[5]:R}; expected sums in the order that the graph states. ")
            + "The device, its driver or its libraries add in another: see what gpu-check says, and take --device cpu."));
    }

    [Test]
    public void A_probability_that_is_NaN_on_the_device_alone_is_refused()
    {
        var (graph, rows, expected) = Scored("breast-cancer", "lightGbm");
        var wrong = new Predictions(expected.Task, expected.Classes);
        for (var row = 0; row < expected.Count; row++)
            wrong.Add([expected.Score[row]], [row == 9 ? float.NaN : expected.Probability[row]], expected.PredictedLabel[row]);

        Assert.That(() => new DoubtfulScores(graph, 0).Refuse(rows, wrong),
            Throws.TypeOf<DeviceException>()
                .With.Message.StartsWith(FormattableString.Invariant($"cuda:0: a probability of NaN where the processor's is {expected.Probability[9]:R};")));
    }

    [Test]
    public void The_NaN_of_one_class_excuses_no_other()
    {
        var (graph, rows, _) = Scored("penguins", "lbfgsMaximumEntropy");
        // The scores of the second class are NaN, on the processor too.
        var scores = ((ModelNode.SoftMax)graph.Model).Scores;
        graph = graph with { Model = new ModelNode.SoftMax([scores[0], (ScoreNode.Dot)scores[1] with { Bias = float.NaN }, scores[2]]) };
        using var processor = new CompiledScorer(graph);
        var (expected, wrong) = (new Predictions(TaskKind.Multiclass, 3), new Predictions(TaskKind.Multiclass, 3));
        var row = rows.Select([0]);
        processor.Score(row, expected);
        wrong.Add([float.NaN, float.NaN, 1], [float.NaN, float.NaN, 1], 2);

        Assert.That(expected.Score.ToArray().Select(float.IsNaN), Is.EqualTo([false, true, false]));
        Assert.That(() => new DoubtfulScores(graph, 0).Refuse(row, expected), Throws.Nothing);
        Assert.That(() => new DoubtfulScores(graph, 0).Refuse(row, wrong), Throws.TypeOf<DeviceException>());
    }

    [Test]
    public void Numbers_and_the_NaN_of_the_processor_pass_wherever_the_rows_stand()
    {
        var (graph, rows, expected) = Scored("concrete", "sdca");
        // Rows of before, one of them NaN, are looked at no more.
        var two = Changed(expected, 0, float.NaN);
        two.Add(expected);
        var infinite = rows.Select([0, 1]);
        infinite.NumberArray(FirstNumber(infinite))[1] = double.NaN;
        using var processor = new CompiledScorer(graph with { Blocks = [.. graph.Blocks.Select(Unfilled)] });
        var odd = new Predictions(expected.Task, expected.Classes);
        processor.Score(infinite, odd);

        Assert.That(float.IsNaN(odd.Score[1]));
        Assert.That(() => new DoubtfulScores(graph, 0).Refuse(rows, two), Throws.Nothing);
        Assert.That(() => new DoubtfulScores(graph with { Blocks = [.. graph.Blocks.Select(Unfilled)] }, 0).Refuse(infinite, odd), Throws.Nothing);
    }

    private static FeatureBlock Unfilled(FeatureBlock block) =>
        block is FeatureBlock.Numeric numeric ? numeric with { Fill = Array.ConvertAll(numeric.Fill, _ => double.NaN) } : block;

    private static int FirstNumber(RowBatch batch) => batch.Schema.Columns.ToList().FindIndex(column => column.Kind is FieldKind.Single or FieldKind.Double);

    private static Predictions Changed(Predictions predictions, int row, float score)
    {
        var changed = new Predictions(predictions.Task, predictions.Classes);
        for (var i = 0; i < predictions.Count; i++)
            changed.Add([i == row ? score : predictions.Score[i]], [], 0);
        return changed;
    }

    private static (ScoringGraph Graph, RowBatch Rows, Predictions Scores) Scored(string demo, string trainer)
    {
        var fitted = Fitted.SharedDemo(demo, $$"""model={"trainer":"{{trainer}}"}""");
        using var compiled = CompiledModel.Compile(fitted.Fit.Model);
        return (compiled.Graph, fitted.Batch, compiled.Score(fitted.Batch));
    }
}
