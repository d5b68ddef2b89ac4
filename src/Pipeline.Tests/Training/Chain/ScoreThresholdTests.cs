using CsCheck;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using NUnit.Framework;
using Pipeline.Model.Problems;
using Pipeline.Training.Chain;

namespace Pipeline.Tests.Training.Chain;

/// <summary>score &gt; t holds exactly where the probability is at least p.</summary>
[TestFixture]
internal sealed class ScoreThresholdTests
{
    private static readonly double[] Corners = [0, 1, 0.5, 0.1, double.Epsilon, 1e-40, 1 - 1e-9, 1e-7];

    private static readonly Gen<double> Probabilities = Gen.OneOf(
        Gen.Double[0, 1], Gen.Int[0, Corners.Length - 1].Select(i => Corners[i]), Gen.Single[0, 1].Select(p => (double)p));

    [Test]
    public void For_any_platt_calibrator() =>
        Gen.Select(Gen.Double[-20, 5].Select(e => -Math.Pow(2, e)), Gen.Double[-50, 50], Probabilities)
            .Sample((slope, offset, probability) => AssertExact(Platt(slope, offset), probability, []), iter: 2000);

    [Test]
    public void For_any_platt_calibrator_at_a_probability_that_it_gives() =>
        Gen.Select(Gen.Double[-20, 5].Select(e => -Math.Pow(2, e)), Gen.Double[-5, 5], Gen.Single[-30, 30])
            .Sample((slope, offset, score) => AssertExact(Platt(slope, offset), Platt(slope, offset).PredictProbability(score), [score]), iter: 2000);

    [Test]
    public void For_any_isotonic_calibrator_at_any_probability_and_at_those_that_it_gives() =>
        Gen.Select(Gen.Select(Gen.Single[-3, 3], Gen.Single[0, 1]).Array[4, 60], Probabilities).Sample((rows, probability) =>
        {
            var calibrator = Isotonic(rows.Select(row => new Row { Score = row.Item1, Label = row.Item2 * 6 < row.Item1 + 3 }).ToArray());
            var scores = rows.Select(row => row.Item1).ToArray();
            AssertExact(calibrator, probability, scores);
            foreach (var score in scores)
                AssertExact(calibrator, calibrator.PredictProbability(score), scores);
        }, iter: 150);

    [Test]
    public void Every_row_is_positive_at_0_and_none_where_no_score_reaches_the_threshold()
    {
        Assert.That(ScoreThreshold.Of(Platt(-1, 0), 0), Is.EqualTo(float.NegativeInfinity));
        Assert.That(ScoreThreshold.Of(Isotonic([new() { Score = 0 }, new() { Score = 1 }, new() { Score = 1, Label = true }]), 0.9),
            Is.EqualTo(float.PositiveInfinity));
        Assert.That(ScoreThreshold.Of(Platt(-1, 0), 0.5), Is.EqualTo(MathF.BitDecrement(0)).Or.LessThan(0));
    }

    [Test]
    public void A_calibrator_that_falls_is_refused()
    {
        Assert.That(() => ScoreThreshold.Of(Platt(0.5, 0), 0.5), Throws.TypeOf<CheckException>().With.Message.Contains(
            "ranks its own training rows backwards"));
    }

    private static void AssertExact(ICalibrator calibrator, double probability, float[] more)
    {
        var threshold = ScoreThreshold.Of(calibrator, probability);
        var near = Enumerable.Range(-2, 5).Select(ulps => Step(threshold, ulps));
        float[] extremes = [float.MinValue, -1e6f, -1, -0f, 0, float.Epsilon, 1, 1e6f, float.MaxValue, .. more,
            .. more.SelectMany(score => new[] { Step(score, -1), Step(score, 1) })];
        foreach (var score in near.Concat(extremes).Where(float.IsFinite))
        {
            Assert.That(score > threshold, Is.EqualTo(calibrator.PredictProbability(score) >= probability),
                FormattableString.Invariant($"score {score:R}, threshold {threshold:R}, its probability {calibrator.PredictProbability(
                    score):R} against {probability:R}"));
        }
    }

    private static float Step(float value, int ulps)
    {
        for (; ulps > 0; ulps--)
            value = MathF.BitIncrement(value);
        for (; ulps < 0; ulps++)
            value = MathF.BitDecrement(value);
        return value;
    }

    private static PlattCalibrator Platt(double slope, double offset)
    {
        var ml = new MLContext();
        var data = ml.Data.LoadFromEnumerable(Array.Empty<Row>());
        return Model(ml.BinaryClassification.Calibrators.Platt(slope, offset).Fit(data));
    }

    private static IsotonicCalibrator Isotonic(Row[] rows)
    {
        var ml = new MLContext();
        return Model(ml.BinaryClassification.Calibrators.Isotonic("Label").Fit(ml.Data.LoadFromEnumerable(rows)));
    }

    private static TCalibrator Model<TCalibrator>(CalibratorTransformer<TCalibrator> transformer)
        where TCalibrator : class, ICalibrator => ((IPredictionTransformer<TCalibrator>)transformer).Model;

    private sealed class Row
    {
        public float Score { get; set; }

        public bool Label { get; set; }
    }
}
