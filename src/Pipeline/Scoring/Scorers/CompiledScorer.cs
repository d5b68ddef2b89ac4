using Pipeline.Graph;
using Pipeline.Kernels;
using Pipeline.Model;
using Pipeline.Tables;

namespace Pipeline.Scoring.Scorers;

/// <summary>Scores through the compiled graph on the CPU.</summary>
/// <param name="graph">The compiled chain.</param>
/// <param name="capacity">Rows that the kernels take at a time; scores do not depend on it.</param>
internal sealed class CompiledScorer(ScoringGraph graph, int capacity = 1024) : IScorer
{
    private readonly GraphKernel kernel = new(graph, capacity);
    private readonly KernelInputs inputs = new(graph, capacity);

    /// <inheritdoc/>
    public void Score(RowBatch batch, Predictions into)
    {
        foreach (var input in inputs.Of(batch))
            kernel.Run(input, into);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
