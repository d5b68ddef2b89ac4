using NUnit.Framework;
using Pipeline.Artifacts;
using Pipeline.Graph;
using Pipeline.Graph.MlNet;
using Pipeline.Graph.Onnx;
using Pipeline.Model;
using Pipeline.Scoring.Scorers;
using Pipeline.Tests.Commands;
using Pipeline.Tests.Support;
using Pipeline.Verification;

namespace Pipeline.Tests.Graph.Onnx.Node;

/// <summary>What export writes runs in onnxruntime-node, and gives the bits and labels of our own scoring.</summary>
[TestFixture]
internal sealed class ForeignClientTests
{
    private const int Probed = 300;

    [Test]
    public void Every_demo_scores_the_same_in_node_in_every_form_that_holds_its_columns()
    {
        NodeRuntime.Require();
        using var scratch = new Scratch();
        var jobs = new List<(string File, InputForm Form, ForeignRows Rows)>();
        var expected = new List<(Predictions Predictions, ModelSignature Signature)>();
        foreach (var demo in Demo.Names)
        {
            var graph = ChainCompiler.Compile(ModelZipReader.Open(Demo.Zip(demo)).Model);
            var (probes, table) = (Probes.Rows(graph, Probed, new Random(3)), Fitted.SharedDemo(demo).Batch);
            var ours = ChainScorer.New(graph.Signature);
            using (var scorer = new CompiledScorer(graph))
                scorer.Score(table, ours);
            foreach (var (rows, predictions) in ((ForeignRows, Predictions)[])[(ForeignRows.Of(graph.Signature, table), ours),
                (ForeignRows.Of(graph, probes), Parity.Managed(graph, probes))])
            {
                foreach (var form in Enum.GetValues<InputForm>().Where(form => form == InputForm.Columns || rows.FitOneTensor))
                {
                    jobs.Add((Export(scratch, demo, form), form, rows));
                    expected.Add((predictions, graph.Signature));
                }
            }
        }

        var results = NodeRuntime.Score(jobs);

        Assert.That(jobs.Select(job => job.Form).Distinct(), Is.EquivalentTo(Enum.GetValues<InputForm>()));
        foreach (var (result, (predictions, signature)) in results.Zip(expected))
            result.AssertSame(predictions, signature);
        TestContext.Out.WriteLine(string.Join('\n', jobs.Select(job => $"{Path.GetFileName(job.File)}: {job.Rows.Count} rows, the same bits and labels")));
    }

    [Test]
    public void Every_kind_of_block_and_odd_names_work_in_node()
    {
        NodeRuntime.Require();
        using var scratch = new Scratch();
        var graph = Graphs.Of(Graphs.Mixed, new ModelNode.SoftMax([.. Enumerable.Range(0, 3).Select(seed => Graphs.Dot(new Random(seed), 15))]), 3);
        graph = graph with { Signature = OddNames.In(graph.Signature) };
        var probes = Probes.Rows(graph, Probed, new Random(4));
        var rows = ForeignRows.Of(graph, probes);

        var result =
            NodeRuntime.Score([(scratch.Write("odd.onnx", OnnxExport.Compile(graph, InputForm.Columns, ExportedFile.Origin).Bytes), InputForm.Columns, rows)]);

        result[0].AssertSame(Parity.Managed(graph, probes), graph.Signature);
    }

    private static string Export(Scratch scratch, string demo, InputForm form)
    {
        var word = form.ToString().ToLowerInvariant();
        var file = scratch.At($"{demo}-{word}.onnx");
        var run = Support.Program.Run("export", Demo.Zip(demo), file, "--inputs", word);
        Assert.That(run.Code, Is.Zero, run.Error);
        return file;
    }
}
