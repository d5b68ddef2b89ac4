using NUnit.Framework;
using Pipeline.Configuration.Options;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Training.Chain;

/// <summary>Tables that give nothing to learn from: a clear error or a model, never a crash.</summary>
[TestFixture]
internal sealed class FitProblemsTests
{
    public static IEnumerable<TestCaseData> Trainers() =>
        from trainer in TrainerCatalog.All
        from table in new[] { "constant", "four rows", "huge", "mostly zeros" }
        select new TestCaseData(trainer, table).SetArgDisplayNames($"{trainer.Task} {trainer.Name} {table}");

    [TestCaseSource(nameof(Trainers))]
    public void Every_trainer_gives_finite_scores_or_a_clear_error(TrainerEntry trainer, string table)
    {
        using var scratch = new Scratch();
        scratch.Write("table.csv", Table(table, trainer.Task));
        var model = $"\"trainer\": \"{trainer.Name}\"" + (trainer.IsOneVersusAll ? ", \"binary\": { \"trainer\": \"averagedPerceptron\" }" : "");
        model += trainer.Name == "gam" ? ", \"options\": { \"numberOfIterations\": 20 }" : "";
        const string columns = "\"numeric\": [\"a\", \"b\"], \"categorical\": \"c\"";
        var label = trainer.Task == TaskKind.Binary ? "\"column\": \"y\", \"positive\": \"1\"" : "\"column\": \"y\"";
        var config = $$"""
            { "task": "{{trainer.Task.ToString().ToLowerInvariant()}}", "data": { "train": "table.csv", "label": { {{label}} }, {{columns}} },
              "model": { {{model}} } }
            """;
        try
        {
            Assert.That(Fits.Scores(scratch, Fits.Fit(scratch, config).Model), Is.All.Not.NaN);
        }
        catch (PipelineException error)
        {
            Assert.That(error.Problems, Is.All.Property("Found").Not.Empty.And.All.Property("Expected").Not.Empty);
        }
    }

    [TestCase("meanVariance", "numeric")]
    [TestCase("robustScaling", "numeric")]
    [TestCase("robustScaling", "features")]
    [TestCase("minMax", "features")]
    [TestCase("logMeanVariance", "features")]
    public void Every_normalizer_takes_rows_that_are_mostly_zeros(string method, string scope)
    {
        using var scratch = new Scratch();
        var header = string.Join(',', Enumerable.Range(0, 12).Select(i => $"n{i}"));
        scratch.Write("table.csv", $"{header},c,y\n" + string.Concat(Enumerable.Range(0, 60).Select(row =>
            string.Concat(Enumerable.Range(0, 12).Select(i => row % 13 == i ? $"{row}," : "0,")) + $"c{row % 9},{row}\n")));

        var fit = Fits.Fit(scratch, Fits.Regression("\"numeric\": \"n*\", \"categorical\": \"c\"",
            $"\"normalize\": {{ \"method\": \"{method}\", \"scope\": \"{scope}\" }}", "\"trainer\": \"sdca\""));

        Assert.That(Fits.Scores(scratch, fit.Model).Distinct().Count(), Is.GreaterThan(1));
    }

    [Test]
    public void Columns_without_a_value_in_the_training_rows_are_all_named_with_the_remedy()
    {
        using var scratch = new Scratch();
        scratch.Write("table.csv", "a,b,c,y\n" + string.Concat(Enumerable.Range(0, 20).Select(row => $",,{row},{row}\n")));

        var error = Assert.Throws<DataException>(
            () => Fits.Fit(scratch, Fits.Regression("\"numeric\": \"rest\"", "\"impute\": { \"columns\": { \"b\": { \"numeric\": \"median\" } } }")))!;

        Assert.That(error.Problems.Select(problem => problem.ToString()), Is.EqualTo([
            "column 'a': no value in any training row; expected values to take the mean of. "
                + "Leave the column out ($.data.ignore), or fill it with a constant ($.impute.columns.a).",
            "column 'b': no value in any training row; expected values to take the median of. "
                + "Leave the column out ($.data.ignore), or fill it with a constant ($.impute.columns.b)."]));
        Assert.That(() => Fits.Fit(scratch, Fits.Regression("\"numeric\": \"rest\"", "\"impute\": { \"numeric\": \"constant\", \"numericValue\": 3 }")),
            Throws.Nothing);
    }

    [Test]
    public void A_table_whose_only_feature_has_no_category_is_a_clear_error()
    {
        using var scratch = new Scratch();
        scratch.Write("table.csv", "c,y\n" + string.Concat(Enumerable.Range(0, 20).Select(row => $",{row}\n")));

        Assert.That(() => Fits.Fit(scratch, Fits.Regression("\"categorical\": \"c\"")), Throws.TypeOf<DataException>().With.Message.Contains("no feature"));
    }

    [Test]
    public void A_class_that_no_training_row_has_is_named()
    {
        using var scratch = new Scratch();
        scratch.Write("table.csv", "a,y\n" + string.Concat(Enumerable.Range(0, 20).Select(row => $"{row},{(row < 10 ? 0 : 1)}\n")));

        Assert.That(() => Fits.Fit(scratch, Fits.Binary("\"numeric\": \"a\""), [.. Enumerable.Range(0, 10)]),
            Throws.TypeOf<DataException>().With.Message.StartsWith("the training rows: none of class '1'; expected rows of every class"));
    }

    [TestCase("binary", "0,1,2", "3 classes: '0', '1', '2'; expected 2 classes")]
    [TestCase("binary", "0,2,0", "2 classes: '0', '2'; expected the positive class '1'")]
    [TestCase("binary", "1,1,1", "1 classes: '1'; expected 2 classes")]
    [TestCase("multiclass", "0,1,0", "2 classes: '0', '1'; expected at least 3 classes for task multiclass. For two classes set $.task to binary.")]
    public void Labels_that_do_not_fit_the_task_are_shown(string task, string labels, string message)
    {
        using var scratch = new Scratch();
        scratch.Write("table.csv", "a,y\n" + string.Concat(labels.Split(',').Select((label, row) => $"{row},{label}\n")));
        var binary = Fits.Binary("\"numeric\": \"a\"");
        var config = task == "binary" ? binary : binary.Replace("binary", task, StringComparison.Ordinal).Replace(
            ", \"positive\": \"1\"", "", StringComparison.Ordinal)
            .Replace("lbfgsLogisticRegression", "naiveBayes", StringComparison.Ordinal);

        Assert.That(() => Fits.Fit(scratch, config), Throws.TypeOf<DataException>().With.Message.StartsWith($"column 'y': {message}"));
    }

    private static string Table(string kind, TaskKind task)
    {
        var random = new Random(1);
        var lines = Enumerable.Range(0, kind == "four rows" ? 4 : 60).Select(row =>
        {
            var y = task == TaskKind.Binary ? row % 2 : task == TaskKind.Multiclass ? row % 3 : row;
            return FormattableString.Invariant($"{A(row)},{(kind == "huge" ? row * 1e37 : 1)},{(kind == "constant" ? "x" : row % 2 == 0 ? "x" : "y")},{y}");
        });
        string A(int row) => kind switch
        {
            "constant" => "7",
            "mostly zeros" => row == 3 ? "1" : "0",
            "huge" => FormattableString.Invariant($"{3e38 * (random.NextDouble() - 0.5):R}"),
            _ => FormattableString.Invariant($"{row}"),
        };
        return string.Join('\n', lines.Prepend("a,b,c,y")) + "\n";
    }
}
