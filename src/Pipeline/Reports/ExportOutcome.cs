using Pipeline.Graph.Onnx;

namespace Pipeline.Reports;

/// <summary>What export did.</summary>
/// <param name="Output">The ONNX file.</param>
/// <param name="Sha256">SHA-256 of its bytes, in lower-case hex.</param>
/// <param name="ModelSha256">SHA-256 of the zip.</param>
/// <param name="Graph">What is in it.</param>
/// <param name="Precision">How it computes.</param>
internal sealed record ExportOutcome(string Output, string Sha256, string ModelSha256, ExportedGraph Graph, PrecisionReport Precision);
