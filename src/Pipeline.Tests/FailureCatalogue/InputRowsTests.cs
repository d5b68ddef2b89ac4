using System.Globalization;
using NUnit.Framework;
using Pipeline.Model.Problems;
using Pipeline.Tables.Audit;

namespace Pipeline.Tests.FailureCatalogue;

/// <summary>Rows 6 to 10 of the failure catalogue: the file that is scored is not like the file that was trained on.</summary>
[TestFixture]
internal sealed class InputRowsTests
{
    private Trial tumours = null!;
    private Trial customers = null!;

    [OneTimeSetUp]
    public void Train() => (tumours, customers) = (Trial.Tumours(), Trial.Customers());

    [OneTimeTearDown]
    public void Forget()
    {
        tumours.Dispose();
        customers.Dispose();
    }

    [Test]
    public void Row_06_columns_are_bound_by_name_not_by_place()
    {
        var scores = tumours.Scores(tumours.Test);
        var reversed = tumours.Test.Select(line => string.Join(',', line.Split(',').Reverse())).ToArray();
        string[] byPlace = [tumours.Test[0], .. reversed.Skip(1)];

        Assert.That(tumours.Scores(byPlace), Is.Not.EqualTo(scores), "a program that goes by place scores other figures");
        Assert.That(tumours.Scores(reversed), Is.EqualTo(scores));
        Assert.That(tumours.Scores(tumours.Test.Select((line, row) => row == 0 ? $"extra,{line}" : $"7,{line}")), Is.EqualTo(scores));
    }

    [Test]
    public void Row_06_a_renamed_column_is_an_error_that_names_it_and_the_nearest()
    {
        string[] renamed = [tumours.Test[0].Replace("mean_radius", "Mean_radius", StringComparison.Ordinal), .. tumours.Test.Skip(1)];

        Assert.That(() => tumours.Evaluate(renamed), Throws.TypeOf<DataException>().With.Message.Contains("mean_radius").And.Message.Contains("Mean_radius"));
    }

    [Test]
    public void Row_07_a_column_in_another_unit_moves_the_figures_and_is_named_with_the_factor()
    {
        var scaled = Trial.Scale(tumours.Test, "worst_area", 1000);
        Assert.That(() => tumours.Evaluate(scaled), Throws.TypeOf<CheckException>().With.Message.Contains("column 'worst_area': ×1000: "));
        var outcome = tumours.Evaluate(scaled, ShiftPolicy.Warn);

        Assert.That(Trial.Figure(outcome.Report, "accuracy"), Is.LessThan(Trial.Figure(tumours.Outcome.Report, "accuracy") - 0.1));
        Assert.That(outcome.Input.Audit.Shifted.Single().Column, Is.EqualTo("worst_area"));
        Assert.That(outcome.Input.Audit.Shifted.Single().Factor, Is.EqualTo(1000));
        Assert.That(tumours.Evaluate(tumours.Test).Input.Audit.Shifted, Is.Empty);
    }

    [Test]
    public void Row_08_a_gap_filled_by_somebody_else_scores_differently_and_the_zip_fills_it_as_it_learnt_to()
    {
        string Gap(string mark, int row, string field) => row % 2 == 0 ? mark : field;
        string[] Gaps(string mark)
        {
            var row = 0;
            return Trial.Change(customers.Test, "tenure", field => Gap(mark, row++, field));
        }
        var scores = customers.Scores(Gaps(""));
        var mean = customers.Opened.Manifest.Statistics.Numeric.Single(column => column.Name == "tenure").Mean;

        Assert.That(Trial.Figure(customers.Evaluate(Gaps("0")).Report, "logLoss"),
            Is.GreaterThan(Trial.Figure(customers.Evaluate(Gaps("")).Report, "logLoss") + 0.02));
        Assert.That(customers.Scores(Gaps("NaN")), Is.EqualTo(scores));
        Assert.That(customers.Scores(Gaps("?")), Is.EqualTo(scores), "the missing marker of the config is in the zip");
        Assert.That(customers.Scores(Gaps(mean.ToString("R", CultureInfo.InvariantCulture))), Is.EqualTo(scores), "the mean of the training rows");
        Assert.That(customers.Evaluate(Gaps("")).Input.Audit.Missing.Single(column => column.Column == "tenure").Fields,
            Is.EqualTo((customers.Test.Length - 1 + 1) / 2));
    }

    [Test]
    public void Row_09_a_category_in_other_letters_is_counted_as_unseen_and_never_taken_for_another()
    {
        var changed = Trial.Change(customers.Test, "contract", field => field.ToUpperInvariant());
        var outcome = customers.Evaluate(changed);
        var unseen = outcome.Input.Audit.Unseen.Single();

        Assert.That(Trial.Figure(outcome.Report, "logLoss"), Is.GreaterThan(Trial.Figure(customers.Outcome.Report, "logLoss") + 0.005));
        Assert.That((unseen.Column, unseen.Fields), Is.EqualTo(("contract", customers.Test.Length - 1L)));
        Assert.That(unseen.Examples, Has.Some.EqualTo("MONTH-TO-MONTH"));
        Assert.That(customers.Scores(Trial.Change(customers.Test, "contract", field => field + " ")), Is.EqualTo(customers.Scores(changed)),
            "no unseen category scores like another one");
    }

    [Test]
    public void Row_09_the_vocabulary_is_that_of_the_training_rows_whatever_the_file_holds()
    {
        var one = customers.Test.Where((line, row) => row == 0 || line.Contains("Two year", StringComparison.Ordinal)).ToArray();
        var whole = customers.Scores(customers.Test);
        var among = customers.Test.Skip(1).Select((line, row) => (line, row)).Where(pair => pair.line.Contains("Two year", StringComparison.Ordinal))
            .Select(pair => whole[pair.row]);

        Assert.That(customers.Scores(one), Is.EqualTo(among), "a one-hot rebuilt from this file would have one contract");
    }

    [Test]
    public void Row_10_the_machines_culture_changes_no_byte(
        [Values("de-DE", "tr-TR", "ar-SA")] string culture, [Values("lbfgsLogisticRegression", "lightGbm", "fastTree")] string trainer)
    {
        var set = $"model={{\"trainer\":\"{trainer}\"{(trainer == "lightGbm" ? ",\"options\":{\"learningRate\":0.15}" : "")}}}";
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        var invariant = customers.Retrain(trainer, set).ModelSha256;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            if (culture == "de-DE")
                Assert.That(double.Parse("17.99", NumberStyles.Number, CultureInfo.CurrentCulture), Is.EqualTo(1799),
                    "what a program would read that asks the machine");
            Assert.That(customers.Retrain($"{trainer}.{culture}", set).ModelSha256, Is.EqualTo(invariant));
            Assert.That(File.ReadAllText(customers.Scratch.At($"{trainer}.{culture}/scores.csv")),
                Is.EqualTo(File.ReadAllText(customers.Scratch.At($"{trainer}/scores.csv"))));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    [TestCase("17,99")]
    [TestCase("1.001,5")]
    [TestCase("1 001.5")]
    public void Row_10_a_decimal_comma_is_an_error_that_names_the_place(string number)
    {
        string[] lines = [tumours.Test[0], $"\"{number}\"" + tumours.Test[1][tumours.Test[1].IndexOf(',', StringComparison.Ordinal)..]];

        Assert.That(() => tumours.Evaluate(lines), Throws.TypeOf<DataException>().With.Message.Contains(".csv:2:").And.Message.Contains(
            number).And.Message.Contains("decimal point"));
    }
}
