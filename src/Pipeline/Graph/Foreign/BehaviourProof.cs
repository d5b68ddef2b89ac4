namespace Pipeline.Graph.Foreign;

/// <summary>
/// Whether a score is a function of its row, shown and not argued: the same rows are scored alone, in batches of several sizes, in another
/// order, and each of them twice; every output has to have the same bits as when its row was scored alone. NaN is the same as any
/// other NaN.
/// </summary>
internal static class BehaviourProof
{
    /// <summary>Rows that a proof is to have.</summary>
    public const int Rows = 512;

    /// <summary>Sizes of batches; the last batch of each takes what is left.</summary>
    public static IReadOnlyList<int> BatchSizes { get; } = [7, 32, Rows];

    /// <summary>Scores rows.</summary>
    /// <param name="rows">[count, features] row by row.</param>
    /// <param name="count">How many.</param>
    /// <returns>[count, outputs] row by row.</returns>
    public delegate float[] BatchScore(float[] rows, int count);

    /// <summary>Scores the rows in every way.</summary>
    /// <param name="score">Scores rows; what it throws goes on.</param>
    /// <param name="rows">[count, features] row by row.</param>
    /// <param name="features">Values of a row.</param>
    /// <returns>Where outputs differ: one entry for each way in which they do; empty where the proof holds.</returns>
    public static IReadOnlyList<BehaviourDifference> Find(BatchScore score, float[] rows, int features)
    {
        var count = rows.Length / features;
        var inOrder = Enumerable.Range(0, count).ToArray();
        var alone = Scores(score, rows, features, inOrder, 1);
        var differences = new List<BehaviourDifference>();
        void Compare(string way, int[] order, int batch)
        {
            if (BehaviourDifference.Of(way, alone, Scores(score, rows, features, order, batch)) is { } difference)
                differences.Add(difference);
        }

        Compare("alone, once more", inOrder, 1);
        foreach (var size in BatchSizes.Where(size => size < count).Append(count))
        {
            Compare(FormattableString.Invariant($"in batches of {size}"), inOrder, size);
            Compare(FormattableString.Invariant($"in batches of {size}, once more"), inOrder, size);
        }
        foreach (var size in BatchSizes.Where(size => size < count).Append(count))
            Compare(FormattableString.Invariant($"shuffled, in batches of {size}"), Shuffled(count), size);
        return differences;
    }

    /// <summary>The outputs of each row, in the order of the rows, scored in another order and in batches.</summary>
    private static float[][] Scores(BatchScore score, float[] rows, int features, int[] order, int size)
    {
        var scores = new float[order.Length][];
        for (var start = 0; start < order.Length; start += size)
        {
            var batch = order[start..Math.Min(start + size, order.Length)];
            var outputs = score([.. batch.SelectMany(row => rows[(row * features)..((row + 1) * features)])], batch.Length);
            var width = outputs.Length / batch.Length;
            // What is no whole number of outputs a row fits no row: all of it stands for each.
            for (var i = 0; i < batch.Length; i++)
                scores[batch[i]] = outputs.Length % batch.Length == 0 ? outputs[(i * width)..((i + 1) * width)] : outputs;
        }
        return scores;
    }

    /// <summary>The same order each time (Fisher and Yates, with a congruential generator of Knuth's).</summary>
    private static int[] Shuffled(int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        ulong state = 1;
        for (var i = count - 1; i > 0; i--)
        {
            state = unchecked((state * 6364136223846793005) + 1442695040888963407);
            var j = (int)((state >> 33) % (ulong)(i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }
        return order;
    }
}
