using Pipeline.Data;
using Pipeline.Model;

namespace Pipeline.Scoring;

/// <summary>Keeps predictions and what is known of their rows, to measure them.</summary>
/// <param name="predictions">Gets the predictions of all rows, in order.</param>
/// <param name="truth">Gets their labels and weights.</param>
/// <param name="audit">Counts the rows.</param>
internal sealed class CollectingStep(Predictions predictions, TruthCollector truth, FeatureAudit audit) : IScoringStep
{
    /// <inheritdoc/>
    public string Name => "evaluating";

    /// <inheritdoc/>
    public void Prepare(ScoredBlock block)
    {
    }

    /// <inheritdoc/>
    public void Finish(ScoredBlock block)
    {
        predictions.Add(block.Predictions);
        truth.Add(block.Rows);
        audit.Add(block.Rows);
    }
}
