using System.Security.Cryptography;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using NUnit.Framework;
using Pipeline.Artifacts;
using Pipeline.Model.Problems;
using Pipeline.Tables;
using Pipeline.Tests.Artifacts;
using Pipeline.Tests.Training.Chain;
using Pipeline.Training.Chain;

namespace Pipeline.Tests.FailureCatalogue;

/// <summary>Rows 16 to 19 and 23 of the failure catalogue: what must be in the zip, and be found there as it was put in.</summary>
[TestFixture]
internal sealed class RecordRowsTests
{
    private static readonly string[] SplitOff = ["data.test=[]", "data.train=[\"train.csv\",\"test.csv\"]"];

    private Trial trial = null!;

    [OneTimeSetUp]
    public void Train() => trial = Trial.Customers();

    [OneTimeTearDown]
    public void Forget() => trial.Dispose();

    [Test]
    public void Row_16_another_seed_is_another_split_and_other_figures_and_the_same_seed_is_the_same_run()
    {
        var first = trial.Retrain("seed1", SplitOff);
        var other = trial.Retrain("seed2", [.. SplitOff, "seed=2"]);

        Assert.That(other.Manifest.Data.SplitDigest, Is.Not.EqualTo(first.Manifest.Data.SplitDigest));
        Assert.That(Trial.Figure(other.Report, "auc"), Is.Not.EqualTo(Trial.Figure(first.Report, "auc")));
        Assert.That(trial.Retrain("seed1again", SplitOff).ModelSha256, Is.EqualTo(first.ModelSha256));
    }

    [Test]
    public void Row_16_which_rows_are_held_out_does_not_depend_on_their_order()
    {
        string[] Held(string to, IEnumerable<string> rows)
        {
            trial.Scratch.Write(
                "shuffled.csv", string.Join('\n', rows.Select((line, row) => row == 0 ? $"key,{line}"
                : $"{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(line)))},{line}")) + "\n");
            trial.Retrain(to, "data.test=[]", "data.train=shuffled.csv", "data.id=key");
            return [.. File.ReadLines(trial.Scratch.At($"{to}/scores.csv")).Skip(1).Select(line => line.Split(',')[0]).Order(StringComparer.Ordinal)];
        }

        Assert.That(Held("backwards", trial.Train.Skip(1).Reverse().Prepend(trial.Train[0])), Is.EqualTo(Held("forwards", trial.Train)));
    }

    [Test]
    public void Row_17_the_positive_class_is_the_one_that_the_config_names_and_no_order_of_rows_flips_it()
    {
        var accuracy = trial.Accuracy(trial.Opened.Model);
        var flipped = trial.Opened.Model with { Signature = trial.Opened.Model.Signature with { Classes = ["Yes", "No"] } };
        var truth = trial.Truth().Select(label => 1 - label);
        var wrong = FileRows.Score(flipped, trial.Scratch.At("test.csv")).PredictedLabel.ToArray().Zip(truth, (label, t) => label == t ? 1.0 : 0).Average();
        trial.Scratch.Write("backwards.csv", string.Join('\n', trial.Train.Skip(1).Reverse().Prepend(trial.Train[0])) + "\n");

        Assert.That(accuracy, Is.GreaterThan(0.7));
        Assert.That(wrong, Is.EqualTo(1 - accuracy).Within(1e-9));
        Assert.That(trial.Retrain("backwards", "data.train=backwards.csv").Report.Classes, Is.EqualTo(["No", "Yes"]));
        Assert.That(trial.Retrain("no", "data.label.positive=No").Report.Classes, Is.EqualTo(["Yes", "No"]));
    }

    [Test]
    public void Row_17_a_label_that_the_model_does_not_know_is_an_error_with_its_place()
    {
        var renamed = Trial.Change(trial.Test, "churn", field => field == "Yes" ? "yes" : field);

        Assert.That(() => trial.Evaluate(renamed), Throws.TypeOf<DataException>().With.Message.Contains("'yes'").And.Message.Contains(
            "one of the classes of the model: 'No', 'Yes'"));
    }

