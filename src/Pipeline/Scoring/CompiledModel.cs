using Pipeline.Data;
using Pipeline.Graph;
using Pipeline.Graph.Onnx;
using Pipeline.Model;
using Pipeline.Scoring.Cuda;

namespace Pipeline.Scoring;

/// <summary>
/// A model compiled from the fitted chain of its zip, once, and ready to score. The one place that decides what scores: every
/// command asks it for scorers.
/// </summary>
public sealed class CompiledModel : IDisposable
{
    private readonly CudaModel? cuda;

    private CompiledModel(ScoringGraph graph, Precision precision, CudaModel? cuda, Placement placement)
    {
        this.cuda = cuda;
        Graph = graph;
        Precision = precision;
        Placement = placement;
    }

    /// <summary>What is computed.</summary>
    public ScoringGraph Graph { get; }

    /// <summary>How it is computed.</summary>
    public Precision Precision { get; }

    /// <summary>Where it is computed.</summary>
    public Placement Placement { get; }

    /// <summary>Compiles a fitted chain for the processor.</summary>
    /// <exception cref="ArtifactException">A step cannot be compiled; it names the step and its type.</exception>
    public static CompiledModel Compile(FittedModel model, Precision precision = Precision.Exact) => Compile(model, precision, Device.Cpu, 0);

    /// <summary>Compiles a fitted chain for a device.</summary>
    /// <param name="model">The chain.</param>
    /// <param name="precision">How to compute.</param>
    /// <param name="device">Where to.</param>
    /// <param name="rows">Most rows that go to a GPU at a time.</param>
    /// <exception cref="ArtifactException">A step cannot be compiled; it names the step and its type.</exception>
    /// <exception cref="DeviceException">The device is not there, has too little memory, or fails.</exception>
    public static CompiledModel Compile(FittedModel model, Precision precision, Device device, int rows)
    {
        var graph = ChainCompiler.Compile(model);
        var placement = DeviceChoice.Of(device);
        if (placement.Device.Kind == DeviceKind.Cpu)
            return new CompiledModel(graph, precision, null, placement);
        var cuda = CudaModel.Open(graph, OnnxCompiler.Compile(graph), placement.Device.Indices, rows);
        return new CompiledModel(graph, precision, cuda, placement with { BatchRows = cuda.Rows });
    }

    /// <summary>A scorer of its own for one thread; the caller disposes it.</summary>
    /// <exception cref="DeviceException">The device has no room for it, or fails.</exception>
    public IScorer OpenScorer() => cuda?.OpenScorer() ?? new CompiledScorer(Graph);

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
    public void Dispose() => cuda?.Dispose();
}
