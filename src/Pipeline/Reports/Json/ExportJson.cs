using System.Text.Json.Nodes;
using Pipeline.Graph.Onnx;
using Pipeline.Reports.Json.Shapes;

namespace Pipeline.Reports.Json;

/// <summary>What export wrote.</summary>
internal static class ExportJson
{
    private static readonly ObjectShape<NamedTensor> tensor = new("tensor", "An input or an output of the graph.")
    {
        { "name", "Its name.", Values.Text, tensor => tensor.Name },
        { "type", "The type of its elements.", Values.Text, tensor => tensor.Type },
        {
            "shape", $"{OnnxCompiler.Rows}, the rows, and the number of columns.",
            new LeafShape<int>(columns => new JsonArray(OnnxCompiler.Rows, columns), Shape), tensor => tensor.Columns
        },
    };

    /// <summary>Its document.</summary>
    public static Document<ExportOutcome> Document { get; } = new("export", 1, new("export", "The ONNX file, and what is in it.")
    {
        { "modelSha256", "SHA-256 of the zip.", Values.Sha256, outcome => outcome.ModelSha256 },
        { "output", "Path of the file.", Values.Text, outcome => outcome.Output },
        { "sha256", "SHA-256 of the file.", Values.Sha256, outcome => outcome.Sha256 },
        { "opset", "Version of the core operator set.", Values.Count, _ => ExportedGraph.Opset },
        { "irVersion", "Version of the ONNX format.", Values.Count, _ => ExportedGraph.IrVersion },
        { "nodes", "Number of nodes.", Values.Count, outcome => outcome.Graph.Nodes },
        { "inputs", "The inputs, in order.", tensor.List(), outcome => outcome.Graph.Inputs },
        { "outputs", "The outputs, in order.", tensor.List(), outcome => outcome.Graph.Outputs },
        { "metadata", "What the file says of itself.", Values.Text.Map(), outcome => outcome.Graph.Metadata },
    });

    private static JsonObject Shape() => new()
    {
        ["type"] = "array",
        ["prefixItems"] = new JsonArray(new JsonObject { ["const"] = OnnxCompiler.Rows }, new JsonObject { ["type"] = "integer", ["minimum"] = 1 }),
        ["items"] = false,
        ["minItems"] = 2,
    };
}
