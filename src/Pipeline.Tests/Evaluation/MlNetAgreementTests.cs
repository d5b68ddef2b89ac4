using Microsoft.ML;
using Microsoft.ML.Data;
using NUnit.Framework;

namespace Pipeline.Tests.Evaluation;

/// <summary>
/// ML.NET's own evaluator on the same rows. Where its definitions are ours the figures must agree (it adds in Single, so to
/// 1e-6); where they are not, the difference is what these tests state.
/// </summary>
internal sealed class MlNetAgreementTests
{
    private const double Single = 1e-6;
    private readonly MLContext ml = new(seed: 1);

    private CalibratedBinaryClassificationMetrics Binary(ReferenceCase reference, Func<float, bool> positive)
    {
        // The scores of ties are no Singles, but the same ones are equal after rounding.
        var score = Array.ConvertAll(reference["score"], value => (float)value);
        var probability = reference.Floats("probability");
        var view = ml.Data.LoadFromEnumerable(Enumerable.Range(0, reference.Rows).Select(row => new BinaryRow
        {
            Label = reference.Truth.Label[row] == 1,
            Score = score[row],
            Probability = probability[row],
            PredictedLabel = positive(probability[row]),
        }).ToList());
        return ml.BinaryClassification.Evaluate(view);
    }

