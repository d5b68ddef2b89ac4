using Pipeline.Model;

namespace Pipeline.Scoring;

/// <summary>
/// Looks for scores that are no finite numbers: values far beyond the training rows can overflow float32 on their way through a
/// chain, though each of them is a finite number.
/// </summary>
public static class FiniteScores
{
    /// <summary>How many rows have a score or probability that is NaN or infinite.</summary>
    public static long CountOthers(Predictions predictions)
    {
        long count = 0;
        for (var row = 0; row < predictions.Count; row++)
            count += IsFinite(predictions, row) ? 0 : 1;
        return count;
    }

    /// <summary>Fails where a figure would have to be taken of such a row.</summary>
    /// <param name="predictions">The predictions.</param>
    /// <param name="rows">Which rows they are of, for the message.</param>
    /// <exception cref="DataException">A row has no finite score.</exception>
    public static void Require(Predictions predictions, string rows)
    {
        for (var row = 0; row < predictions.Count; row++)
        {
            if (IsFinite(predictions, row))
                continue;
            var score = predictions.Score[row * predictions.ScoreWidth];
            throw new DataException(FormattableString.Invariant($"row {row + 1} of {rows}"), FormattableString.Invariant($"a score of {score:R} ({CountOthers(predictions):N0} rows in all have none that is finite)"),
                "finite scores, to measure them", "Look for values far beyond the training rows.");
        }
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
