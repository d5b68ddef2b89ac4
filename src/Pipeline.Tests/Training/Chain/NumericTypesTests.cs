using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using NUnit.Framework;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tables;
using Pipeline.Tests.Support;
using Pipeline.Training.Chain;

namespace Pipeline.Tests.Training.Chain;

[TestFixture]
internal sealed class NumericTypesTests
{
    private const string Linear = "\"trainer\": \"sdca\"";

    // Mean and standard deviation of columns that are met in practice.
    [TestCase(2e7, 6, true, Description = "2e7 ± 10")]
    [TestCase(1.7e9, 2.5e6, false, Description = "epoch seconds over a quarter")]
    [TestCase(1.7e9, 25000, true, Description = "epoch seconds over a day: 128 apart")]
    [TestCase(123456789, 4e7, false, Description = "cents of large sums")]
    [TestCase(1e12, 1000, true, Description = "ids")]
    [TestCase(-2e7, 6, true)]
    [TestCase(5, 0, false, Description = "constant")]
    [TestCase(16777217, 0, false, Description = "constant beyond 2^24")]
    [TestCase(0, 1e-30, false)]
    [TestCase(1, 1e-3, true, Description = "spacing 1.2e-7 is above 1e-7")]
    [TestCase(1, 2e-3, false, Description = "spacing 1.2e-7 is below 2e-7")]
    [TestCase(1e39, 1e38, true, Description = "beyond float32")]
    public void The_rule_weighs_the_spacing_of_float32_against_the_spread(double mean, double deviation, bool asDouble)
    {
        Assert.That(NumericTypes.Needs(Statistics(mean, deviation)), Is.EqualTo(asDouble));
    }

    [Test]
    public void A_column_beyond_the_range_of_float32_trains_as_double_and_keeps_its_order()
    {
        using var scratch = new Scratch();
        scratch.Write("table.csv", Table(row => FormattableString.Invariant($"{row + 1}e100")));
        var fit = Fits.Fit(scratch, Fits.Regression("\"numeric\": \"x\"", "\"normalize\": { \"method\": \"minMax\" }", Linear));

        Assert.That(fit.Model.Signature.Numeric.Single().Type, Is.EqualTo(NumericType.Double));
        Assert.That(Fits.Scores(scratch, fit.Model), Is.Unique.And.All.Not.NaN);
    }

    [Test]
    public void Without_a_normalizer_such_a_column_is_an_error_with_the_remedy_unless_it_is_overridden()
    {
        using var scratch = new Scratch();
        scratch.Write("table.csv", Table(row => FormattableString.Invariant($"{20_000_000 + row}")));
        const string none = "\"normalize\": { \"method\": \"none\" }";

        Assert.That(() => Fits.Fit(scratch, Fits.Regression("\"numeric\": \"x\"", none)), Throws.TypeOf<ConfigException>()
            .With.Message.Contains("column 'x'").And.Message.Contains("float32 numbers are 2 apart").And.Message.Contains("$.data.asSingle: [\"x\"]"));
        Assert.That(() => Fits.Fit(scratch, Fits.Regression("\"numeric\": \"x\", \"asSingle\": \"x\"", none)), Throws.Nothing);
    }

    [TestCase("\"method\": \"meanVariance\", \"fixZero\": true", "$.normalize.fixZero true")]
    [TestCase("\"method\": \"minMax\", \"fixZero\": true", "$.normalize.fixZero true")]
    [TestCase("\"method\": \"robustScaling\", \"centerData\": false", "$.normalize.centerData false")]
    public void A_normalizer_that_does_not_centre_would_lose_the_digits_and_is_an_error_too(string normalize, string named)
    {
        using var scratch = new Scratch();
        scratch.Write("table.csv", Table(row => FormattableString.Invariant($"{20_000_000 + row}")));

        Assert.That(() => Fits.Fit(scratch, Fits.Regression("\"numeric\": \"x\"", $"\"normalize\": {{ {normalize} }}")),
            Throws.TypeOf<ConfigException>().With.Message.Contains("column 'x'").And.Message.Contains(named));
    }

    [TestCase("\"asDouble\": \"*\", \"asSingle\": \"x\"", NumericType.Single)]
    [TestCase("\"asDouble\": \"x\", \"asSingle\": \"*\"", NumericType.Double)]
    public void A_name_goes_before_a_pattern(string words, NumericType type)
    {
        using var scratch = new Scratch();
        scratch.Write("table.csv", Table(row => FormattableString.Invariant($"{20_000_000 + row}")));

        Assert.That(Fits.Fit(scratch, Fits.Regression($"\"numeric\": \"x\", {words}")).Model.Signature.Numeric.Single().Type, Is.EqualTo(type));
    }

