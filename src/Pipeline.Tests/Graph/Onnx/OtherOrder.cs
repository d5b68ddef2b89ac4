using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Pipeline.Graph;
using Pipeline.Graph.Onnx.Schema;
using Pipeline.Kernels;
using Pipeline.Model;
using Pipeline.Scoring.Onnx;
using Pipeline.Verification;
using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Tests.Graph.Onnx;

/// <summary>Compiled models on a library that adds in another order.</summary>
internal static class OtherOrder
{
    /// <summary>The sums before each term as what is left of the whole, summed from the end: the same but for rounding.</summary>
    public static ModelProto FromTheEnd(ModelProto model)
    {
        var graph = model.Graph;
        graph.Initializer.Add(new TensorProto
        {
            Name = "one",
            DataType = (int)DataType.Int64,
            Dims = { 1 },
            RawData = ByteString.CopyFrom(BitConverter.GetBytes(1L))
        });
        // Those that exclude the own term guess sums; the others sum zeros and NaN.
        foreach (var (number, scan) in graph.Node.Where(node => node.OpType == "CumSum" && node.Attribute[0].I == 1).ToArray().Index())
        {
            var (at, left, all) = (graph.Node.IndexOf(scan), scan.Clone(), $"all{number}");
            left.Attribute.Clear();
            left.Attribute.Add(new AttributeProto { Name = "reverse", I = 1, Type = AttributeProto.Types.AttributeType.Int });
            left.Name = left.Output[0] = $"left{number}";
            graph.Node[at] = new NodeProto { OpType = "Sub", Name = $"before{number}", Input = { all, left.Name }, Output = { scan.Output[0] } };
            graph.Node.Insert(at, new NodeProto { OpType = "ReduceSum", Name = all, Input = { scan.Input[0], "one" }, Output = { all } });
            graph.Node.Insert(at, left);
        }
        return model;
    }

    /// <summary>What a model that was compiled of a graph, and changed since, says of rows.</summary>
    public static Predictions Run(ModelProto model, ScoringGraph graph, KernelInput input)
    {
        var tensors = new TensorRows(graph.Signature);
        using var settings = OnnxSession.Options(input.Rows);
        using var session = new InferenceSession(model.ToByteArray(), settings);
        using var options = new RunOptions();
        OrtValue[] Room(IEnumerable<(string Name, TensorElementType Type, int Columns)> all) =>
            [.. all.Select(tensor => OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, tensor.Type, [input.Rows, tensor.Columns]))];
        var (inputs, outputs) = (Room(tensors.Inputs), Room(tensors.Outputs));
        tensors.Write(input, inputs);
        session.Run(options, [.. tensors.Inputs.Select(tensor => tensor.Name)], inputs, [.. tensors.Outputs.Select(tensor => tensor.Name)], outputs);
        var predictions = ChainScorer.New(graph.Signature);
        TensorRows.Read(outputs, input.Rows, predictions);
        foreach (var value in inputs.Concat(outputs))
            value.Dispose();
        return predictions;
    }
}
