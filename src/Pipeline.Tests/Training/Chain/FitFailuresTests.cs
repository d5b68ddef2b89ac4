using Microsoft.ML;
using Microsoft.ML.Data;
using NUnit.Framework;
using Pipeline.Configuration.Records;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tests.Support;
using Pipeline.Training.Chain;

namespace Pipeline.Tests.Training.Chain;

/// <summary>What ends a training is told by its cause: an option, a column, or a fit that ran away.</summary>
[TestFixture]
internal sealed class FitFailuresTests
{
    [TestCase("NumberOfLeaves", "$.model.options.numberOfLeaves")]
    [TestCase("numberOfLeaves", "$.model.options.numberOfLeaves")]
    public void An_option_that_ML_NET_refuses_while_training_is_an_error_of_the_config(string parameter, string where)
    {
        var error = Failures("fastTree").Of(new ArgumentException("Must be positive.", parameter));

        Assert.That((error.Code, error.Problems.Single().Where), Is.EqualTo((ExitCode.Usage, where)));
    }

    [Test]
    public void An_option_that_LightGBM_itself_refuses_is_an_error_of_the_config()
    {
        const string text = "LightGBM Error, code is -1, error message is 'Check failed: (num_leaves) <= (131072) at src/io/config_auto.cpp, line 353'.";

        Assert.That(Failures("lightGbm").Of(new InvalidOperationException(text)).Code, Is.EqualTo(ExitCode.Usage));
    }

    [Test]
    public void Other_arguments_are_nothing_to_learn_from() =>
        Assert.That(
            Failures("lightGbm").Of(new ArgumentNullException("items")),
            Is.TypeOf<DataException>().With.Message.Contains("nothing that lightGbm could learn from"));

    [TestCase("gam", "\"learningRate\": 1e10, \"numberOfIterations\": 50", "none")]
    [TestCase("onlineGradientDescent", "\"learningRate\": 1000", "none")]
    [TestCase("sdca", "\"biasLearningRate\": 1e30", "meanVariance")]
    public void A_fit_that_ran_away_is_told_so_and_not_blamed_on_the_rows(string trainer, string options, string normalizer)
    {
        using var scratch = new Scratch();
        scratch.Write("table.csv", Table(row => FormattableString.Invariant($"{row}")));

        var error = Assert.Throws<DataException>(() => Fits.Fit(scratch, Config(trainer, options, normalizer)))!;

        Assert.That(error.Message, Does.Contain($"a fit of {trainer} that diverged").And.Not.Contain("far beyond"));
    }

    // Both have a spread that float32 cannot carry through a normalizer, so they go through it as Double.
    [TestCase("3.4e38", "lightGbm")]
    [TestCase("1e-40", "lightGbm")]
    [TestCase("3.4e38", "sdca")]
    [TestCase("1e-40", "sdca")]
    public void A_column_at_an_end_of_float32_trains_through_a_normalizer(string size, string trainer)
    {
        using var scratch = new Scratch();
        var scale = double.Parse(size, System.Globalization.CultureInfo.InvariantCulture);
        scratch.Write("table.csv", Table(row => FormattableString.Invariant($"{(row - 30) / 30.0 * scale:R}")));

        var fit = Fits.Fit(scratch, Config(trainer, "", "meanVariance"));

        Assert.That(fit.Model.Signature.Numeric[0].Type, Is.EqualTo(NumericType.Double));
        var scores = Fits.Scores(scratch, fit.Model);
        Assert.That(scores, Is.All.Matches<float>(float.IsFinite));
        Assert.That(scores.Distinct().Count(), Is.GreaterThan(1));
    }

    [Test]
    public void A_column_that_the_normalizer_sends_beyond_float32_is_named()
    {
        using var scratch = new Scratch();
        scratch.Write("table.csv", Table(row => FormattableString.Invariant($"{(row - 30) * 1e-41:R}")));

        var config = Config("sdca", "", "meanVariance").Replace("\"numeric\"", "\"asSingle\": \"a\", \"numeric\"", StringComparison.Ordinal);
        var error = Assert.Throws<DataException>(() => Fits.Fit(scratch, config))!;

        Assert.That(error.Message, Does.Contain("'a'"));
    }

    [TestCase("\"numeric\"", "0", "column 'a': the same value in every training row, NaN after the normalizer; expected values that differ. "
        + "Leave the column out ($.data.ignore), or take another $.normalize.method.")]
    [TestCase("\"features\"", "", "column 'b': an indicator of missing values that is the same in every training row, NaN after the normalizer; expected "
        + "rows with a value and rows without one. Leave the column out of $.impute.indicators, or take another $.normalize.method or scope.")]
    public void A_feature_that_is_the_same_in_every_training_row_is_named_where_the_normalizer_cannot_scale_it(string scope, string gap, string message)
    {
        using var scratch = new Scratch();
        scratch.Write("table.csv", Table(row => gap.Length > 0 ? gap : row % 3 == 0 ? "" : $"{row}"));
        var impute = gap.Length > 0 ? "" : ", \"impute\": { \"indicators\": \"*\" }";
        var config = Fits.Regression("\"numeric\": [\"a\", \"b\"]", $"\"normalize\": {{ \"method\": \"robustScaling\", \"scope\": {scope} }}{impute}",
            "\"trainer\": \"sdca\"");

        Assert.That(Assert.Throws<DataException>(() => Fits.Fit(scratch, config))!.Problems.Single().ToString(), Is.EqualTo(message));
    }

    [TestCase("lightGbm", 1e-40, "column 'a' lies within -1E-40 and 1E-40: unless it is normalized, LightGBM takes numbers within 1e-35 of 0 for 0")]
    [TestCase("fastForest", 0, "column 'a' is constant")]
    public void Columns_without_a_spread_are_named_where_nothing_was_learnt(string trainer, double size, string words)
    {
        var column = new NumericStatistics("a", 10, 0, 0, size * size, -size, size, 0, []);

        Assert.That(Failures(trainer, column).Of(new InvalidOperationException("no tree")).Message, Does.Contain(words));
    }

    [Test]
    public void A_fit_that_ran_away_names_the_columns_whose_squares_are_beyond_float32()
    {
        using var scratch = new Scratch();
        scratch.Write("table.csv", Table(row => FormattableString.Invariant($"{row * 5e36:R}")));

        Assert.That(
            () => Fits.Fit(scratch, Config("onlineGradientDescent", "", "none")),
            Throws.TypeOf<DataException>().With.Message.Contains("column 'a' reaches 2.95E+38, whose square float32 cannot hold"));
    }

    private static FitFailures Failures(string trainer, params NumericStatistics[] columns) =>
        new(TrainerChoice.From(new ModelConfig { Trainer = trainer }, TaskKind.Regression, 1, false), new ColumnStatistics([.. columns], []), [],
            new MLContext(1).Data.LoadFromEnumerable([new Vector { Features = [1] }]));

    private sealed class Vector
    {
        [VectorType(1)]
        public float[] Features { get; set; } = [];
    }

    private static string Config(string trainer, string options, string normalizer) =>
        Fits.Regression(
            "\"numeric\": [\"a\", \"b\"]", $"\"normalize\": {{ \"method\": \"{normalizer}\" }}", $"\"trainer\": \"{trainer}\", \"options\": {{ {options} }}");

    private static string Table(Func<int, string> a) =>
        "a,b,y\n" + string.Concat(Enumerable.Range(0, 60).Select(row => FormattableString.Invariant($"{a(row)},{row * 7 % 11},{row + (row * 7 % 11)}\n")));
}
