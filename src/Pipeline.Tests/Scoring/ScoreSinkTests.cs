using System.Globalization;
using System.Text;
using CsCheck;
using NUnit.Framework;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Scoring;
using Pipeline.Tables;
using Pipeline.Tests.Tables;

namespace Pipeline.Tests.Scoring;

[TestFixture]
internal sealed class ScoreSinkTests
{
    private static readonly TableSchema Schema = SmallTables.Schema(("id", FieldKind.Text), ("note", FieldKind.Text));

    [Test]
    public void Binary_has_label_probability_and_score()
    {
        var predictions = new Predictions(TaskKind.Binary, 2);
        predictions.Add([1.5f], [0.8175745f], 1);
        predictions.Add([-0.1f], [0.1f], 0);

        Assert.That(Write(Signature(TaskKind.Binary, "no", "yes"), predictions, ["id"], "id,note\nr1,\nr2,\n"),
            Is.EqualTo("id,PredictedLabel,Probability,Score\nr1,yes,0.8175745,1.5\nr2,no,0.1,-0.1\n"));
    }

    [Test]
    public void Multiclass_has_a_probability_for_each_class()
    {
        var predictions = new Predictions(TaskKind.Multiclass, 3);
        predictions.Add([0.25f, 0.5f, 0.25f], [0.25f, 0.5f, 0.25f], 1);

        Assert.That(Write(Signature(TaskKind.Multiclass, "a", "b,c", "d"), predictions, [], "id,note\nr1,\n"),
            Is.EqualTo("PredictedLabel,Probability.a,\"Probability.b,c\",Probability.d\n\"b,c\",0.25,0.5,0.25\n"));
    }

    [Test]
    public void Regression_has_a_score()
    {
        var predictions = new Predictions(TaskKind.Regression, 0);
        predictions.Add([16777216f], [], 0);
        predictions.Add([1e-30f], [], 0);

        Assert.That(Write(Signature(TaskKind.Regression), predictions, ["note", "id"], "id,note\nr1,n1\nr2,n2\n"),
            Is.EqualTo("note,id,Score\nn1,r1,16777216\nn2,r2,1.0000000031710769E-30\n"), "as float64 the very float32");
    }

    [Test]
    public void Ids_read_back_as_they_were()
    {
        var ids = Gen.String[Gen.OneOf(Gen.Char[" ,;\"\r\n\t'=-"], Gen.Char['a', 'ÿ']), 0, 12];
        ids.Array[1, 20].Sample(texts =>
        {
            var table = "id,note\n" + string.Concat(texts.Select(text => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\",\n"));
            var predictions = new Predictions(TaskKind.Regression, 0);
            foreach (var _ in texts)
                predictions.Add([1], [], 0);
            var written = Write(Signature(TaskKind.Regression), predictions, ["id"], table);
            return SmallTables.Read(SmallTables.Schema(("id", FieldKind.Text)), SmallTables.Text(written)).Batch.Texts(0).SequenceEqual(texts);
        }, iter: 200);
    }

    [Test]
    public void Floats_are_the_shortest_text_that_reads_back() => Gen.Single.Where(float.IsFinite).Array[1, 50].Sample(values =>
    {
        var predictions = new Predictions(TaskKind.Binary, 2);
        foreach (var value in values)
            predictions.Add([value], [0.5f], 1);
        var lines = Write(Signature(TaskKind.Binary, "n", "y"), predictions, [], "id,note\n" + string.Concat(values.Select(_ => "r,\n"))).Split('\n')[1..^1];
        return lines.Select(line => line.Split(',')[2]).Zip(values).All(pair =>
            BitConverter.SingleToInt32Bits(float.Parse(pair.First, CultureInfo.InvariantCulture)) == BitConverter.SingleToInt32Bits(pair.Second)
            && Digits(pair.First) <= Digits(pair.Second.ToString("R", CultureInfo.InvariantCulture)));
    }, iter: 200);

    [Test]
    public void The_score_of_a_regression_read_as_float64_is_the_float32_that_was_measured() => Gen.Single.Where(float.IsFinite).Array[1, 50].Sample(values =>
    {
        var predictions = new Predictions(TaskKind.Regression, 0);
        foreach (var value in values)
            predictions.Add([value], [], 0);
        var lines = Write(Signature(TaskKind.Regression), predictions, [], "id,note\n" + string.Concat(values.Select(_ => "r,\n"))).Split('\n')[1..^1];
        return lines.Zip(values)
            .All(pair => BitConverter.DoubleToInt64Bits(double.Parse(pair.First, CultureInfo.InvariantCulture)) == BitConverter.DoubleToInt64Bits(pair.Second));
    }, iter: 200);

    [TestCase("de-DE")]
    [TestCase("tr-TR")]
    public void The_culture_of_the_machine_changes_nothing_catalogue_10(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            Binary_has_label_probability_and_score();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void Chosen_rows_are_written_with_their_own_ids()
    {
        var predictions = new Predictions(TaskKind.Regression, 0);
        predictions.Add([3], [], 0);
        predictions.Add([1], [], 0);

        Assert.That(Write(Signature(TaskKind.Regression), predictions, ["id"], "id,note\nr0,\nr1,\nr2,\nr3,\n", [3, 1]), Is.EqualTo("id,Score\nr3,3\nr1,1\n"));
    }

    [Test]
    public void A_header_without_rows_comes_out_of_an_empty_day() =>
        Assert.That(Write(Signature(TaskKind.Regression), new Predictions(TaskKind.Regression, 0), ["id"], "id,note\n"), Is.EqualTo("id,Score\n"));

    [Test]
    public void A_column_that_passes_through_under_the_name_of_a_prediction_is_refused()
    {
        var schema = SmallTables.Schema(("Score", FieldKind.Text));

        Assert.That(() => new ScoreSink(Stream.Null, Signature(TaskKind.Regression), schema, ["Score"]),
            Throws.TypeOf<ConfigException>().With.Message.Contains("'Score'"));
    }

    [Test]
    public void A_label_or_target_passes_through_too()
    {
        var schema = SmallTables.Schema(("y", FieldKind.Target));
        var batch = SmallTables.Read(schema, SmallTables.Text("y,z\n0.10,\n")).Batch;
        var predictions = new Predictions(TaskKind.Regression, 0);
        predictions.Add([2], [], 0);
        using var stream = new MemoryStream();
        new ScoreSink(stream, Signature(TaskKind.Regression), schema, ["y"]).Write(batch, predictions);

        Assert.That(Encoding.UTF8.GetString(stream.ToArray()), Is.EqualTo("y,Score\n0.1,2\n"));
    }

    private static int Digits(string number) => number.Split('e', 'E')[0].Trim('-', '0').Count(char.IsAsciiDigit);

    private static ModelSignature Signature(TaskKind task, params string[] classes) => new()
    {
        Task = task,
        Label = "y",
        Classes = classes,
        Ids = [],
        Numeric = [],
        Categorical = [],
        Separator = ',',
    };

    private static string Write(ModelSignature signature, Predictions predictions, string[] passThrough, string table, int[]? rows = null)
    {
        var batch = SmallTables.Read(Schema, SmallTables.Text(table)).Batch;
        using var stream = new MemoryStream();
        new ScoreSink(stream, signature, Schema, passThrough).Write(batch, predictions, rows);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
