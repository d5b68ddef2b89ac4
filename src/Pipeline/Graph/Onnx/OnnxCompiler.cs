using Google.Protobuf;
using Pipeline.Graph.Onnx.Schema;
using Pipeline.Model;
using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Graph.Onnx;

/// <summary>
/// Turns a scoring graph into an ONNX model. Of an exact graph: core ai.onnx operators only, each a single IEEE 754 operation an
/// element or a move of data, in the order that the nodes of the graph state, or a <see cref="CheckedScan"/>, which is held to such
/// operations and gives NaN where a library takes another order. So it gives the bits of the C# kernels, or that, wherever it runs
/// (a NaN is a NaN, whatever its payload). Of a fast graph, sums of products are Gemm in float32, with weights as initializers.
/// Inputs are those of <see cref="InputShape"/>; texts never reach it. Outputs are Score, [N, 1] or [N, K] float32; Probability,
/// [N, 1] of the positive class or [N, K], float32; PredictedLabel, [N, 1] int64, the number of the class; for regression Score
/// alone.
/// </summary>
internal static class OnnxCompiler
{
    /// <summary>Name of the scores.</summary>
    public const string Score = "Score";

    /// <summary>Name of the probabilities.</summary>
    public const string Probability = "Probability";

    /// <summary>Name of the numbers of the predicted classes.</summary>
    public const string PredictedLabel = "PredictedLabel";

    /// <summary>Name of the free dimension of all inputs and outputs: rows.</summary>
    public const string Rows = GraphWriter.Rows;

    /// <summary>Compiles a graph to the bytes of an ONNX model; the same graph gives the same bytes.</summary>
    public static byte[] Compile(ScoringGraph graph) => ToModel(graph).ToByteArray();

    /// <summary>Compiles a graph, and says what it costs on a device.</summary>
    internal static byte[] Compile(ScoringGraph graph, out GraphCost cost)
    {
        var writer = Write(graph);
        cost = writer.Cost;
        return writer.ToModel().ToByteArray();
    }

    /// <summary>Compiles a graph to an ONNX model.</summary>
    internal static ModelProto ToModel(ScoringGraph graph) => Write(graph).ToModel();

    private static GraphWriter Write(ScoringGraph graph)
    {
        var writer = new GraphWriter(graph.Precision, scans: graph.Precision == Precision.Exact);
        var outputs = Emit(writer, GraphInputs.Tensors(writer, new InputShape(graph.Signature)), graph);
        writer.Output(Score, outputs.Score, outputs.Width);
        if (outputs.Probability is { } probability)
            writer.Output(Probability, probability, outputs.Width);
        if (outputs.Class is { } number)
            writer.Output(PredictedLabel, number, 1);
        return writer;
    }

    /// <summary>Writes all between inputs and outputs.</summary>
    internal static GraphOutputs Emit(GraphWriter writer, GraphInputs inputs, ScoringGraph graph)
    {
        var features = new FeatureEmitter(writer, new InputShape(graph.Signature), inputs).Emit(graph.Blocks);
        foreach (var layer in graph.Layers)
            features = LayerEmitter.Emit(writer, features, layer);
        var classes = graph.Signature.Classes.Count;
        switch (graph.Model)
        {
            case ModelNode.Binary binary: return Binary(writer, features, binary);
            case ModelNode.Regression regression: return new GraphOutputs(ScoreEmitter.Emit(writer, features, [regression.Score]), null, null, 1);
            case ModelNode.SoftMax softMax:
                return Multiclass(writer, MulticlassEmitter.SoftMax(writer, ScoreEmitter.Emit(writer, features, softMax.Scores), classes), classes);
            case ModelNode.PlainSoftMax softMax:
                return Multiclass(writer, MulticlassEmitter.PlainSoftMax(writer, ScoreEmitter.Emit(writer, features, softMax.Scores), classes), classes);
            case ModelNode.OneVersusAll all:
                var scores = ScoreEmitter.Emit(writer, features, [.. all.Classes.Select(c => c.Score)]);
                var probabilities = CalibratorEmitter.Emit(writer, [.. all.Classes.Select(c => c.Calibrator)], scores);
                return Multiclass(writer, MulticlassEmitter.DivideBySum(writer, probabilities, classes), classes);
            case ModelNode.NaiveBayes bayes:
                var logarithms = MulticlassEmitter.NaiveBayes(writer, features, bayes);
                var (largest, number) = MulticlassEmitter.FirstLargest(writer, logarithms, classes);
                return new GraphOutputs(logarithms, MulticlassEmitter.Posterior(writer, logarithms, largest, classes), number, classes);
            default: throw new ArgumentOutOfRangeException(nameof(graph), graph.Model, "unknown model");
        }
    }

    private static GraphOutputs Binary(GraphWriter writer, Features features, ModelNode.Binary model)
    {
        var score = ScoreEmitter.Emit(writer, features, [model.Score]);
        var probability = CalibratorEmitter.Emit(writer, [model.Calibrator], score);
        var positive = writer.GreaterOrEqual(writer.Cast(probability, DataType.Double), writer.Scalar(model.Threshold));
        return new GraphOutputs(score, probability, writer.Cast(positive, DataType.Int64), 1);
    }

    private static GraphOutputs Multiclass(GraphWriter writer, OnnxValue scores, int classes) =>
        new(scores, scores, MulticlassEmitter.FirstLargest(writer, scores, classes).Class, classes);
}
