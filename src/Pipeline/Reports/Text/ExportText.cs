using Pipeline.Graph.Onnx;
using static System.FormattableString;

namespace Pipeline.Reports.Text;

/// <summary>What export wrote, as text for people.</summary>
internal static class ExportText
{
    public static IEnumerable<string> Of(ExportOutcome outcome)
    {
        var graph = outcome.Graph;
        return
        [
            $"onnx     {outcome.Output}",
            $"sha256   {outcome.Sha256}",
            Invariant($"graph    {graph.Metadata["precision"]}, {graph.Nodes:N0} nodes, opset {ExportedGraph.Opset}, IR {ExportedGraph.IrVersion}"),
            .. graph.Inputs.Select((tensor, i) => $"{(i == 0 ? "inputs " : "       ")}  {tensor}"),
            .. graph.Outputs.Select((tensor, i) => $"{(i == 0 ? "outputs" : "       ")}  {tensor}"),
            .. RunText.Of(outcome.Precision),
        ];
    }
}
