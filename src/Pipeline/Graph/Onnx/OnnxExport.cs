using Google.Protobuf;
using Pipeline.Graph.Onnx.Schema;
using Pipeline.Model.Problems;
using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Graph.Onnx;

/// <summary>
/// Turns a scoring graph into an ONNX file for other programs. Inputs are those of an <see cref="InputForm"/>; outputs are
/// PredictedLabel, [N, 1], the text of the class, empty where the row's first score is NaN; Score, [N, 1] or [N, K] float32;
/// Probability, [N, 1] of the positive class or [N, K], float32; for regression Score alone. Between them stand the nodes of
/// <see cref="OnnxCompiler"/>, but for sums, which are one Add a term: other libraries may take a scan in another order. An exact graph
/// gives the same bits here as in this program.
/// </summary>
internal static class OnnxExport
{
    private const string Documentation =
        "A missing number is NaN, a missing category the empty text. PredictedLabel is the text of the class, empty where the score is NaN.";

    /// <summary>Compiles a graph; the same graph and origin give the same bytes.</summary>
    /// <exception cref="ConfigException">The model's columns cannot be taken in this form, or the file would be too large.</exception>
    public static ExportedGraph Compile(ScoringGraph graph, InputForm form, ExportOrigin origin)
    {
        var model = ToModel(graph, form, origin);
        CheckSize(model, int.MaxValue);
        return new ExportedGraph(model.ToByteArray(), [.. model.Graph.Input.Select(Describe)], [.. model.Graph.Output.Select(Describe)], model.Graph.Node.Count,
            ExportMetadata.Of(graph.Signature, origin));
    }

    /// <summary>Compiles a graph to an ONNX model.</summary>
    internal static ModelProto ToModel(ScoringGraph graph, InputForm form, ExportOrigin origin)
    {
        var writer = new GraphWriter(graph.Precision);
        var outputs = OnnxCompiler.Emit(writer, ExportInputs.Of(writer, graph, form), graph);
        if (outputs.Class is { } number)
            writer.Output(OnnxCompiler.PredictedLabel, Text(writer, outputs, number, graph.Signature.Classes), 1);
        writer.Output(OnnxCompiler.Score, outputs.Score, outputs.Width);
        if (outputs.Probability is { } probability)
            writer.Output(OnnxCompiler.Probability, probability, outputs.Width);
        var model = writer.ToModel();
        model.ProducerVersion = origin.Program;
        model.DocString = Documentation;
        model.MetadataProps.Add(ExportMetadata.Of(graph.Signature, origin)
            .Select(entry => new StringStringEntryProto { Key = entry.Key, Value = entry.Value }));
        return model;
    }

    /// <summary>Protobuf, and so ONNX's format, ends at 2 GiB.</summary>
    internal static void CheckSize(ModelProto model, long most)
    {
        // The size of the whole would overflow, those of its parts do not.
        IEnumerable<IMessage> parts =
            [.. model.Graph.Initializer, .. model.Graph.Node, .. model.Graph.ValueInfo, .. model.Graph.Input, .. model.Graph.Output, .. model.MetadataProps];
        var size = parts.Sum(part => (long)part.CalculateSize() + sizeof(long));
        if (size > most)
        {
            throw new ConfigException("the ONNX file", FormattableString.Invariant($"{size:N0} bytes"),
                FormattableString.Invariant($"at most {most:N0}, where ONNX's format ends"),
                "Train a smaller model: fewer trees or leaves, fewer categories.");
        }
    }

    private static OnnxValue Text(GraphWriter writer, GraphOutputs outputs, OnnxValue number, IReadOnlyList<string> classes)
    {
        var score = outputs.Width == 1 ? outputs.Score : writer.Columns(outputs.Score, [0]);
        var place = writer.Where(writer.IsNaN(score), writer.Scalar((long)classes.Count), number);
        return writer.Gather(writer.Texts([.. classes, ""]), place, 0);
    }

    private static NamedTensor Describe(ValueInfoProto value)
    {
        var type = (DataType)value.Type.TensorType.ElemType switch
        {
            DataType.Float => "float32",
            DataType.Double => "float64",
            DataType.String => "string",
            var other => throw new ArgumentOutOfRangeException(nameof(value), other, "unknown type"),
        };
        return new NamedTensor(value.Name, type, (int)value.Type.TensorType.Shape.Dim[1].DimValue);
    }
}
