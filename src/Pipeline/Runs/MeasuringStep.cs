using Pipeline.Evaluation;
using Pipeline.Model.Problems;
using Pipeline.Scoring;
using Pipeline.Tables;
using Pipeline.Tables.Audit;

namespace Pipeline.Runs;

/// <summary>Measures the rows of a run as they come.</summary>
/// <param name="classes">The classes in the order of their indexes; none for a regression.</param>
/// <param name="measurement">Gets predictions, labels and weights of all rows, in order.</param>
/// <param name="audit">Counts the rows.</param>
internal sealed class MeasuringStep(IReadOnlyList<string> classes, Measurement measurement, FeatureAudit audit) : IScoringStep
{
    private readonly FiniteScores finite = new("the data");

    /// <inheritdoc/>
    public string Name => "evaluating";

    /// <inheritdoc/>
    public void Prepare(ScoredBlock block)
    {
    }

    /// <inheritdoc/>
    public void Finish(ScoredBlock block)
    {
        audit.Add(block.Rows);
        finite.Add(block.Predictions);
        if (finite.Others == 0)
            measurement.Add(block.Predictions, TruthCollector.Of(block.Rows, classes));
    }

    /// <summary>The figures, where every row has a finite score.</summary>
    /// <exception cref="DataException">One has not.</exception>
    public EvaluationReport Report()
    {
        finite.Require();
        return measurement.Report();
    }
}