    [TestCase("meanVariance")]
    [TestCase("minMax")]
    [TestCase("robustScaling")]
    [TestCase("logMeanVariance")]
    public void Rows_that_differ_only_in_digits_that_float32_loses_get_features_of_their_own(string method)
    {
        using var scratch = new Scratch();
        scratch.Write("table.csv", Table(row => FormattableString.Invariant($"{20_000_000 + (row % 21) - 10}")));
        int Distinct(string data) =>
            Features(scratch, Fits.Fit(scratch, Fits.Regression($"\"numeric\": \"x\"{data}", $"\"normalize\": {{ \"method\": \"{method}\" }}", Linear)).Model)
            .Distinct().Count();

        if (method == "logMeanVariance")
            Assert.That(() => Distinct(", \"asSingle\": \"x\""), Throws.TypeOf<DataException>(),
                "the logarithms are all the same float32, and there is nothing to learn from them");
        else
            Assert.That(Distinct(", \"asSingle\": \"x\""), Is.LessThanOrEqualTo(11), "float32 holds every other whole number there");
        Assert.That(Distinct(""), Is.EqualTo(21));
    }

    [Test]
    public void Mean_and_variance_are_taken_off_in_double_and_the_result_is_rounded_once()
    {
        using var scratch = new Scratch();
        var random = new Random(2);
        scratch.Write("table.csv", Table(row => row == 5 ? "" : FormattableString.Invariant($"{1_700_000_000 + (random.NextDouble() * 1000):R}")));
        var fit = Fits.Fit(scratch, Fits.Regression("\"numeric\": \"x\"", model: Linear));
        var scaling = ((IEnumerable<ITransformer>)fit.Model.Chain).OfType<NormalizingTransformer>().Single();
        var parameters = (NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<double>>)scaling.GetNormalizerModelParameters(0);
        var column = fit.Statistics.Numeric.Single();
        var values = FileRows.Read(scratch.At("table.csv"), ReadSchemas.ForScoring(fit.Model.Signature, [])).Numbers(0).ToArray()
            .Select(value => double.IsNaN(value) ? column.Mean : value).ToArray();
        var variance = values.Sum(value => (value - column.Mean) * (value - column.Mean)) / values.Length;

        Assert.That(parameters.Offset[0], Is.EqualTo(column.Mean).Within(1e-4), "spacing of double there is 2.4e-7");
        Assert.That(parameters.Scale[0], Is.EqualTo(1 / Math.Sqrt(variance)).Within(1e-6).Percent);
        Assert.That(Features(scratch, fit.Model), Is.EqualTo(values.Select(value => (float)((value - parameters.Offset[0]) * parameters.Scale[0]))));
    }

    [Test]
    public void A_column_that_float32_can_hold_is_rounded_once_and_scaled_in_float32()
    {
        using var scratch = new Scratch();
        scratch.Write("table.csv", Table(row => FormattableString.Invariant($"{row * 0.1}")));
        var fit = Fits.Fit(scratch, Fits.Regression("\"numeric\": \"x\"", model: Linear));
        var scaling = ((IEnumerable<ITransformer>)fit.Model.Chain).OfType<NormalizingTransformer>().Single();
        var parameters = (NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<float>>)scaling.GetNormalizerModelParameters(0);

        Assert.That(Features(scratch, fit.Model), Is.EqualTo(Enumerable.Range(0, 80)
            .Select(row => ((float)(row * 0.1) - parameters.Offset[0]) * parameters.Scale[0])));
    }

    private static NumericStatistics Statistics(double mean, double deviation) => new("x", 100, 0, mean, deviation * deviation,
        mean - (2 * deviation), mean + (2 * deviation), mean, NumericStatistics.QuantileLevels.Select(_ => mean).ToArray());

    private static string Table(Func<int, string> x) =>
        "x,y\n" + string.Concat(Enumerable.Range(0, 80).Select(row => FormattableString.Invariant($"{x(row)},{row % 21}\n")));

    private static float[] Features(Scratch scratch, FittedModel model)
    {
        var batch = FileRows.Read(scratch.At("table.csv"), ReadSchemas.ForScoring(model.Signature, []));
        return model.Chain.Transform(BatchView.OfFeatures(batch)).GetColumn<VBuffer<float>>("Features").Select(row => row.GetItemOrDefault(0)).ToArray();
    }
}
