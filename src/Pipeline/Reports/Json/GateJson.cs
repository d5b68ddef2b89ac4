using Pipeline.Evaluation;
using Pipeline.Reports.Json.Shapes;

namespace Pipeline.Reports.Json;

/// <summary>How a limit of a gate came out.</summary>
internal static class GateJson
{
    /// <summary>Its shape.</summary>
    public static ObjectShape<GateResult> Shape { get; } = new("gate", "How one limit of one gate came out.")
    {
        { "metric", "The metric.", Values.Text, gate => gate.Metric },
        { "kind", "What is limited.", Values.Word<GateKind>(), gate => gate.Kind },
        { "limit", "The limit, in the metric's unit; a share for relative improvement.", Values.Number, gate => gate.Limit },
        { "figure", "The model's figure; null where it is undefined.", Values.NumberOrNull, gate => gate.Figure },
        { "baseline", "The baseline's figure; null where none is compared with.", Values.NumberOrNull, gate => gate.Baseline },
        { "passed", "Whether the limit is kept.", Values.Truth, gate => gate.Passed },
    };
}
