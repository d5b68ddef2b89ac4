using NUnit.Framework;
using Pipeline.Graph;
using Pipeline.Graph.Onnx;
using Pipeline.Graph.Onnx.Schema;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Tests.Graph.Onnx;

[TestFixture]
internal sealed class OnnxExportTests
{
    private static readonly CalibratorNode platt = new CalibratorNode.Platt(-1, 0.25);

    private static ScoringGraph Mixed =>
        Graphs.Of(Graphs.Mixed, new ModelNode.SoftMax([.. Enumerable.Range(0, 3).Select(seed => Graphs.Dot(new Random(seed), 15))]), 3);

    private static ScoringGraph Numeric => Graphs.Of([Graphs.Plain(4)], new ModelNode.Binary(Graphs.Dot(new Random(1), 4), platt, 0.5));

    [Test]
    public void One_tensor_takes_all_columns_where_all_are_float32_numbers()
    {
        var exported = Export(Numeric, InputForm.Features);

        Assert.That(exported.Inputs.Select(Text), Is.EqualTo(["features float32 [N, 4]"]));
        Assert.That(exported.Outputs.Select(Text), Is.EqualTo(["PredictedLabel string [N, 1]", "Score float32 [N, 1]", "Probability float32 [N, 1]"]));
    }

    [Test]
    public void One_tensor_is_refused_with_the_columns_that_it_cannot_hold()
    {
        var error = Assert.Throws<ConfigException>(() => Export(Mixed, InputForm.Features))!;

        Assert.That(error.Message,
            Is.EqualTo("--inputs features: columns that one float32 tensor cannot hold: x2 (float64), x3 (float64), c0 (categories), c1 (categories); "
            + "expected numeric columns of type Single alone. Use --inputs columns: one input a column."));
    }

    [Test]
    public void Of_very_many_such_columns_the_first_ten_are_named()
    {
        var graph = Graphs.Regression([Graphs.Columns(NumericType.Double, null, new double[1200])], Graphs.Dot(new Random(1), 1200));

        Assert.That(() => Export(graph, InputForm.Features), Throws.TypeOf<ConfigException>().With.Message.Contains(" x9 (float64) and 1,190 more; "));
    }

    [Test]
    public void Columns_are_inputs_of_their_own_with_their_names_and_types()
    {
        var exported = Export(Mixed, InputForm.Columns);

        Assert.That(exported.Inputs.Select(Text),
            Is.EqualTo(["x0 float32 [N, 1]", "x1 float32 [N, 1]", "x2 float64 [N, 1]", "x3 float64 [N, 1]", "x4 float32 [N, 1]", "c0 string [N, 1]",
                "c1 string [N, 1]"]));
        Assert.That(exported.Outputs.Select(Text), Is.EqualTo(["PredictedLabel string [N, 1]", "Score float32 [N, 3]", "Probability float32 [N, 3]"]));
    }

    [Test]
    public void A_regression_gives_a_score_alone()
    {
        Assert.That(Export(Graphs.Regression([Graphs.Plain(2)], Graphs.Dot(new Random(1), 2)), InputForm.Features).Outputs.Select(Text),
            Is.EqualTo(["Score float32 [N, 1]"]));
    }

    [Test]
    public void Columns_may_have_names_that_graphs_use_themselves()
    {
        var graph = Mixed with { Signature = OddNames.In(Mixed.Signature) };
        var probes = Probes.Rows(graph, 300, new Random(8));

        Assert.That(Export(graph, InputForm.Columns).Inputs.Select(input => input.Name), Is.EqualTo(graph.Signature.Features));
        ExportedFile.Score(graph, InputForm.Columns, ForeignRows.Of(graph, probes)).AssertSame(Parity.Managed(graph, probes), graph.Signature);
    }

    [TestCase("Score", "a column 'Score', a name that is taken")]
    [TestCase("PredictedLabel", "a column 'PredictedLabel', a name that is taken")]
    [TestCase("x0", "a column 'x0', a name that is taken")]
    [TestCase("", "a column without a name")]
    public void A_column_that_cannot_be_an_input_by_its_name_is_refused(string name, string found)
    {
        var graph = Numeric with
        { Signature = Numeric.Signature with { Numeric = [.. Numeric.Signature.Numeric.Take(3), new NumericColumn(name, NumericType.Single)] } };

        Assert.That(() => Export(graph, InputForm.Columns), Throws.TypeOf<ConfigException>()
            .With.Message.StartsWith($"--inputs columns: {found}; expected a name for each column other than PredictedLabel, Score, Probability. "));
        Assert.That(() => Export(graph, InputForm.Features), Throws.Nothing);
    }

    [Test]
    public void Texts_that_mean_missing_in_files_mean_it_here()
    {
        var graph = Graphs.Regression([Graphs.Categories(0, 3, fill: 1)], new ScoreNode.Dot([1, 2, 4], 0));
        graph = graph with { Signature = graph.Signature with { Missing = MissingTexts.Everywhere(["NA", "b"]) } };
        string[] texts = ["a", "b", "c", "", "NA", "na", "A", "a ", "a\0", "\0"];

        var scores = ExportedFile.Score(graph, InputForm.Columns, new ForeignRows(graph.Signature, [], [texts], texts.Length));

        Assert.That(scores.Score, Is.EqualTo([1f, 2, 4, 2, 2, 0, 0, 0, 0, 0]));
    }

