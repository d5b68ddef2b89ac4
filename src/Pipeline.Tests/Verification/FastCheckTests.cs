using NUnit.Framework;
using Pipeline.Graph;
using Pipeline.Graph.MlNet;
using Pipeline.Kernels;
using Pipeline.Model;
using Pipeline.Scoring.Onnx;
using Pipeline.Scoring.Scorers;
using Pipeline.Tables;
using Pipeline.Tests.Support;
using Pipeline.Verification;
using Pipeline.Verification.Gpu;

namespace Pipeline.Tests.Verification;

/// <summary>Fast scores of the demo tables, each held to the bound of its own row.</summary>
[TestFixture]
internal sealed class FastCheckTests
{
    private static readonly string[][] runs =
    [
        ["breast-cancer"], ["churn", "lbfgsLogisticRegression"], ["churn", "linearSvm"], ["churn", "averagedPerceptron"], ["penguins", "lbfgsMaximumEntropy"],
        ["penguins", "sdcaMaximumEntropy"],
        ["concrete", "sdca"], ["concrete", "onlineGradientDescent"], ["concrete", "lbfgsPoisson"], ["penguins", "oneVersusAll"],
    ];

    private static IEnumerable<TestCaseData> Runs() => runs.Select(run => new TestCaseData(new object[] { run }).SetArgDisplayNames(run));

    [TestCaseSource(nameof(Runs))]
    public void Every_row_is_within_its_own_bound(string[] run)
    {
        var (exact, rows, expected) = Exact(run);
        var (managed, onnx) = (Score(new CompiledScorer(FastPass.Apply(exact)), exact, rows), Score(new OnnxScorer(FastPass.Apply(exact)), exact, rows));

        foreach (var fast in new[] { managed, onnx })
        {
            var (beyond, share) = FastCheck.Hold(exact, rows, expected, fast);
            TestContext.Out.WriteLine($"at most {share:P1} of the bound");
            Assert.That(beyond, Is.Zero);
            Assert.That(share, Is.InRange(0.0001, 1), "a bound that nothing comes near says little");
            Assert.That(OwnScores.Unfounded(exact, fast), Is.Zero);
        }
    }

    [TestCaseSource(nameof(Runs))]
    public void Every_probability_is_within_the_bound_that_follows_from_its_scores(string[] run)
    {
        var (exact, rows, expected) = Exact(run);
        var fast = Score(new CompiledScorer(FastPass.Apply(exact)), exact, rows);
        var (bound, beyond) = (ScoreBound.OfFast(exact), 0);
        var bounds = bound.Of(rows);
        for (var i = 0; i < expected.Probability.Length; i++)
        {
            var row = i / expected.ProbabilityWidth;
            var (low, high) = exact.Model is ModelNode.Binary binary
                ? (Probability(binary, expected.Score[row] - bounds[row], MathF.BitDecrement),
                    Probability(binary, expected.Score[row] + bounds[row], MathF.BitIncrement))
                : (expected.Probability[i] * (1 - bounds[row]), expected.Probability[i] * (1 + bounds[row]));
            beyond += fast.Probability[i] >= low && fast.Probability[i] <= high ? 0 : 1;
        }

        Assert.That(beyond, Is.Zero);
    }

    /// <summary>The calibrator at one end of the bound, outwards by the rounding of the end and by that of the probability.</summary>
    private static double Probability(ModelNode.Binary model, double score, Func<float, float> outwards)
    {
        float[] probability = [outwards((float)score)];
        CalibratorKernel.Run(model.Calibrator, probability, probability);
        return outwards(probability[0]);
    }

    [TestCaseSource(nameof(Runs))]
    public void A_weight_that_is_off_in_its_fourth_digit_is_beyond_it(string[] run)
    {
        var (exact, rows, expected) = Exact(run);
        var wrong = Score(new CompiledScorer(exact with { Model = Changed(exact.Model) }), exact, rows);

        Assert.That(FastCheck.Hold(exact, rows, expected, wrong).Beyond, Is.Positive);
    }

    [Test]
    public void A_score_that_is_no_number_is_beyond_it()
    {
        var (exact, rows, expected) = Exact(["concrete", "sdca"]);
        var wrong = ChainScorer.New(exact.Signature);
        foreach (var score in expected.Score)
            wrong.Add([wrong.Count == 5 ? float.NaN : score], [], 0);

        Assert.That(FastCheck.Hold(exact, rows, expected, wrong), Is.EqualTo((1, 0.0)));
    }

    private static (ScoringGraph Graph, RowBatch Rows, Predictions Scores) Exact(string[] run)
    {
        var options = run[^1] == "oneVersusAll" ? ""","binary":{"trainer":"lbfgsLogisticRegression"}""" : "";
        var fitted = run.Length == 1 ? Fitted.SharedDemo(run[0]) : Fitted.SharedDemo(run[0], $$"""model={"trainer":"{{run[1]}}"{{options}}}""");
        var graph = ChainCompiler.Compile(fitted.Fit.Model);
        return (graph, fitted.Batch, Score(new CompiledScorer(graph), graph, fitted.Batch));
    }

    private static Predictions Score(IScorer scorer, ScoringGraph graph, RowBatch rows)
    {
        var predictions = ChainScorer.New(graph.Signature);
        using (scorer)
            scorer.Score(rows, predictions);
        return predictions;
    }

    private static ModelNode Changed(ModelNode model) => model switch
    {
        ModelNode.Binary binary => binary with { Score = Changed(binary.Score) },
        ModelNode.Regression regression => new ModelNode.Regression(Changed(regression.Score)),
        ModelNode.SoftMax softMax => new ModelNode.SoftMax([Changed(softMax.Scores[0]), .. softMax.Scores.Skip(1)]),
        ModelNode.OneVersusAll all => new ModelNode.OneVersusAll([(Changed(all.Classes[0].Score), all.Classes[0].Calibrator), .. all.Classes.Skip(1)]),
        _ => throw new ArgumentOutOfRangeException(nameof(model)),
    };

    private static ScoreNode Changed(ScoreNode node) => node switch
    {
        ScoreNode.Dot dot => dot with { Weights = Array.ConvertAll(dot.Weights, weight => weight * 1.001f) },
        ScoreNode.Exponential exponential => new ScoreNode.Exponential(Changed(exponential.Logarithm)),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };
}
