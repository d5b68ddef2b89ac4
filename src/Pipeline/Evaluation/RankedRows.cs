using Pipeline.Model;

namespace Pipeline.Evaluation;

/// <summary>The rows in order of their probability, the highest first: what AUC, AUPRC and the choice of a threshold have in common.</summary>
internal sealed class RankedRows(bool weighted) : IDisposable
{
    private readonly SortedRuns<uint> rows = new(weighted);

    /// <summary>
    /// Adds a row; its weight is above 0. Float32 numbers from 0 up are in the order of their bits, the sign is free for the label, and a descending order
    /// is an
    /// ascending one of the complements.
    /// </summary>
    /// <param name="probability">0 to 1, in float32, as models give it.</param>
    /// <param name="label">0 or 1.</param>
    /// <param name="weight">Above 0.</param>
    public void Add(float probability, int label, double weight) => rows.Add(~((BitConverter.SingleToUInt32Bits(probability) << 1) | (uint)label), weight);

    /// <summary>The distinct probabilities, highest first; once. Tied rows are one step, so the order of rows does not matter.</summary>
    public IEnumerable<RankingStep> Steps()
    {
        var positives = new CompensatedSum();
        var negatives = new CompensatedSum();
        var before = -1f;
        foreach (var (key, weight) in rows.InOrder())
        {
            var probability = BitConverter.UInt32BitsToSingle(~key >> 1);
            if (before >= 0 && probability != before)
                yield return new RankingStep(before, positives.Value, negatives.Value);
            before = probability;
            if ((~key & 1) == 1)
                positives.Add(weight);
            else
                negatives.Add(weight);
        }
        if (before >= 0)
            yield return new RankingStep(before, positives.Value, negatives.Value);
    }

    public void Dispose() => rows.Dispose();

    /// <summary>Ranks rows that are all at hand, those with a weight above 0.</summary>
    public static IReadOnlyList<RankingStep> Steps(ReadOnlySpan<float> probability, Truth truth)
    {
        using var ranked = new RankedRows(truth.Weight is not null);
        for (var row = 0; row < probability.Length; row++)
        {
            if (truth.Weight?[row] is not 0.0)
                ranked.Add(probability[row], (int)truth.Label[row], truth.Weight?[row] ?? 1);
        }
        return [.. ranked.Steps()];
    }
}
