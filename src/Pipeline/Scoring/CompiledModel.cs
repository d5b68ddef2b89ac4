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
    private CompiledModel(ScoringGraph graph) => Graph = graph;

    /// <summary>What is computed; its precision is exact for a model that has nothing to gain from fast.</summary>
    public ScoringGraph Graph { get; }

    /// <summary>Compiles a fitted chain.</summary>
    /// <exception cref="ArtifactException">A step cannot be compiled; it names the step and its type.</exception>
    public static CompiledModel Compile(FittedModel model, Precision precision = Precision.Exact) => Of(ChainCompiler.Compile(model), precision);

    /// <summary>Prepares an exact graph.</summary>
    public static CompiledModel Of(ScoringGraph graph, Precision precision = Precision.Exact) =>
        new(precision == Precision.Fast ? FastPass.Apply(graph) : graph);

    /// <summary>A scorer of its own for one thread; the caller disposes it.</summary>
    /// <param name="rows">Rows that it takes at a time, of a larger batch one stretch after the other.</param>
    public IScorer OpenScorer(int rows = 1024) => new CompiledScorer(Graph, rows);

    /// <summary>A schema that reads categories as the numbers that this model gives them.</summary>
    public TableSchema WithVocabularies(TableSchema schema) => schema with
    {
        Vocabularies = Graph.Signature.Categorical.Select((name, column) => (name, column)).ToDictionary(pair => pair.name, pair => Graph.Vocabulary(pair.column), StringComparer.Ordinal),
    };

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
