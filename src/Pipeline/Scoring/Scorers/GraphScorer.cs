using Pipeline.Graph;
using Pipeline.Kernels;
using Pipeline.Model;
using Pipeline.Tables;

namespace Pipeline.Scoring.Scorers;

/// <summary>Scores through a graph that runs in this process on the processor, whatever runs it.</summary>
/// <param name="graph">The graph.</param>
/// <param name="capacity">Rows that it takes at a time; scores do not depend on it.</param>
internal abstract class GraphScorer(ScoringGraph graph, int capacity) : IScorer
{
    private readonly KernelInputs inputs = new(graph, capacity);

    /// <inheritdoc/>
    public void Score(RowBatch batch, Predictions into)
    {
        foreach (var input in inputs.Of(batch))
            Run(input, into);
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }

    /// <summary>Adds the predictions of all rows of a piece, in order.</summary>
    protected abstract void Run(KernelInput input, Predictions into);
}
