using Pipeline.Graph;
using Pipeline.Model;
using Pipeline.Scoring.Scorers;
using Pipeline.Tables;

namespace Pipeline.Scoring.Onnx;

/// <summary>Scores through the compiled graph in ONNX Runtime's CPU provider: the same bits as <see cref="CompiledScorer"/>.</summary>
/// <param name="graph">The compiled chain.</param>
/// <param name="capacity">Rows that the session takes at a time; scores do not depend on it.</param>
internal sealed class OnnxScorer(ScoringGraph graph, int capacity = 1024) : IScorer
{
    private readonly OnnxSession session = new(graph, capacity);
    private readonly KernelInputs inputs = new(graph, capacity);

    /// <inheritdoc/>
    public void Score(RowBatch batch, Predictions into)
    {
        foreach (var input in inputs.Of(batch))
            session.Run(input, into);
    }

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();
}
