using Pipeline.Graph;
using Pipeline.Kernels;
using Pipeline.Model;
using Pipeline.Scoring.Scorers;

namespace Pipeline.Scoring.Onnx;

/// <summary>Scores through the graph in ONNX Runtime's CPU provider: the same bits as <see cref="CompiledScorer"/>.</summary>
/// <param name="graph">The graph.</param>
/// <param name="capacity">Rows that the session takes at a time; scores do not depend on it.</param>
internal sealed class OnnxScorer(ScoringGraph graph, int capacity = 1024) : GraphScorer(graph, capacity)
{
    private readonly OnnxSession session = new(graph, capacity);

    /// <inheritdoc/>
    public override void Dispose()
    {
        session.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override void Run(KernelInput input, Predictions into) => session.Run(input, into);
}
