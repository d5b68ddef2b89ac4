using Pipeline.Artifacts;
using Pipeline.Evaluation;
using Pipeline.Model;
using Pipeline.Scoring;
using Pipeline.Tables;
using Pipeline.Verification;
using Pipeline.Work;

namespace Pipeline.Runs;

/// <summary>
/// From rows to a fitted, measured model: fit on the training rows, compile the fitted chain, score the held-out rows with what was
/// compiled, measure. Nothing is written, so that train, cross-validation and checks can all take this road.
/// </summary>
internal sealed class Trial : IDisposable
{
    private readonly CompiledModel compiled;

    private Trial(TrialRows rows, TunedModel tuned)
    {
        Rows = rows;
        Tuned = tuned;
        compiled = CompiledModel.Compile(tuned.Model);
        HeldOut = rows.Table.Batch.Select(rows.Table.Split.Test);
        Predictions = compiled.Score(HeldOut);
        FiniteScores.Require(Predictions, "the held-out rows");
        Report = Measure(Predictions, HeldOut);
    }

    /// <summary>The rows.</summary>
    public TrialRows Rows { get; }

    /// <summary>The model: fitted, calibrated and decided.</summary>
    public TunedModel Tuned { get; }

    /// <summary>The held-out rows.</summary>
    public RowBatch HeldOut { get; }

    /// <summary>What the compiled model says of them.</summary>
    public Predictions Predictions { get; }

    /// <summary>Its figures of them.</summary>
    public EvaluationReport Report { get; }

    /// <summary>Fits, compiles and measures.</summary>
    /// <param name="rows">The rows; their numbers get the types of the model.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="Model.Problems.DataException">There is nothing to learn from, or a score is not finite.</exception>
    /// <exception cref="Model.Problems.CheckException">No threshold reaches what the rule asks for.</exception>
    public static Trial Run(TrialRows rows, IProgress<RunProgress>? progress = null, CancellationToken cancel = default)
    {
        var tuned = TunedModel.Of(rows.Config, rows.Table, progress, cancel);
        return Interruptible.Run(() => new Trial(rows, tuned), cancel);
    }

    /// <summary>The model's figures of other rows.</summary>
    public EvaluationReport Measure(RowBatch rows) => Measure(compiled.Score(rows), rows);

    /// <summary>The account for a zip, once the compiled graph has been held to ML.NET's own Transform.</summary>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="Model.Problems.ParityException">The two differ by more than the stated bound.</exception>
    public Manifest Account(CancellationToken cancel)
    {
        var (model, graph) = (Tuned.Model, compiled.Graph);
        var record = Interruptible.Run(() => new CompiledRecord(
            ChainParityCheck.Measure(model, graph, HeldOut, Predictions), FastCheck.Measure(graph, HeldOut, Predictions)), cancel);
        return TrainManifest.Of(this, record, graph);
    }

    /// <summary>
    /// Holds a model that was read back from its zip to this one: the scores of the held-out rows, bit for bit. What scores is read from
    /// the zip by this program; ML.NET has to be able to load it all the same.
    /// </summary>
    /// <exception cref="Model.Problems.ParityException">They differ.</exception>
    /// <exception cref="Model.Problems.ArtifactException">ML.NET cannot load it.</exception>
    public void RequireSameScores(OpenedModel opened)
    {
        Columnwise.Both(() => opened.Model, () =>
        {
            using var shipped = CompiledModel.Compile(opened.Graph);
            ScoreParity.Require(Predictions, shipped.Score(HeldOut));
        });
    }

    /// <inheritdoc/>
    public void Dispose() => compiled.Dispose();

    private EvaluationReport Measure(Predictions predictions, RowBatch rows)
    {
        var classes = Tuned.Model.Signature.Classes;
        return Evaluator.Evaluate(predictions, TruthCollector.Of(rows, classes), classes, Tuned.Fit.Prior);
    }
}
