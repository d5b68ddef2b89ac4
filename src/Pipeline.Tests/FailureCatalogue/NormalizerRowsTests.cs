using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using NUnit.Framework;
using Pipeline.Reports.Json;
using Pipeline.Tables;
using Pipeline.Tests.Training.Chain;
using Pipeline.Training.Chain;

namespace Pipeline.Tests.FailureCatalogue;

/// <summary>Rows 1, 2, 4 and 5 of the failure catalogue: the normalizer forgotten, refitted, fitted on too much, or another one.</summary>
[TestFixture]
internal sealed class NormalizerRowsTests
{
    private Trial trial = null!;

    [OneTimeSetUp]
    public void Train() => trial = Trial.Tumours();

    [OneTimeTearDown]
    public void Forget() => trial.Dispose();

    [Test]
    public void Row_01_a_normalizer_that_is_not_applied_costs_accuracy_and_evaluate_always_applies_it()
    {
        var forgotten = trial.With(step => step is NormalizingTransformer ? null : step);

        Assert.That(trial.Accuracy(forgotten), Is.LessThan(0.7));
        Assert.That(FiguresJson.Write(trial.Evaluate(trial.Test).Report).ToJsonString(), Is.EqualTo(FiguresJson.Write(trial.Outcome.Report).ToJsonString()));
        Assert.That(Trial.Figure(trial.Outcome.Report, "accuracy"), Is.EqualTo(trial.Accuracy(trial.Opened.Model)).Within(1e-12).And.GreaterThan(0.95));
    }

    [Test]
    public void Row_02_a_normalizer_refitted_on_the_measured_rows_changes_scores_and_a_row_scores_alone_as_among_others()
    {
        var shifted = Trial.Scale(trial.Test, "mean_radius", 1.3);
        var refitted = trial.With(step => step is NormalizingTransformer ? Refit(trial.Table(shifted)) : step);
        var whole = trial.Scores(shifted);

        Assert.That(trial.Scores(shifted, refitted).Zip(whole).Count(pair => pair.First != pair.Second), Is.GreaterThan(whole.Length / 2));
        for (var row = 1; row < 12; row++)
            Assert.That(trial.Scores([shifted[0], shifted[row]]), Is.EqualTo(new[] { whole[row - 1] }));
    }

    [Test]
    public void Row_04_the_normalizer_is_fitted_on_the_training_rows_only()
    {
        var mean = Mean(trial.Train);
        var leaked = Mean([.. trial.Train, .. trial.Test.Skip(1)]);
        var offset = Parameters().Offset[0];

        Assert.That(Math.Abs(leaked - mean), Is.GreaterThan(1e-3), "a leak would show");
        Assert.That(offset, Is.EqualTo(mean).Within(1e-5));
        Assert.That(trial.Opened.Manifest.Statistics.Numeric[0].Mean, Is.EqualTo(mean).Within(1e-12), "and the manifest says so");

        // Whatever the held-out rows hold, not a byte of the chain depends on it.
        var before = trial.Opened.Manifest.Entries;
        File.WriteAllLines(trial.Scratch.At("test.csv"), Trial.Scale(trial.Test, "mean_radius", 1000));
        try
        {
            Assert.That(trial.Retrain("other-test").Manifest.Entries, Is.EqualTo(before));
        }
        finally
        {
            File.WriteAllLines(trial.Scratch.At("test.csv"), trial.Test);
        }
    }

    [Test]
    public void Row_05_another_formula_of_the_same_normalizer_gives_other_bits_and_the_chain_gives_those_of_the_stated_one()
    {
        var batch = FileRows.Read(trial.Scratch.At("test.csv"), ReadSchemas.ForScoring(trial.Opened.Model.Signature, []));
        var (offset, scale) = (Parameters().Offset, Parameters().Scale);
        var features = trial.Opened.Model.Chain.Transform(BatchView.OfFeatures(batch)).GetColumn<VBuffer<float>>("Features").SelectMany(row => row.DenseValues()).ToArray();
        int Differing(Func<float, float, float, float> formula) => Enumerable.Range(0, features.Length).Count(i =>
            BitConverter.SingleToInt32Bits(formula((float)batch.Numbers(i % 30)[i / 30], offset[i % 30], scale[i % 30])) != BitConverter.SingleToInt32Bits(features[i]));
        var n = trial.Train.Length - 1;
        var sample = MathF.Sqrt((n - 1) / (float)n);

        Assert.That(Differing((x, o, s) => (x - o) * s), Is.Zero);
        Assert.That(Differing((x, o, s) => (x * s) - (o * s)), Is.GreaterThan(features.Length / 3));
        Assert.That(Differing((x, o, s) => (x - o) / (1 / s)), Is.GreaterThan(features.Length / 100));
        Assert.That(Differing((x, o, s) => (x - o) * (s * sample)), Is.GreaterThan(features.Length / 2), "sample variance");
        Assert.That(Differing((x, _, s) => x * s), Is.EqualTo(features.Length), "no centring");
    }

    private NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<float>> Parameters() =>
        (NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<float>>)((IEnumerable<ITransformer>)trial.Opened.Model.Chain)
            .OfType<NormalizingTransformer>().Single().GetNormalizerModelParameters(0);

    private NormalizingTransformer Refit(string table)
    {
        var ml = new MLContext(1);
        var data = BatchView.OfFeatures(FileRows.Read(table, ReadSchemas.ForScoring(trial.Opened.Model.Signature, [])));
        var before = ((IEnumerable<ITransformer>)trial.Opened.Model.Chain).TakeWhile(step => step is not NormalizingTransformer)
            .Aggregate((IDataView)data, (view, step) => step.Transform(view));
        return ml.Transforms.NormalizeMeanVariance("__numeric", fixZero: false, useCdf: false).Fit(before);
    }

    private static double Mean(string[] lines) =>
        lines.Skip(1).Average(line => double.Parse(line.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture));
}
