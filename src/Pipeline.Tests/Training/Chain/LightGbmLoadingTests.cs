using NUnit.Framework;
using Pipeline.Model.Problems;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Training.Chain;

/// <summary>Rows that ML.NET's LightGBM cannot load in the stretches that it chooses.</summary>
[TestFixture]
internal sealed class LightGbmLoadingTests
{
    [TestCase(false)]
    [TestCase(true)]
    public void A_category_for_every_row_trains(bool categoricalSplit)
    {
        using var scratch = new Scratch();
        scratch.Write("table.csv", "title,a,y\n"
            + string.Concat(Enumerable.Range(0, 12_000).Select(row => $"title {row},{row * 37 % 101},{row * 37 % 101}\n")));

        var split = categoricalSplit ? "true" : "false";
        var fit = Fits.Fit(scratch, Fits.Regression("\"numeric\": \"a\", \"categorical\": \"title\", \"allowDistinct\": \"title\"",
            model: $"\"trainer\": \"lightGbm\", \"options\": {{ \"numberOfIterations\": 5, \"useCategoricalSplit\": {split} }}"));

        Assert.That(Fits.Scores(scratch, fit.Model).Distinct().Count(), Is.GreaterThan(10));
    }

    [Test]
    public void The_size_of_a_stretch_changes_no_bit_of_the_model()
    {
        using var scratch = new Scratch();
        scratch.Write("table.csv", "c,a,y\n" + string.Concat(Enumerable.Range(0, 500).Select(row =>
            $"c{row % 40},{row * 37 % 101},{(row * 37 % 101) + (row % 40)}\n")));
        float[] Scores(int size) => Fits.Scores(scratch, Fits.Fit(scratch, Fits.Regression("\"numeric\": \"a\", \"categorical\": \"c\"",
            model: $"\"trainer\": \"lightGbm\", \"options\": {{ \"batchSize\": {size}, \"useCategoricalSplit\": true }}")).Model);

        Assert.That(Scores(1), Is.EqualTo(Scores(1 << 20)));
    }

    [Test]
    public void First_rows_of_nothing_but_zeros_are_told_with_the_remedy()
    {
        using var scratch = new Scratch();
        scratch.Write("table.csv", "c,y\n" + string.Concat(Enumerable.Range(0, 1500).Select(row => row < 1000 ? $",{row % 5}\n" : $"c{row % 40},{row % 5}\n")));

        Assert.That(() => Fits.Fit(scratch, Fits.Regression("\"categorical\": \"c\"", model: "\"trainer\": \"lightGbm\"")),
            Throws.TypeOf<DataException>().With.Message.StartsWith("the first 1,000 training rows: 0 in every feature"));
    }
}
