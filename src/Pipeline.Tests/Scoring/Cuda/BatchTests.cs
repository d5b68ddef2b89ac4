using System.Text.Json;
using NUnit.Framework;
using Pipeline.Artifacts;
using Pipeline.Graph.MlNet;
using Pipeline.Graph.Onnx;
using Pipeline.Tests.Commands;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Scoring.Cuda;

/// <summary>How many rows go to a GPU at a time.</summary>
[TestFixture]
internal sealed class BatchTests
{
    [TestCase("concrete")]
    [TestCase("churn")]
    public void A_batch_is_what_the_models_cost_asks_for(string name)
    {
        var graph = ChainCompiler.Compile(ModelZipReader.Open(Demo.Zip(name)).Model);
        OnnxCompiler.Compile(graph, out var cost);

        Assert.That(BatchRows(name), Is.EqualTo(DeviceCost.BatchRows(cost, graph.Signature.Features.Count())));
    }

    [Test]
    public void Rows_that_are_named_are_two_batches() => Assert.That(BatchRows("concrete", "--batch-rows", "601"), Is.EqualTo(301));

    [Test]
    public void Held_out_rows_go_in_batches_too()
    {
        using var scratch = new Scratch();
        var run =
            Support.Program.Start(scratch.Directory, GpuRuntime.Environs(), "evaluate", Demo.Zip("concrete"), Demo.Data("concrete"), "--held-out", "--device",
                "cuda", "--batch-rows", "64", "--json");

        Assert.That((run.Code, run.Error), Is.EqualTo((0, "")));
        using var outcome = JsonDocument.Parse(run.Out);
        Assert.That(outcome.RootElement.GetProperty("device").GetProperty("batchRows").GetInt32(), Is.EqualTo(32));
    }

    private static int BatchRows(string name, params string[] options)
    {
        using var scratch = new Scratch();
        var run =
            Support.Program.Start(scratch.Directory, GpuRuntime.Environs(),
                ["score", Demo.Zip(name), Demo.Data(name), "scores.csv", "--device", "cuda", "--json", .. options]);
        Assert.That((run.Code, run.Error), Is.EqualTo((0, "")));
        using var outcome = JsonDocument.Parse(run.Out);
        return outcome.RootElement.GetProperty("device").GetProperty("batchRows").GetInt32();
    }
}
