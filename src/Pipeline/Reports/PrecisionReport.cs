using Pipeline.Artifacts;
using Pipeline.Graph;
using Pipeline.Model;

namespace Pipeline.Reports;

/// <summary>How a run computed.</summary>
/// <param name="Asked">The precision that was asked for.</param>
/// <param name="Used">The precision of the graph: exact where a model has nothing to gain from fast.</param>
/// <param name="Fast">What fast precision changed on the held-out rows of the training; null where it is exact.</param>
internal sealed record PrecisionReport(Precision Asked, Precision Used, FastDifference? Fast)
{
    internal static PrecisionReport Of(Precision asked, ScoringGraph graph, Manifest manifest) => new(asked, graph.Precision, manifest.Compiled.Fast);
}
