using System.Globalization;
using NUnit.Framework;
using Pipeline.Artifacts;
using Pipeline.Configuration;
using Pipeline.Model;
using Pipeline.Tests.Support;
using Pipeline.Tests.Training;

namespace Pipeline.Tests.Stock;

/// <summary>
/// A stock ML.NET program, in a process of its own that shares no code with this one, loads each zip and gives the same bits.
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
    public void A_stock_program_gives_the_same_bits(int index)
    {
        var model = ModelZipReader.Open(Path.Combine(Out(index), "model.zip")).Model;
        var ours = Rows.Score(model, Folder.At($"{StockCases.All[index].Table}.csv"));
        var stock = File.ReadAllLines(Path.Combine(Out(index), "stock.tsv"));
        string[] expected = model.Signature.Task switch
        {
            TaskKind.Binary => ["Score", "Probability", "PredictedLabel"],
            TaskKind.Multiclass => ["Score", "PredictedLabel"],
            _ => ["Score"],
        };

        Assert.That(stock[0].Split('\t'), Is.EqualTo(expected));
        Assert.That(stock.Skip(1), Is.EqualTo(Enumerable.Range(0, ours.Count).Select(row => Line(ours, row, model.Signature))));
        Assert.That(stock.Skip(1).Distinct().Count(), Is.GreaterThan(5), "a constant model would prove nothing");
    }

    [Test]
    public void Every_trainer_is_among_the_cases()
    {
        var trained = StockCases.All.Select((_, i) => ModelZipReader.Open(Path.Combine(Out(i), "model.zip")).Manifest)
            .Select(manifest => (manifest.Signature.Task, (string?)manifest.Config["model"]!["trainer"])).ToHashSet();

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

    private static string Line(Predictions ours, int row, ModelSignature signature)
    {
        var scores = Bits(ours.Score.Slice(row * ours.ScoreWidth, ours.ScoreWidth));
        return signature.Task switch
        {
            TaskKind.Binary => string.Create(CultureInfo.InvariantCulture, $"{scores}\t{Bits(ours.Probability.Slice(row, 1))}\t{ours.PredictedLabel[row]}"),
            TaskKind.Multiclass => $"{scores}\t{signature.Classes[ours.PredictedLabel[row]]}",
            _ => scores,
        };
    }

    private static string Bits(ReadOnlySpan<float> values) =>
        string.Join(' ', values.ToArray().Select(value => BitConverter.SingleToUInt32Bits(value).ToString("x8", CultureInfo.InvariantCulture)));
}
