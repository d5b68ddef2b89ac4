using System.Globalization;
using Microsoft.ML.Data;
using NUnit.Framework;
using Pipeline.Tables;
using Pipeline.Tests.Support;
using Pipeline.Training.Chain;

namespace Pipeline.Tests.Training.Chain;

/// <summary>The categories of the statistics are those of the chain, in the same order: what audits count is what the model sees.</summary>
[TestFixture]
internal sealed class VocabularyTests
{
    private static readonly string[] Words =
    [
        "a", "A", "b", "B", "ä", "é", "e\u0301", "ß", "ss", "İ", "i", "ı", " a", "a ", "  ", "0", "00", "1.0", "1", "-0", "NaN", "null", "\"", "a,b",
            "line\nbreak",
        "\ud83d\udca9", "\uff61", "\ufffd", "Z", "_", "~", "\u200b", "#", "__", "x => y",
    ];

    [Test]
    public void Slot_names_are_the_categories_in_ordinal_order()
    {
        using var scratch = new Scratch();
        var words = Words.Concat(Enumerable.Range(0, 1500).Select(i => (i * 7919 % 1500).ToString("x", CultureInfo.InvariantCulture))).Distinct().ToArray();
        Write(scratch, words.Concat(words.Take(3)).Append("").Reverse());

        var fit = Fits.Fit(scratch, Fits.Regression("\"categorical\": \"word\", \"allowDistinct\": \"word\"", model: "\"trainer\": \"onlineGradientDescent\""));
        var features = fit.Model.Chain.Transform(BatchView.OfFeatures(FileRows.Read(scratch.At("table.csv"), ReadSchemas.ForScoring(fit.Model.Signature, []))));
        VBuffer<ReadOnlyMemory<char>> names = default;
        features.Schema["Features"].GetSlotNames(ref names);

        var vocabulary = fit.Statistics.Categorical.Single().Categories.Select(category => category.Value).ToList();
        Assert.That(vocabulary, Is.EqualTo(words.Order(StringComparer.Ordinal)));
        Assert.That(names.DenseValues().Select(name => name.ToString()), Is.EqualTo(vocabulary));

        var rows = features.GetColumn<VBuffer<float>>("Features").Select(row => row.DenseValues().ToList()).ToList();
        var texts = FileRows.Texts(scratch.At("table.csv")).Texts(0).ToArray();
        for (var row = 0; row < texts.Length; row++)
        {
            var hot = Enumerable.Range(0, vocabulary.Count).Where(slot => rows[row][slot] != 0).Select(slot => vocabulary[slot]);
            Assert.That(hot, Is.EqualTo(texts[row].Length == 0 ? [] : new[] { texts[row] }), "a missing category has no slot");
        }
    }

    [Test]
    public void A_category_that_fills_gaps_gets_a_slot_of_its_own_where_it_is_new()
    {
        using var scratch = new Scratch();
        Write(scratch, ["x", "", "y", "x"]);

        var fit = Fits.Fit(scratch, Fits.Regression("\"categorical\": \"word\"",
            "\"impute\": { \"categorical\": \"constant\", \"categoricalValue\": \"gap\\\"\" }",
            "\"trainer\": \"onlineGradientDescent\""));
        var schema = fit.Model.Chain.GetOutputSchema(fit.Model.InputSchema);

        Assert.That(((VectorDataViewType)schema["Features"].Type).Size, Is.EqualTo(3));
    }

    private static void Write(Scratch scratch, IEnumerable<string> words) => scratch.Write("table.csv",
        "word,y\n" + string.Concat(
            words.Select((word, row) => FormattableString.Invariant($"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{row % 7}\n"))));
}
