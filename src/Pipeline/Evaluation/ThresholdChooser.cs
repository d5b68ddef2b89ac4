using System.Globalization;
using Pipeline.Configuration.Records;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Evaluation;

/// <summary>Chooses the probability from which a row is predicted positive.</summary>
internal static class ThresholdChooser
{
    private const string Where = "$.scoring.threshold";

    /// <summary>
    /// The threshold t of the rule «positive where p ≥ t». Candidates are the distinct probabilities of the rows with a weight
    /// above 0; of equally good ones the highest is taken. Fractions are compared without dividing where that would round,
    /// so with whole weights (or none) ties are exact.
    /// </summary>
    /// <param name="rule">The rule; a fixed threshold is returned as it is.</param>
    /// <param name="probability">[rows] probability of the positive class, of training rows.</param>
    /// <param name="truth">The same rows' labels (0 or 1) and weights.</param>
    /// <exception cref="CheckException">No candidate reaches the stated figure, or a class that the rule needs is absent.</exception>
    /// <exception cref="ArgumentException">The parts do not fit each other, or a probability is NaN: a bug of the caller.</exception>
    public static double Choose(ThresholdRule rule, ReadOnlySpan<float> probability, Truth truth)
    {
        if (rule.Kind == ThresholdKind.Fixed)
            return rule.Value;

        var ranking = Rank(probability, truth);
        if (ranking.Positives == 0 || (ranking.Negatives == 0 && rule.Kind == ThresholdKind.Youden))
        {
            var absent = ranking.Positives == 0 ? "positive" : "negative";
            throw new CheckException(Where, $"no {absent} row among the rows that the threshold is chosen on", $"at least one {absent} row",
                "State the threshold as a number, or give other training rows.");
        }
        return rule.Kind switch
        {
            ThresholdKind.F1 => Best(ranking.Steps, (a, b) => F1(a, ranking).CompareTo(F1(b, ranking))),
            ThresholdKind.Youden => Best(ranking.Steps, (a, b) => CompareYouden(a, b, ranking)),
            ThresholdKind.Precision => Best(
                Reaching(ranking, "precision", rule.Value, step => step.Precision),
                (a, b) => a.TruePositives.CompareTo(b.TruePositives)),
            ThresholdKind.Recall => Best(
                Reaching(ranking, "recall", rule.Value, step => step.TruePositives / ranking.Positives),
                (a, b) => a.Precision.CompareTo(b.Precision)),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.Kind, "unknown rule"),
        };
    }

    private static Ranking Rank(ReadOnlySpan<float> probability, Truth truth)
    {
        if (probability.Length != truth.Count)
            throw EvaluationGuard.Wrong(nameof(truth), $"{truth.Count} rows of truth for {probability.Length} probabilities");
        EvaluationGuard.CheckTruth(truth, 2);
        for (var row = 0; row < probability.Length; row++)
        {
            if (!(probability[row] >= 0))
                throw EvaluationGuard.Wrong(nameof(probability), $"the probability of row {row} is {probability[row]}");
        }
        return new Ranking(RankedRows.Steps(probability, truth));
    }

    /// <summary>The best step; steps come highest threshold first, so the first of equally good ones has the highest.</summary>
    private static double Best(IReadOnlyList<RankingStep> steps, Comparison<RankingStep> compare)
    {
        var best = steps[0];
        foreach (var step in steps)
        {
            if (compare(step, best) > 0)
                best = step;
        }
        return best.Threshold;
    }

    private static double F1(RankingStep step, Ranking ranking) =>
        2 * step.TruePositives / (step.TruePositives + step.FalsePositives + ranking.Positives);

    /// <summary>
    /// Youden's J = TPR − FPR (Youden 1950), times P·N: the two divisions would round equal figures apart.
    /// </summary>
    private static int CompareYouden(RankingStep a, RankingStep b, Ranking ranking) =>
        ((a.TruePositives - b.TruePositives) * ranking.Negatives).CompareTo((a.FalsePositives - b.FalsePositives) * ranking.Positives);

    private static List<RankingStep> Reaching(Ranking ranking, string metric, double value, Func<RankingStep, double> figure)
    {
        var reaching = ranking.Steps.Where(step => figure(step) >= value).ToList();
        if (reaching.Count > 0)
            return reaching;
        var best = ranking.Steps.MaxBy(figure);
        var found = string.Create(CultureInfo.InvariantCulture,
            $"the best {metric} of any threshold is {figure(best)} (at {best.Threshold}) on the rows that it is chosen on");
        throw new CheckException(Where, found, string.Create(CultureInfo.InvariantCulture, $"a {metric} of at least {value}"),
            $"Ask for less {metric}, or improve the model.");
    }

    private sealed record Ranking(IReadOnlyList<RankingStep> Steps)
    {
        public double Positives => Steps.Count == 0 ? 0 : Steps[^1].TruePositives;

        public double Negatives => Steps.Count == 0 ? 0 : Steps[^1].FalsePositives;
    }
}
