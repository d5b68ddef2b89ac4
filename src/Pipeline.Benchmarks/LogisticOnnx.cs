using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Pipeline.Artifacts;
using Pipeline.Graph;
using Pipeline.Graph.MlNet;
using Pipeline.Graph.Onnx.Schema;
using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Benchmarks;

/// <summary>
/// A logistic regression of ours as other programs would have it in ONNX: its scaling folded into its weights, one Gemm and one Sigmoid.
/// Our own export keeps every operation and its order, and takes several times as long in ONNX Runtime: a contender deserves better.
/// </summary>
internal static class LogisticOnnx
{
    /// <summary>Writes it: input <c>features</c> [N, slots], output <c>probability</c> [N, 1]; metadata <c>columns</c>, what each slot is.</summary>
    /// <exception cref="ArgumentException">The model is another one.</exception>
    public static void Write(string zip, string path) => File.WriteAllBytes(path, Model(ChainCompiler.Compile(ModelZipReader.Open(zip).Model)));

    /// <summary>The file of a graph.</summary>
    /// <exception cref="ArgumentException">The graph is of another model.</exception>
    public static byte[] Model(ScoringGraph graph)
    {
        if (graph.Model is not ModelNode.Binary { Score: ScoreNode.Dot dot, Calibrator: CalibratorNode.Platt { Slope: var slope, Offset: var offset } })
            throw new ArgumentException($"{graph.Model.GetType().Name} is no logistic regression", nameof(graph));
        var (weights, columns, bias) = (new List<float>(), new JsonArray(), (double)dot.Bias);
        foreach (var (column, scale, shift) in graph.Blocks.SelectMany(block => Slots(block, graph)))
        {
            var weight = dot.Weights[weights.Count] * scale;
            bias -= weight * shift;
            weights.Add((float)(-slope * weight));
            columns.Add(column);
        }
        var proto = new GraphProto
        {
            Name = "logistic",
            Node =
            {
                new NodeProto { OpType = "Gemm", Input = { "features", "weights", "bias" }, Output = { "score" } },
                new NodeProto { OpType = "Sigmoid", Input = { "score" }, Output = { "probability" } },
            },
            Initializer = { Tensor("weights", [.. weights], weights.Count, 1), Tensor("bias", [(float)((-slope * bias) - offset)], 1) },
            Input = { OnnxRuntimeTrees.Value("features", DataType.Float, weights.Count) },
            Output = { OnnxRuntimeTrees.Value("probability", DataType.Float, 1) },
        };
        return new ModelProto
        {
            IrVersion = 10,
            Graph = proto,
            OpsetImport = { new OperatorSetIdProto { Version = 21 } },
            MetadataProps = { new StringStringEntryProto { Key = "columns", Value = columns.ToJsonString() } },
        }.ToByteArray();
    }

    /// <summary>What each slot of a block is, and its (x − shift)·scale.</summary>
    private static IEnumerable<(JsonNode Column, double Scale, double Shift)> Slots(FeatureBlock block, ScoringGraph graph) => block switch
    {
        FeatureBlock.Numeric { Scaler: Scaler.Affine scaler } numeric => numeric.Columns.Select((column, slot) => (
            (JsonNode)new JsonObject { ["column"] = graph.Signature.Numeric[column].Name, ["fill"] = numeric.Fill[slot] },
            scaler.Scale[slot], scaler.Offset.Length == 0 ? 0 : scaler.Offset[slot])),
        FeatureBlock.OneHot { Scaler: null, Fill: -1 } category => category.Vocabulary.Select(text => (
            (JsonNode)new JsonObject { ["column"] = graph.Signature.Categorical[category.Column], ["category"] = text }, 1.0, 0.0)),
        _ => throw new ArgumentException($"{block} is no column of a plain matrix", nameof(block)),
    };

    private static TensorProto Tensor(string name, float[] values, params long[] shape) => new()
    {
        Name = name,
        DataType = (int)DataType.Float,
        Dims = { shape },
        RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(values)),
    };
}
