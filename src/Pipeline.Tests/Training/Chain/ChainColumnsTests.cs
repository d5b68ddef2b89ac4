using NUnit.Framework;
using Pipeline.Model.Problems;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Training.Chain;

/// <summary>A table may name its columns as it likes: names that the chain uses itself change no score, or are refused.</summary>
[TestFixture]
internal sealed class ChainColumnsTests
{
    private static readonly string[] Names =
    [
        "Features", "Label", "Score", "Probability", "PredictedLabel", "Weight", "a.missing", "__missing.a", "__label", "__weight", "__numeric",
            "__numericDouble",
        "__scaled", "__indicators", "__filled.word", "__encoded.word", "__encoded.a", "__index_level_0__",
    ];

    [TestCaseSource(nameof(Names))]
    public void A_numeric_column_of_that_name_gives_the_same_scores_as_under_another(string name) => Compare(name, "number");

    [TestCaseSource(nameof(Names))]
    public void A_categorical_column_of_that_name_gives_the_same_scores_as_under_another(string name) => Compare(name, "word");

    [TestCaseSource(nameof(Names))]
    public void A_column_carried_as_double_of_that_name_gives_the_same_scores_as_under_another(string name) => Compare(name, "big");

    private static void Compare(string name, string replaced)
    {
        foreach (var binary in new[] { false, true })
        {
            using var scratch = new Scratch();
            var plain = Scores(scratch, replaced, replaced, binary);
            try
            {
                Assert.That(Scores(scratch, name, replaced, binary), Is.EqualTo(plain));
            }
            catch (DataException error)
            {
                Assert.That(error.Problems.Single(), Is.EqualTo(new Problem($"column '{name}'", "a feature under a name that the chain uses itself",
                    "another name", "Rename the column, or leave it out ($.data.ignore).")));
            }
        }
    }

    /// <summary>Trains with one of the four columns under another name.</summary>
    private static float[] Scores(Scratch scratch, string name, string replaced, bool binary)
    {
        var random = new Random(5);
        var words = new[] { "x", "y", "", "z" };
        var rows = Enumerable.Range(0, 80).Select(row =>
        {
            var (a, number, word) = (random.Next(20), random.Next(20), random.Next(4));
            var y = a - number + (word * 3);
            return FormattableString.Invariant($"{(row % 7 == 0 ? "" : FormattableString.Invariant($"{a}"))},{number},{20_000_000 + random.Next(
                20)},{words[word]},{1 + (row % 2)},{(binary ? y > 3 ? 1 : 0 : y)}");
        });
        string Of(string column) => column == replaced ? name : column;
        scratch.Write("table.csv", $"a,{Of("number")},{Of("big")},{Of("word")},w,y\n{string.Join('\n', rows)}\n");
        var columns = $"\"weight\": \"w\", \"numeric\": [\"a\", \"{Of("number")}\", \"{Of("big")}\"], \"categorical\": \"{Of("word")}\"";
        const string rest = "\"impute\": { \"categorical\": \"mode\", \"indicators\": \"a\" }";
        const string model = "\"trainer\": \"lightGbm\", \"options\": { \"numberOfIterations\": 5, \"minimumExampleCountPerLeaf\": 5 }";
        var fit = Fits.Fit(scratch, binary ? Fits.Binary(columns, rest, model) : Fits.Regression(columns, rest, model));
        return Fits.Scores(scratch, fit.Model);
    }
}