    [TestCase("ordinary")]
    [TestCase("weighted")]
    [TestCase("imbalance")]
    [TestCase("inverted")]
    public void Binary_figures_agree_with_ML_NET_without_ties_and_certainties(string name)
    {
        var reference = ReferenceCase.Of("binary", name);
        var theirs = Binary(reference, p => p >= 0.5);
        var ours = MeasuredReports.Binary(reference.Floats("probability"), reference.Truth);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ours.Value("accuracy"), Is.EqualTo(theirs.Accuracy).Within(Single));
            Assert.That(ours.Value("auc"), Is.EqualTo(theirs.AreaUnderRocCurve).Within(Single));
            Assert.That(ours.Value("f1"), Is.EqualTo(theirs.F1Score).Within(Single));
            Assert.That(ours.Value("precision"), Is.EqualTo(theirs.PositivePrecision).Within(Single));
            Assert.That(ours.Value("recall"), Is.EqualTo(theirs.PositiveRecall).Within(Single));
            Assert.That(ours.Value("logLoss"), Is.EqualTo(theirs.LogLoss * Math.Log(2)).Within(Single), "theirs is in bits");
        }
    }

    [Test]
    public void Auc_agrees_with_ML_NET_on_ties_too()
    {
        var reference = ReferenceCase.Of("binary", "ties");
        var ours = MeasuredReports.Binary(reference.Floats("probability"), reference.Truth);
        Assert.That(ours.Value("auc"), Is.EqualTo(Binary(reference, p => p >= 0.5).AreaUnderRocCurve).Within(Single));
    }

    [TestCase("ordinary")]
    [TestCase("ties")]
    public void Auprc_of_ML_NET_is_a_trapezoid_over_single_rows_and_ours_the_step_sum(string name)
    {
        var reference = ReferenceCase.Of("binary", name);
        var theirs = Binary(reference, p => p >= 0.5).AreaUnderPrecisionRecallCurve;
        var ours = MeasuredReports.Binary(reference.Floats("probability"), reference.Truth).Value("auprc");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(theirs, Is.EqualTo((double)reference.Expected["ranking"]!["pr_auc_lower_trapezoid"]!).Within(Single));
            Assert.That(Math.Abs(ours!.Value - theirs), Is.GreaterThan(1e-4));
        }
    }

    [Test]
    public void Log_loss_of_ML_NET_is_infinite_on_a_certain_and_wrong_row_and_ours_is_clipped()
    {
        var reference = ReferenceCase.Of("binary", "extreme_probabilities");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Binary(reference, p => p >= 0.5).LogLoss, Is.EqualTo(double.PositiveInfinity));
            Assert.That(MeasuredReports.Binary(reference.Floats("probability"), reference.Truth).Value("logLoss"), Is.LessThan(15.95));
        }
    }

    [Test]
    public void Precision_of_a_model_that_never_says_yes_is_0_in_ML_NET_and_undefined_here()
    {
        var reference = ReferenceCase.Of("binary", "constant_score");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Binary(reference, p => p >= 0.5).PositivePrecision, Is.Zero);
            Assert.That(MeasuredReports.Binary(reference.Floats("probability"), reference.Truth).Value("precision"), Is.Null);
        }
    }

    [Test]
    public void Multiclass_figures_agree_with_ML_NET()
    {
        var reference = ReferenceCase.Of("multiclass", "three");
        var probability = MulticlassMetricsTests.Probabilities(reference);
        var view = ml.Data.LoadFromEnumerable(probability.Select((row, i) => new MulticlassRow
        {
            Label = (uint)reference.Truth.Label[i],
            Score = row,
            PredictedLabel = (uint)Array.IndexOf(row, row.Max()),
        }).ToList());
        var theirs = ml.MulticlassClassification.Evaluate(view);
        var ours = MeasuredReports.Multiclass(probability, reference.Truth);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ours.Value("microAccuracy"), Is.EqualTo(theirs.MicroAccuracy).Within(Single));
            Assert.That(ours.Value("macroAccuracy"), Is.EqualTo(theirs.MacroAccuracy).Within(Single));
            Assert.That(ours.Value("logLoss"), Is.EqualTo(theirs.LogLoss).Within(Single), "theirs is in nats here");
            for (var k = 0; k < 3; k++)
            {
                Assert.That(ours.Confusion!.Precision(k), Is.EqualTo(theirs.ConfusionMatrix.PerClassPrecision[k]).Within(Single));
                Assert.That(ours.Confusion.Recall(k), Is.EqualTo(theirs.ConfusionMatrix.PerClassRecall[k]).Within(Single));
            }
        }
    }

    private RegressionMetrics Regression(float[] target, float[] score) => ml.Regression.Evaluate(ml.Data.LoadFromEnumerable(
        target.Zip(score, (y, p) => new RegressionRow { Label = y, Score = p }).ToList()));

    [TestCase("positive")]
    [TestCase("signed")]
    [TestCase("counts")]
    public void Regression_figures_agree_with_ML_NET(string name)
    {
        var reference = ReferenceCase.Of("regression", name);
        var theirs = Regression(reference.Floats("label"), reference.Floats("score"));
        var ours = MeasuredReports.Regression(reference.Floats("score"), reference.Truth);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ours.Value("r2"), Is.EqualTo(theirs.RSquared).Within(Single));
            Assert.That(ours.Value("rmse"), Is.EqualTo(theirs.RootMeanSquaredError).Within(Single));
            Assert.That(ours.Value("mae"), Is.EqualTo(theirs.MeanAbsoluteError).Within(Single));
        }
    }

    [Test]
    public void R2_of_a_large_offset_is_lost_in_ML_NETs_single_pass_and_kept_here()
    {
        // Whole numbers near 2^23 are Singles, their squares are not.
        float[] target = [8388601, 8388602, 8388603, 8388606];
        float[] score = [8388602, 8388602, 8388604, 8388605];
        var ours = MeasuredReports.Regression(score, new(Array.ConvertAll(target, y => (double)y), null));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ours.Value("r2"), Is.EqualTo(1 - 3.0 / 14).Within(1e-12));
            Assert.That(Regression(target, score).RSquared, Is.Not.EqualTo(1 - 3.0 / 14).Within(1e-2));
        }
    }

    private sealed class BinaryRow
    {
        public bool Label { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }

        public bool PredictedLabel { get; set; }
    }

    private sealed class MulticlassRow
    {
        [KeyType(3)]
        public uint Label { get; set; }

        [VectorType(3)]
        public float[] Score { get; set; } = [];

        [KeyType(3)]
        public uint PredictedLabel { get; set; }
    }

    private sealed class RegressionRow
    {
        public float Label { get; set; }

        public float Score { get; set; }
    }
}