    [Test]
    public void Row_18_the_threshold_is_in_the_zip_and_decides_there()
    {
        var threshold = trial.Opened.Model.Signature.Threshold!.Value;
        var predictions = FileRows.Score(trial.Opened.Model, trial.Scratch.At("test.csv"));
        var (labels, probabilities) = (predictions.PredictedLabel.ToArray(), predictions.Probability.ToArray());
        double F1(double at)
        {
            var hits = probabilities.Zip(trial.Truth()).Where(pair => pair.First >= at).Sum(pair => pair.Second);
            return 2.0 * hits / (probabilities.Count(p => p >= at) + trial.Truth().Sum());
        }

        Assert.That(threshold, Is.Not.EqualTo(0.5).Within(0.05));
        Assert.That(labels, Is.EqualTo(probabilities.Select(p => p >= threshold ? 1 : 0)));
        Assert.That(Trial.Figure(trial.Outcome.Report, "f1"), Is.EqualTo(F1(threshold)).Within(1e-9).And.GreaterThan(F1(0.5) + 0.01));
    }

    [Test]
    public void Row_19_a_truncated_file_is_another_file_and_rows_trained_on_are_recognised()
    {
        var record = trial.Opened.Manifest.Data;
        var cut = trial.Evaluate(trial.Test[..^50]);
        var known = trial.Evaluate(trial.Train);

        Assert.That(record.Files.Select(file => (file.Name, file.Rows)), Is.EqualTo(
            [("train.csv", trial.Train.Length - 1L), ("test.csv", trial.Test.Length - 1L)]));
        Assert.That(record.Files[1].Sha256, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(trial.Scratch.At("test.csv"))))));
        Assert.That((cut.Report.Rows, cut.Input.KnownFiles.Count), Is.EqualTo((trial.Test.Length - 51L, 0)));
        Assert.That(known.Input.KnownFiles, Has.Count.EqualTo(1), "evaluate says that these are rows of the training");
    }

    [Test]
    public void Row_19_repeated_rows_stay_on_one_side_and_rows_on_both_sides_are_counted()
    {
        trial.Scratch.Write("doubled.csv", string.Join('\n', [.. trial.Train, .. trial.Train.Skip(1)]) + "\n");
        trial.Scratch.Write("overlapping.csv", string.Join('\n', [.. trial.Test, .. trial.Train.Skip(1).Take(100)]) + "\n");
        var doubled = trial.Retrain("doubled", "data.test=[]", "data.train=doubled.csv").Manifest.Data;
        var overlapping = trial.Retrain("overlapping", "data.test=overlapping.csv").Manifest.Data;

        // A record that stood three times stands six times now: more often than a fifth of the rows can keep together.
        Assert.That((doubled.OverlappingCopies, doubled.OverlappingKeys), Is.LessThanOrEqualTo((6L, 6L)));
        Assert.That(doubled.RepeatedRows, Is.GreaterThanOrEqualTo(trial.Train.Length - 1));
        Assert.That(overlapping.OverlappingRows, Is.EqualTo(trial.Opened.Manifest.Data.OverlappingRows + 100));
    }

    [Test]
    public void Row_23_a_flipped_bit_in_the_normalizer_loads_in_stock_ML_NET_with_other_scores_and_is_refused_here()
    {
        var batch = BatchView.OfFeatures(FileRows.Read(trial.Scratch.At("test.csv"), ReadSchemas.ForScoring(trial.Opened.Model.Signature, [])));
        var zip = File.ReadAllBytes(trial.Zip);
        var entry = ZipEdits.Entries(zip).Single(e => e.Name.Contains("Normaliz", StringComparison.Ordinal)
            && e.Name.EndsWith("Model.key", StringComparison.Ordinal)).Name;
        var damaged = ZipEdits.Edit(zip, entries =>
        {
            var at = entries.FindIndex(e => e.Name == entry);
            var content = (byte[])entries[at].Content.Clone();
            content[BitConverterOffset(content)] ^= 0x40;
            entries[at] = (entry, content);
        });
        float[] Stock(byte[] bytes) => new MLContext().Model.Load(new MemoryStream(bytes), out _).Transform(batch).GetColumn<float>("Score").ToArray();

        Assert.That(Stock(damaged), Is.Not.EqualTo(Stock(zip)), "stock ML.NET says nothing");
        Assert.That(() => ModelZipReader.Open(trial.Scratch.Write("damaged.zip", damaged)),
            Throws.TypeOf<ArtifactException>().With.Message.Contains(entry).And.Message.Contains("does not match its digest"));
    }

    /// <summary>Where the mean of the first column stands among the bytes of the normalizer.</summary>
    private int BitConverterOffset(byte[] content)
    {
        var mean = BitConverter.GetBytes((float)trial.Opened.Manifest.Statistics.Numeric[0].Mean);
        var at = content.AsSpan().IndexOf(mean.AsSpan(1));
        Assert.That(at, Is.Positive);
        return at + 1;
    }
}
