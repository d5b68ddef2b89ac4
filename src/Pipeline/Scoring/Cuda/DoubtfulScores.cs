using Pipeline.Graph;
using Pipeline.Model;
using Pipeline.Scoring.Scorers;
using Pipeline.Tables;

namespace Pipeline.Scoring.Cuda;

/// <summary>
/// Looks at scores of a device that are NaN. A sum that the device has taken in another order than the graph states comes out as NaN
/// and never as another number; a score can be NaN of its own, too. The processor knows which it is.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="device">Number of the device.</param>
internal sealed class DoubtfulScores(ScoringGraph graph, int device)
{
    private readonly Lazy<CompiledScorer> processor = new(() => new CompiledScorer(graph));

    /// <summary>Fails where a score or probability is NaN and the processor's is not, class by class: what is NaN of its own excuses no other.</summary>
    /// <param name="batch">The rows.</param>
    /// <param name="predictions">What the device said of them, after what it said of others.</param>
    /// <exception cref="DeviceException">The device has not added in the order of the graph.</exception>
    public void Refuse(RowBatch batch, Predictions predictions)
    {
        var first = predictions.Count - batch.Count;
        if (!HasNaN(predictions.Score[(first * predictions.ScoreWidth)..]) && !HasNaN(predictions.Probability[(first * predictions.ProbabilityWidth)..]))
            return;
        int[] doubtful = [.. Enumerable.Range(0, batch.Count).Where(row => IsDoubtful(predictions, first + row))];
        var expected = new Predictions(predictions.Task, predictions.Classes);
        processor.Value.Score(batch.Select(doubtful), expected);
        for (var i = 0; i < doubtful.Length; i++)
        {
            Refuse("score", ScoreOf(predictions, first + doubtful[i]), ScoreOf(expected, i));
            Refuse("probability", ProbabilityOf(predictions, first + doubtful[i]), ProbabilityOf(expected, i));
        }
    }

    private void Refuse(string name, ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        for (var k = 0; k < actual.Length; k++)
        {
            if (float.IsNaN(actual[k]) && !float.IsNaN(expected[k]))
            {
                throw new DeviceException(FormattableString.Invariant($"cuda:{device}"),
                    FormattableString.Invariant($"a {name} of NaN where the processor's is {expected[k]:R}"),
                    "sums in the order that the graph states",
                    "The device, its driver or its libraries add in another: see what gpu-check says, and take --device cpu.");
            }
        }
    }

    private static ReadOnlySpan<float> ScoreOf(Predictions predictions, int row) =>
        predictions.Score.Slice(row * predictions.ScoreWidth, predictions.ScoreWidth);

    private static ReadOnlySpan<float> ProbabilityOf(Predictions predictions, int row) =>
        predictions.Probability.Slice(row * predictions.ProbabilityWidth, predictions.ProbabilityWidth);

    private static bool IsDoubtful(Predictions predictions, int row) => HasNaN(ScoreOf(predictions, row)) || HasNaN(ProbabilityOf(predictions, row));

    private static bool HasNaN(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            if (float.IsNaN(value))
                return true;
        }
        return false;
    }
}
