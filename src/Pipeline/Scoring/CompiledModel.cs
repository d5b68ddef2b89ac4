using Pipeline.Graph;
using Pipeline.Graph.MlNet;
using Pipeline.Graph.Onnx;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Scoring.Cuda;
using Pipeline.Scoring.Scorers;
using Pipeline.Tables;

namespace Pipeline.Scoring;

/// <summary>
/// A scoring graph, made ready to score once: of the fitted chain of a zip, or of whatever else makes a graph. The one place that
/// decides what scores: every command asks it for scorers.
/// </summary>
internal sealed class CompiledModel : IDisposable
{
    // What a scorer takes at a time fits in a core's cache.
    private const int ScorerRows = 1024;

    private readonly CudaModel? cuda;

    private CompiledModel(ScoringGraph graph, CudaModel? cuda, Placement placement)
    {
        this.cuda = cuda;
        Graph = graph;
        Placement = placement;
    }

    /// <summary>What is computed; its precision is exact for a model that has nothing to gain from fast.</summary>
    public ScoringGraph Graph { get; }

    /// <summary>Where it is computed.</summary>
    public Placement Placement { get; }

    /// <summary>Compiles a fitted chain for the processor.</summary>
    /// <exception cref="ArtifactException">A step cannot be compiled; it names the step and its type.</exception>
    public static CompiledModel Compile(FittedModel model, Precision precision = Precision.Exact) => Compile(ChainCompiler.Compile(model), precision);

    /// <summary>Compiles a fitted chain for a device; see the same of a graph.</summary>
    /// <exception cref="ArtifactException">A step cannot be compiled; it names the step and its type.</exception>
    public static CompiledModel Compile(FittedModel model, Precision precision, Device device, int? rows, int scorers = 1) =>
        Compile(ChainCompiler.Compile(model), precision, device, rows, scorers);

    /// <summary>Compiles a graph for the processor.</summary>
    /// <param name="graph">The exact graph.</param>
    /// <param name="precision">How to compute.</param>
    /// <exception cref="ArtifactException">Parts of the graph do not fit each other.</exception>
    public static CompiledModel Compile(ScoringGraph graph, Precision precision = Precision.Exact) => new(Prepared(graph, precision), null, Placement.Cpu);

    /// <summary>Compiles a graph for a device.</summary>
    /// <param name="graph">The exact graph.</param>
    /// <param name="precision">How to compute.</param>
    /// <param name="device">Where to.</param>
    /// <param name="rows">Most rows that go to a GPU at a time; null for what suits the graph.</param>
    /// <param name="scorers">How many scorers will be at work together: a GPU's are made now, so that lack of memory shows before anything is read.</param>
    /// <exception cref="ArtifactException">Parts of the graph do not fit each other.</exception>
    /// <exception cref="ConfigException">More GPUs than scorers.</exception>
    /// <exception cref="DeviceException">The device that was asked for is not there, has too little memory, or fails.</exception>
    public static CompiledModel Compile(ScoringGraph graph, Precision precision, Device device, int? rows, int scorers = 1)
    {
        var prepared = Prepared(graph, precision);
        return DeviceChoice.Open(device, placement => Open(prepared, placement, rows, scorers));
    }

    /// <summary>A scorer of its own for one thread; the caller disposes it.</summary>
    /// <param name="rows">Rows that it takes at a time on the processor, of a larger batch one stretch after the other.</param>
    /// <exception cref="DeviceException">The device has no room for it, or fails.</exception>
    public IScorer OpenScorer(int rows = ScorerRows) => cuda?.OpenScorer() ?? new CompiledScorer(Graph, rows);

    /// <summary>A schema that reads categories as the numbers that this model gives them.</summary>
    public TableSchema WithVocabularies(TableSchema schema)
    {
        var vocabularies = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        for (var column = 0; column < Graph.Signature.Categorical.Count; column++)
            vocabularies.Add(Graph.Signature.Categorical[column], Graph.Vocabulary(column));
        return schema with { Vocabularies = vocabularies };
    }

    /// <summary>Room for predictions of this model.</summary>
    public Predictions NewPredictions() => new(Graph.Signature.Task, Graph.Signature.Classes.Count) { Link = Graph.Link };

    /// <summary>The predictions of all rows of a batch that holds its texts as strings.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="threads">How many threads of the processor score; null for all. No bit depends on it.</param>
    public Predictions Score(RowBatch batch, int? threads = null)
    {
        var predictions = NewPredictions();
        if (cuda is not null)
        {
            using var scorer = OpenScorer();
            scorer.Score(batch, predictions);
            return predictions;
        }
        foreach (var stretch in Stretchwise.Map(batch, ScorerRows, threads, () => OpenScorer(), (scorer, rows, _) => Score(scorer, rows)))
            predictions.Add(stretch);
        return predictions;
    }

    /// <inheritdoc/>
    public void Dispose() => cuda?.Dispose();

    private Predictions Score(IScorer scorer, RowBatch rows)
    {
        var predictions = NewPredictions();
        scorer.Score(rows, predictions);
        return predictions;
    }

    private static CompiledModel Open(ScoringGraph graph, Placement placement, int? rows, int scorers)
    {
        if (placement.Device.Kind == DeviceKind.Cpu)
            return new CompiledModel(graph, null, placement);
        if (placement.Device.Indices.Count > scorers)
        {
            throw new ConfigException("--device", FormattableString.Invariant($"{placement.Device.Indices.Count} GPUs for {scorers} at work"),
                "no more GPUs than threads: one without would stand idle",
                "Give more --threads, or fewer GPUs; evaluate --held-out takes one.");
        }
        var bytes = OnnxCompiler.Compile(graph, out var cost);
        var batch = Math.Min(rows ?? DeviceCost.BatchRows(cost, graph.Signature.Features.Count()), DeviceCost.MostRows(cost));
        var cuda = CudaModel.Open(graph, bytes, placement.Device.Indices, batch, scorers);
        return new CompiledModel(graph, cuda, placement with { BatchRows = cuda.Rows });
    }

    private static ScoringGraph Prepared(ScoringGraph graph, Precision precision)
    {
        GraphShape.Require(graph);
        return precision == Precision.Fast ? FastPass.Apply(graph) : graph;
    }
}
