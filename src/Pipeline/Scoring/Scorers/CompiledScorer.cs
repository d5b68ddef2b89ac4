using Pipeline.Graph;
using Pipeline.Kernels;
using Pipeline.Model;

namespace Pipeline.Scoring.Scorers;

/// <summary>Scores through the kernels of this program.</summary>
/// <param name="graph">The graph.</param>
/// <param name="capacity">Rows that the kernels take at a time; scores do not depend on it.</param>
internal sealed class CompiledScorer(ScoringGraph graph, int capacity = 1024) : GraphScorer(graph, capacity)
{
    private readonly GraphKernel kernel = new(graph, capacity);

    /// <inheritdoc/>
    protected override void Run(KernelInput input, Predictions into) => kernel.Run(input, into);
}
