using NUnit.Framework;
using Pipeline.Artifacts;
using Pipeline.Configuration.Options;
using Pipeline.Graph;
using Pipeline.Graph.MlNet;
using Pipeline.Model;
using Pipeline.Tables;
using Pipeline.Tests.Support;
using Pipeline.Tests.Training.Chain;
using Pipeline.Verification;

namespace Pipeline.Tests.Stock;

/// <summary>
/// A stock ML.NET program, in a process of its own that shares no code with this one, loads each zip and predicts the same classes;
/// its scores have the same bits but for linear models, whose float32 sums in ML.NET depend on the processor.
/// </summary>
[TestFixture]
internal sealed class StockLoadTests
{
    private static readonly Scratch Folder = new();

    public static IEnumerable<TestCaseData> Cases() => StockCases.All.Select((c, index) => new TestCaseData(index).SetArgDisplayNames(c.Name));

    [OneTimeSetUp]
    public void Train_all_and_start_the_other_program_once()
    {
        var tables = new[] { ("churn", 11, "monthly_charges"), ("penguins", 1, "body_mass_g"), ("concrete", 3, "age") }
            .ToDictionary(t => t.Item1, t => StockProgram.WriteTable(Folder, WideTables.Write(Folder, t.Item1, t.Item2, t.Item3), "NA"));
        for (var i = 0; i < StockCases.All.Count; i++)
        {
            var config = Folder.Write(FormattableString.Invariant($"{i}.jsonc"), StockCases.All[i].Config);
            var run = Support.Program.Run("train", config, "--out", Out(i));
            Assert.That(run.Code, Is.Zero, $"{StockCases.All[i].Name}\n{run.Error}");
        }
        StockProgram.Run(StockCases.All.Select((c, i) => (Path.Combine(Out(i), "model.zip"), tables[c.Table], Path.Combine(Out(i), "stock.tsv"))));
    }

    [OneTimeTearDown]
    public void Forget() => Folder.Dispose();

    [TestCaseSource(nameof(Cases))]
    public void A_stock_program_gives_the_same_classes_and_scores(int index)
    {
        var model = ModelZipReader.Open(Path.Combine(Out(index), "model.zip")).Model;
        var rows = FileRows.Read(Folder.At($"{StockCases.All[index].Table}.csv"), ReadSchemas.ForScoring(model.Signature, []));
        var ours = FileRows.Score(model, rows);
        var stock = StockScores.Read(Path.Combine(Out(index), "stock.tsv"), model.Signature);
        var bound = new ScoreBound(ChainCompiler.Compile(model));
        var bounds = bound.Of(rows);

        Assert.That(stock.Labels, Is.EqualTo(ours.PredictedLabel.ToArray()));
        Assert.That(stock.Scores, Has.Length.EqualTo(ours.Score.Length));
        for (var i = 0; i < stock.Scores.Length; i++)
        {
            var allowed = bounds[i / ours.ScoreWidth] * (bound.IsRelative ? stock.Scores[i] : 1);
            Assert.That(ours.Score[i], Is.EqualTo(stock.Scores[i]).Within(allowed), $"score {i}");
        }
        for (var i = 0; i < stock.Probabilities.Length; i++)
        {
            // A logistic function is never steeper than a quarter of its slope.
            Assert.That(ours.Probability[i], Is.EqualTo(stock.Probabilities[i]).Within((bounds[i] * Slope(model)) + 1.2e-7), $"probability {i}");
        }
        Assert.That(stock.Scores.Distinct().Count(), Is.GreaterThan(5), "a constant model would prove nothing");
    }

    [Test]
    public void Trees_and_additive_models_give_the_same_bits()
    {
        string[] exact = ["fastTree", "fastForest", "gam", "naiveBayes", "lightGbm"];
        var compared = 0;
        for (var i = 0; i < StockCases.All.Count; i++)
        {
            var opened = ModelZipReader.Open(Path.Combine(Out(i), "model.zip"));
            if (!exact.Contains(opened.Manifest.Config.Outline.Trainer))
                continue;
            var ours = FileRows.Score(opened.Model, Folder.At($"{StockCases.All[i].Table}.csv"));
            var stock = StockScores.Read(Path.Combine(Out(i), "stock.tsv"), opened.Model.Signature);
            Assert.That(ours.Score.ToArray(), Is.EqualTo(stock.Scores), StockCases.All[i].Name);
            Assert.That(stock.Probabilities, Is.EqualTo(opened.Model.Signature.Task == TaskKind.Binary ? ours.Probability.ToArray() : []), StockCases.All[i].Name);
            Assert.That((opened.Manifest.Compiled.Parity.ScoresDiffering, opened.Manifest.Compiled.Parity.LabelsDiffering), Is.EqualTo((0, 0)), StockCases.All[i].Name);
            compared++;
        }

        Assert.That(compared, Is.GreaterThan(10));
    }

    [Test]
    public void Every_trainer_is_among_the_cases()
    {
        var trained = StockCases.All.Select((_, i) => ModelZipReader.Open(Path.Combine(Out(i), "model.zip")).Manifest)
            .Select(manifest => (manifest.Signature.Task, manifest.Config.Outline.Trainer)).ToHashSet();

        Assert.That(TrainerCatalog.All.Select(trainer => (trainer.Task, (string?)trainer.Name)).Except(trained), Is.Empty);
    }

    [Test]
    public void The_cases_carry_a_column_as_double_and_miss_values()
    {
        var manifest = ModelZipReader.Open(Path.Combine(Out(0), "model.zip")).Manifest;

        Assert.That(manifest.Signature.Numeric.Where(column => column.Type == NumericType.Double).Select(column => column.Name), Is.EqualTo(["serial"]));
        Assert.That(manifest.Statistics.Numeric.Any(column => column.Missing > 0) && manifest.Statistics.Categorical.Any(column => column.Missing > 0));
    }

    [Test]
    public void The_other_program_shares_no_code_with_this_one()
    {
        var files = Directory.EnumerateFiles(StockProgram.Directory, "*.dll", SearchOption.AllDirectories).Select(path => Path.GetFileName(path));

        Assert.That(files.Where(name => name.StartsWith("Pipeline.", StringComparison.Ordinal)), Is.EqualTo(["Pipeline.Tests.Stock.dll"]));
        Assert.That(File.ReadAllText(Path.Combine(StockProgram.Directory, "Pipeline.Tests.Stock.deps.json")), Does.Not.Contain("\"Pipeline/"));
    }

    private static string Out(int index) => Folder.At(FormattableString.Invariant($"out{index}"));

    private static double Slope(FittedModel model) => ChainCompiler.Compile(model).Model switch
    {
        ModelNode.Binary { Calibrator: CalibratorNode.Platt platt } => Math.Abs((double)platt.Slope) / 4,
        ModelNode.Binary { Calibrator: CalibratorNode.Isotonic isotonic } => SteepestPiece(isotonic),
        _ => 0,
    };

    private static double SteepestPiece(CalibratorNode.Isotonic node) => Enumerable.Range(1, node.Values.Length - 1)
        .Max(i => (double)(node.Values[i] - node.Values[i - 1]) / (node.Minima[i] - node.Maxima[i - 1]));
}
