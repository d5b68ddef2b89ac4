using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime.Tensors;
using Pipeline.Graph;
using Pipeline.Graph.MlNet;
using Pipeline.Graph.Onnx;
using Pipeline.Graph.Onnx.Schema;
using Pipeline.Model;
using Pipeline.Scoring.Cuda;
using Pipeline.Scoring.Onnx;
using Pipeline.Scoring.Scorers;
using Pipeline.Tests.Support;
using Pipeline.Verification;

namespace Pipeline.Tests.Scoring.Cuda;

/// <summary>
/// Counts what every case costs on the stand-in for the CUDA runtime. A process of its own, because the loader reads only at its
/// start where CUDA is.
/// </summary>
internal static class LedgerProcess
{
    /// <summary>What was counted: a <see cref="LedgerReport"/> as JSON.</summary>
    public static string Json()
    {
        OnnxRuntimeLibrary.Choose(null);
        // Loads the stand-in, and is what the program itself asks first.
        if (CudaSystem.Find().Problems is { Count: > 0 } problems)
            throw new DeviceException(problems);
        return JsonSerializer.Serialize(new LedgerReport(LedgerCase.All.ToDictionary(one => one.ToString(), Count), Refusal(), Doubt(), Threads()));
    }

    private static LedgerEntry Count(LedgerCase one)
    {
        var fitted = one.Fit();
        var exact = ChainCompiler.Compile(fitted.Fit.Model);
        var graph = one.Precision == Precision.Fast ? FastPass.Apply(exact) : exact;
        var model = OnnxCompiler.Compile(graph, out var cost);
        var tensors = new TensorRows(graph.Signature);
        using var session = new CudaSession(model, graph.Signature, 0, LedgerEntry.BatchRows);
        SimulatedCuda.Reset();
        using var scorer = new CudaScorer(graph, session);
        var open = SimulatedCuda.Ledger();
        SimulatedCuda.Reset();
        var predictions = ChainScorer.New(graph.Signature);
        scorer.Score(fitted.Batch, predictions);
        var score = SimulatedCuda.Ledger();
        var (peak, left) = Memory(graph, model);
        return new LedgerEntry(graph.Signature.Task, OnnxCompiler.ToModel(graph).Graph.Node.Count, predictions.Count, Sizes(tensors.Inputs),
            Sizes(tensors.Outputs), open, score, MovedBytes.OfRow(model, graph.Signature), cost, DeviceCost.BatchRows(cost, graph.Signature.Features.Count()),
            Levels(graph.Model), peak, left);
    }

    private static int Levels(ModelNode model)
    {
        ScoreNode? score = model switch { ModelNode.Binary binary => binary.Score, ModelNode.Regression regression => regression.Score, _ => null };
        return score is ScoreNode.TreeEnsemble ensemble ? new Forest([ensemble]).Depth : 0;
    }

    /// <summary>Asks for a node that would have to run on the processor: ArgMax of int32.</summary>
    private static string Refusal()
    {
        var graph = ChainCompiler.Compile(Fitted.SharedDemo("churn").Fit.Model);
        var model = OnnxCompiler.ToModel(graph);
        var node = model.Graph.Node.Single(node => node.Output.Contains(OnnxCompiler.PredictedLabel));
        node.OpType = "ArgMax";
        node.Input.Clear();
        node.Input.Add(InputShape.CategoriesName);
        node.Attribute.Add(new AttributeProto { Name = "axis", I = 1, Type = AttributeProto.Types.AttributeType.Int });
        try
        {
            new CudaSession(model.ToByteArray(), graph.Signature, 0, LedgerEntry.BatchRows).Dispose();
            return "none";
        }
        catch (DeviceException error)
        {
            return error.Message;
        }
    }

    /// <summary>Scores that are NaN where the processor's are numbers: no kernel of the stand-in writes over what is put there.</summary>
    private static string Doubt()
    {
        var fitted = Fitted.SharedDemo("concrete", """model={"trainer":"sdca"}""");
        var graph = ChainCompiler.Compile(fitted.Fit.Model);
        using var session = new CudaSession(OnnxCompiler.Compile(graph), graph.Signature, 0, LedgerEntry.BatchRows);
        using var scorer = new CudaScorer(graph, session);
        foreach (var tensor in Slots(scorer).SelectMany(slot => Outputs(slot)))
            MemoryMarshal.Cast<byte, float>(tensor.OnDevice.GetTensorMutableRawData()).Fill(float.NaN);
        try
        {
            scorer.Score(fitted.Batch, ChainScorer.New(graph.Signature));
            return "none";
        }
        catch (DeviceException error)
        {
            return error.Message;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "slots")]
    private static extern ref List<CudaSlot> Slots(CudaScorer scorer);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "outputs")]
    private static extern ref List<CudaTensor> Outputs(CudaSlot slot);

    /// <summary>What happens while threads with a scorer each score on several devices, none of them the thread that opened it.</summary>
    private static Dictionary<string, long> Threads()
    {
        var fitted = Fitted.SharedDemo("concrete");
        var graph = ChainCompiler.Compile(fitted.Fit.Model);
        using var model =
            CudaModel.Open(graph, OnnxCompiler.Compile(graph), [.. Enumerable.Range(0, LedgerReport.Devices)], LedgerEntry.BatchRows, LedgerReport.Scorers);
        IScorer[] scorers = [.. Enumerable.Range(0, LedgerReport.Scorers).Select(_ => model.OpenScorer())];
        SimulatedCuda.Reset();
        var threads = Array.ConvertAll(scorers, scorer => new Thread(() => scorer.Score(fitted.Batch, ChainScorer.New(graph.Signature))));
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        var ledger = SimulatedCuda.Ledger();
        foreach (var scorer in scorers)
            scorer.Dispose();
        return ledger;
    }

    /// <summary>The device's memory at its peak, and what is still taken when all is closed.</summary>
    private static (long Peak, long Left) Memory(ScoringGraph graph, byte[] model)
    {
        SimulatedCuda.Reset();
        _ = CudaRuntime.cudaMemGetInfo(out var before, out var total);
        using (var session = new CudaSession(model, graph.Signature, 0, LedgerEntry.LargeBatchRows))
        {
            using var scorer = new CudaScorer(graph, session);
        }
        _ = CudaRuntime.cudaMemGetInfo(out var after, out total);
        return (SimulatedCuda.Ledger()["bytes:device-peak"], (long)before - (long)after);
    }

    private static LedgerTensors Sizes(IReadOnlyList<(string Name, TensorElementType Type, int Columns)> tensors) =>
        new(tensors.Count, tensors.Sum(tensor => tensor.Columns * (tensor.Type is TensorElementType.Float or TensorElementType.Int32 ? 4 : 8)));
}
