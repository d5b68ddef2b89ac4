using NUnit.Framework;
using Pipeline.Artifacts;
using Pipeline.Graph;
using Pipeline.Graph.MlNet;
using Pipeline.Model.Problems;
using Pipeline.Scoring;
using Pipeline.Scoring.Scorers;
using Pipeline.Tests.Graph.Onnx;
using Pipeline.Tests.Support;
using Pipeline.Verification;

namespace Pipeline.Tests.Verification;

[TestFixture]
internal sealed class ChainParityCheckTests
{
    [Test]
    public void A_linear_model_stays_within_a_bound_that_is_not_idle()
    {
        var parity = Measure(Fitted.SharedDemo("breast-cancer"), graph => graph);

        Assert.That(parity.Rows, Is.EqualTo(569));
        Assert.That(parity.BoundUlps, Is.EqualTo(17), "30 columns");
        Assert.That(parity.LargestShare, Is.InRange(0.001, 1));
        Assert.That(parity.ScoresDiffering, Is.GreaterThan(0));
        Assert.That(parity.LabelsDiffering, Is.Zero);
    }

    [Test]
    public void Soft_max_and_the_exponential_of_a_linear_model_stay_within_theirs(
        [Values("penguins model={\"trainer\":\"lbfgsMaximumEntropy\"}", "concrete model={\"trainer\":\"lbfgsPoisson\"}",
            "penguins model={\"trainer\":\"oneVersusAll\",\"binary\":{\"trainer\":\"linearSvm\"}}")] string run)
    {
        var parity = Measure(Fitted.SharedDemo(run.Split(' ')[0], run.Split(' ')[1]), graph => graph);

        Assert.That(parity.BoundUlps, Is.GreaterThan(4));
        Assert.That(parity.LargestShare, Is.InRange(0.001, 1));
        Assert.That(parity.LabelsDiffering, Is.Zero);
    }

    [Test]
    public void Trees_have_no_bound_and_need_none()
    {
        var parity = Measure(Fitted.SharedDemo("concrete"), graph => graph);

        Assert.That(parity, Is.EqualTo(new ChainParity(1030, 0, 0, 0, 0, 0)));
    }

    [Test]
    public void One_weight_that_is_off_in_its_fourth_digit_is_found()
    {
        var error = Assert.Throws<ParityException>(() => Measure(Fitted.SharedDemo("breast-cancer"), graph => Change(graph, weight => weight * 1.001f)));

        Assert.That(error!.Message,
            Does.Match(@"^row \d+ of the held-out rows: Score -?\d+\.\d+ of the compiled graph; expected -?\d+\.\d+ as ML\.NET's Transform gives, within "));
        Assert.That(error.Code, Is.EqualTo(ExitCode.Bug), "a bug of the compiler is not a check of the user's that failed");
    }

    [Test]
    public void One_leaf_that_differs_in_its_last_bit_is_found()
    {
        var fitted = Fitted.SharedDemo("concrete");

        Assert.Throws<ParityException>(() => Measure(fitted, graph =>
        {
            var score = (ScoreNode.TreeEnsemble)((ModelNode.Regression)graph.Model).Score;
            var first = score.Trees[0];
            Tree[] trees = [first with { Leaves = [.. first.Leaves.Select(leaf => leaf * 1.000001)] }, .. score.Trees.Skip(1)];
            return graph with { Model = new ModelNode.Regression(score with { Trees = trees }) };
        }));
    }

    [Test]
    public void A_score_that_is_no_number_is_found()
    {
        Assert.Throws<ParityException>(() => Measure(Fitted.SharedDemo("breast-cancer"), graph => Change(graph, _ => float.NaN)));
    }

    [Test]
    public void Many_rows_are_scored_and_compared_by_several_threads_as_by_one()
    {
        var fitted = Fitted.SharedDemo("breast-cancer");
        var rows = fitted.Batch.Select([.. Enumerable.Range(0, 30_000).Select(row => row % fitted.Batch.Count)]);
        using var compiled = CompiledModel.Compile(fitted.Fit.Model);

        var (one, all) = (compiled.Score(rows, 1), compiled.Score(rows));
        var parity = ChainParityCheck.Measure(fitted.Fit.Model, compiled.Graph, rows, all);

        Bits.AssertSame(one, all);
        var chain = ChainScorer.New(compiled.Graph.Signature);
        using (var scorer = new ChainScorer(fitted.Fit.Model))
            scorer.Score(rows, chain);
        var differing = Enumerable.Range(0, one.Count).Count(row => !one.Score[row].Equals(chain.Score[row]));
        Assert.That((parity.Rows, parity.ScoresDiffering), Is.EqualTo((30_000, differing)));
        Assert.That(differing, Is.GreaterThan(0));
    }

    [Test]
    public void A_difference_far_down_names_its_row()
    {
        var fitted = Fitted.SharedDemo("breast-cancer");
        var rows = fitted.Batch.Select([.. Enumerable.Range(0, 20_000).Select(row => row % fitted.Batch.Count)]);
        using var compiled = CompiledModel.Compile(fitted.Fit.Model);
        var (right, wrong) = (compiled.Score(rows), compiled.NewPredictions());
        for (var row = 0; row < right.Count; row++)
            wrong.Add([row == 17_000 ? right.Score[row] + 1 : right.Score[row]], [right.Probability[row]], right.PredictedLabel[row]);

        Assert.That(() => ChainParityCheck.Measure(fitted.Fit.Model, compiled.Graph, rows, wrong),
            Throws.TypeOf<ParityException>().With.Message.StartsWith("row 17001 of the held-out rows: "));
    }

    private static ScoringGraph Change(ScoringGraph graph, Func<float, float> weight)
    {
        var model = (ModelNode.Binary)graph.Model;
        var dot = (ScoreNode.Dot)model.Score;
        return graph with { Model = model with { Score = dot with { Weights = [weight(dot.Weights[0]), .. dot.Weights.Skip(1)] } } };
    }

    private static ChainParity Measure(Fitted fitted, Func<ScoringGraph, ScoringGraph> change)
    {
        var graph = change(ChainCompiler.Compile(fitted.Fit.Model));
        var predictions = ChainScorer.New(graph.Signature);
        using (var scorer = new CompiledScorer(graph))
            scorer.Score(fitted.Batch, predictions);
        return ChainParityCheck.Measure(fitted.Fit.Model, graph, fitted.Batch, predictions);
    }
}
