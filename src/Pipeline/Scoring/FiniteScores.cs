using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Scoring;

/// <summary>
/// Looks for scores that are no finite numbers: values far beyond the training rows can overflow float32 on their way through a
/// chain, though each of them is a finite number.
/// </summary>
/// <param name="rows">Which rows are looked at, for the message.</param>
internal sealed class FiniteScores(string rows)
{
    private long count;
    private (long Row, float Score) first;

    /// <summary>How many rows so far have a score or probability that is NaN or infinite.</summary>
    public long Others { get; private set; }

    /// <summary>Looks at a batch; batches come in the order of the rows.</summary>
    public void Add(Predictions predictions)
    {
        for (var row = 0; row < predictions.Count; row++)
        {
            count++;
            if (IsFinite(predictions, row))
                continue;
            if (Others++ == 0)
                first = (count, predictions.Score[row * predictions.ScoreWidth]);
        }
    }

    /// <summary>Fails where a figure would have to be taken of such a row.</summary>
    /// <exception cref="DataException">A row has no finite score.</exception>
    public void Require()
    {
        if (Others > 0)
        {
            throw new DataException(FormattableString.Invariant($"row {first.Row} of {rows}"),
                FormattableString.Invariant($"a score of {first.Score:R} ({Others:N0} rows in all have none that is finite)"),
                "finite scores, to measure them", "Look for values far beyond the training rows.");
        }
    }

    /// <summary>The same of predictions that are all at hand.</summary>
    /// <exception cref="DataException">A row has no finite score.</exception>
    public static void Require(Predictions predictions, string rows)
    {
        var scores = new FiniteScores(rows);
        scores.Add(predictions);
        scores.Require();
    }

    private static bool IsFinite(Predictions predictions, int row) =>
        AllFinite(predictions.Score.Slice(row * predictions.ScoreWidth, predictions.ScoreWidth))
        && AllFinite(predictions.Probability.Slice(row * predictions.ProbabilityWidth, predictions.ProbabilityWidth));

    private static bool AllFinite(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            if (!float.IsFinite(value))
                return false;
        }
        return true;
    }
}