    [Test]
    public void Texts_that_mean_missing_go_by_kind_and_column_here_too()
    {
        var graph = Graphs.Regression([Graphs.Categories(0, 3, fill: 1)], new ScoreNode.Dot([1, 2, 4], 0));
        var missing =
            new MissingTexts
            {
                Numeric = ["a"],
                Categorical = ["b"],
                Columns = new Dictionary<string, IReadOnlyList<string>> { [graph.Signature.Categorical[0]] = ["c"] }
            };
        graph = graph with { Signature = graph.Signature with { Missing = missing } };
        string[] texts = ["a", "b", "c", "", "NA"];

        var scores = ExportedFile.Score(graph, InputForm.Columns, new ForeignRows(graph.Signature, [], [texts], texts.Length));

        Assert.That(scores.Score, Is.EqualTo([1f, 2, 2, 2, 0]));
        Assert.That(ExportMetadata.Of(graph.Signature, new ExportOrigin("", Precision.Exact, ""))["missing"],
            Is.EqualTo("{\"numeric\":[\"a\"],\"categorical\":[\"b\"],\"columns\":{\"" + graph.Signature.Categorical[0] + "\":[\"c\"]}}"));
    }

    [Test]
    public void A_row_without_a_score_has_no_label()
    {
        string[] labels = ["class 0", ""];

        Assert.That(ExportedFile.Score(Numeric, InputForm.Features, new ForeignRows(Numeric.Signature, [[1, double.NaN], [1, 1], [1, 1], [1, 1]], [], 2)).Label,
            Is.EqualTo(labels));
    }

    [Test]
    public void A_graph_holds_exact_operators_and_two_on_texts()
    {
        var (columns, features) = (Model(Mixed, InputForm.Columns), Model(Numeric, InputForm.Features));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Lint.Foreign(columns), Is.EqualTo(["ai.onnx.ml:LabelEncoder"]));
            Assert.That(Lint.WrongTypes(columns), Is.EquivalentTo(["LabelEncoder of String", "Gather of String", "Identity of String"]));
            Assert.That(columns.OpsetImport.Select(opset => (opset.Domain, opset.Version)), Is.EqualTo([("", 21L), ("ai.onnx.ml", 5L)]));
            Assert.That(Lint.Foreign(features), Is.Empty);
            Assert.That(Lint.WrongTypes(features), Is.EquivalentTo(["Gather of String", "Identity of String"]));
            Assert.That(features.OpsetImport.Select(opset => (opset.Domain, opset.Version)), Is.EqualTo([("", 21L)]));
            Assert.That(Lint.Unused(columns).Concat(Lint.Unused(features)), Is.Empty);
            Assert.That((columns.IrVersion, features.IrVersion), Is.EqualTo((10L, 10L)));
        }
    }

    [Test]
    public void A_file_says_what_it_is()
    {
        var graph = Mixed with { Signature = OddNames.In(Mixed.Signature) };
        var model = ModelProto.Parser.ParseFrom(OnnxExport.Compile(graph, InputForm.Columns, ExportedFile.Origin).Bytes);

        Assert.That((model.ProducerName, model.ProducerVersion), Is.EqualTo(("Pipeline", "1.2.3")));
        Assert.That(model.DocString, Does.StartWith("A missing number is NaN, "));
        Assert.That(model.MetadataProps.Select(entry => $"{entry.Key}={entry.Value}"), Is.EqualTo(
        [
            """classes=["ja, „ÿ€\"","class 1","class 2"]""",
            """features=[{"name":"c0","type":"float32"},{"name":"c1_","type":"float32"},{"name":"v0_0","type":"float64"},"""
                + """{"name":"v1_0","type":"float64"},{"name":"N","type":"float32"},"""
                + """{"name":"monthly charges ($)","type":"string"},{"name":"ÿ€","type":"string"}]""",
            "label=y",
            """missing=["NA","","?"]""",
            "modelSha256=0000000000000000000000000000000000000000000000000000000000000000",
            "precision=exact",
            "program=Pipeline 1.2.3",
            "task=multiclass",
        ]));
        Assert.That(Export(Numeric, InputForm.Features).Metadata["threshold"], Is.EqualTo("0.5"));
    }

    [Test]
    public void The_same_graph_gives_the_same_bytes()
    {
        var first = Export(Mixed, InputForm.Columns).Bytes;

        Assert.That(Export(Mixed, InputForm.Columns).Bytes, Is.EqualTo(first));
    }

    [Test]
    public void A_file_beyond_the_limit_of_the_format_is_refused()
    {
        var model = Model(Numeric, InputForm.Features);
        var size = model.CalculateSize();

        Assert.That(() => OnnxExport.CheckSize(model, size * 2L), Throws.Nothing);
        Assert.That(() => OnnxExport.CheckSize(model, size),
            Throws.TypeOf<ConfigException>()
                .With.Message.Match(@"^the ONNX file: [0-9,]+ bytes; expected at most [0-9,]+, where ONNX's format ends\. Train a smaller model"));
    }

    private static ExportedGraph Export(ScoringGraph graph, InputForm form) => OnnxExport.Compile(graph, form, ExportedFile.Origin);

    private static ModelProto Model(ScoringGraph graph, InputForm form) => OnnxExport.ToModel(graph, form, ExportedFile.Origin);

    private static string Text(NamedTensor tensor) => tensor.ToString();
}
