using System.Runtime.InteropServices;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Verification;

/// <summary>Holds the predictions of the zip, opened from disk, against those that were measured.</summary>
internal static class ScoreParity
{
    /// <summary>The first differences between two sets of predictions of the same rows, bit for bit.</summary>
    /// <param name="measured">What was measured.</param>
    /// <param name="shipped">What the zip gives.</param>
    /// <param name="most">How many differences to name at most.</param>
    public static IReadOnlyList<Problem> Compare(Predictions measured, Predictions shipped, int most = 10)
    {
        if (measured.Count != shipped.Count)
            return [new Problem("predictions", $"{shipped.Count} rows", $"{measured.Count} rows")];
        var problems = new List<Problem>();
        Compare("Score", measured.Score, shipped.Score, measured.ScoreWidth, problems, most);
        Compare("Probability", measured.Probability, shipped.Probability, measured.ProbabilityWidth, problems, most);
        for (var row = 0; row < measured.PredictedLabel.Length && problems.Count < most; row++)
        {
            if (measured.PredictedLabel[row] != shipped.PredictedLabel[row])
                problems.Add(new Problem(Row(row), $"predicted class {shipped.PredictedLabel[row]} from the zip",
                    $"{measured.PredictedLabel[row]} as measured"));
        }
        return problems;
    }

    /// <summary>Fails where the zip does not give what was measured.</summary>
    /// <exception cref="ParityException">A prediction differs.</exception>
    public static void Require(Predictions measured, Predictions shipped)
    {
        var problems = Compare(measured, shipped);
        if (problems.Count > 0)
            throw new ParityException([.. problems.SkipLast(1), problems[^1] with { Remedy = ParityException.Remedy }]);
    }

    private static void Compare(
        string name, ReadOnlySpan<float> measured, ReadOnlySpan<float> shipped, int width, List<Problem> problems, int most)
    {
        var a = MemoryMarshal.Cast<float, int>(measured);
        var b = MemoryMarshal.Cast<float, int>(shipped);
        if (a.SequenceEqual(b))
            return;
        for (var i = 0; i < a.Length && problems.Count < most; i++)
        {
            if (a[i] != b[i])
                problems.Add(new Problem(Row(i / width), FormattableString.Invariant($"{name} {shipped[i]:R} from the zip"),
                    FormattableString.Invariant($"{measured[i]:R} as measured")));
        }
    }

    private static string Row(int row) => FormattableString.Invariant($"row {row + 1} of the held-out rows");
}
