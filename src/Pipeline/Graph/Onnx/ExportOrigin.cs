using Pipeline.Model;

namespace Pipeline.Graph.Onnx;

/// <summary>Where an exported graph comes from.</summary>
/// <param name="ModelSha256">SHA-256 of the zip, in lower-case hex.</param>
/// <param name="Precision">How the score is computed.</param>
/// <param name="Program">Version of this program.</param>
internal sealed record ExportOrigin(string ModelSha256, Precision Precision, string Program);
