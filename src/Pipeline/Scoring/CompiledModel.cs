using Pipeline.Data;
using Pipeline.Graph;
using Pipeline.Model;

namespace Pipeline.Scoring;

/// <summary>
/// A model compiled from the fitted chain of its zip, once, and ready to score. The one place that decides what scores: every
/// command asks it for scorers.
/// </summary>
public sealed class CompiledModel : IDisposable
{
    private CompiledModel(ScoringGraph graph, Precision precision)
    {
        Graph = graph;
        Precision = precision;
    }

    /// <summary>What is computed.</summary>
    public ScoringGraph Graph { get; }

    /// <summary>How it is computed.</summary>
    public Precision Precision { get; }

    /// <summary>Compiles a fitted chain.</summary>
    /// <exception cref="ArtifactException">A step cannot be compiled; it names the step and its type.</exception>
    public static CompiledModel Compile(FittedModel model, Precision precision = Precision.Exact) => new(ChainCompiler.Compile(model), precision);

    /// <summary>A scorer of its own for one thread; the caller disposes it.</summary>
    public IScorer OpenScorer() => new CompiledScorer(Graph);

    /// <summary>Room for predictions of this model.</summary>
    public Predictions NewPredictions() => new(Graph.Signature.Task, Graph.Signature.Classes.Count);

    /// <summary>The predictions of all rows of a batch.</summary>
    public Predictions Score(RowBatch batch)
    {
        using var scorer = OpenScorer();
        var predictions = NewPredictions();
        scorer.Score(batch, predictions);
        return predictions;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
