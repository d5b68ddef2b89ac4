using System.Numerics;
using Pipeline.Tables;

namespace Pipeline.Training.Rows;

/// <summary>The keys of rows in their order, each with the side of its row; of equal keys the training rows come first.</summary>
internal sealed class SortedKeys
{
    public const byte Train = 0;
    public const byte Test = 1;
    public const byte Validation = 2;
    public const byte NoSide = 3;

    // As many as a bucket holds on average: few enough to sort them by comparing neighbours.
    private const int Bucket = 8;
    private const int MostBits = 20;

    private readonly RowKey[] keys;
    private readonly byte[] sides;

    /// <summary>Sorts some keys.</summary>
    /// <param name="keys">[rows] or more.</param>
    /// <param name="sides">[rows] which side a row is on.</param>
    public SortedKeys(RowKey[] keys, byte[] sides)
    {
        this.keys = new RowKey[sides.Length];
        this.sides = new byte[sides.Length];
        Sort(keys, sides);
        for (var start = 0; start < sides.Length; start = EndOfRun(start))
            this.sides.AsSpan(start..EndOfRun(start)).Sort();
    }

    /// <summary>How many keys there are.</summary>
    public int Count => keys.Length;

    /// <summary>A key, and the side of its row.</summary>
    public (RowKey Key, byte Side) this[int i] => (keys[i], sides[i]);

    /// <summary>How many test rows have a key that a row of training or validation has too, how many such keys there are, and how many keys in all.</summary>
    public (int Rows, int Keys, int Distinct) Common()
    {
        var (rows, common, distinct) = (0, 0, 0);
        for (var start = 0; start < keys.Length; distinct++)
        {
            var end = EndOfRun(start);
            var run = sides.AsSpan(start..end);
            var tested = run.Count(Test);
            if (tested > 0 && run.ContainsAny(Train, Validation))
                (rows, common) = (rows + tested, common + 1);
            start = end;
        }
        return (rows, common, distinct);
    }

    /// <summary>
    /// Keys are spread evenly, so that their first bits alone bring nearly all of them to their places (bucket sort); what is left of
    /// the order is found by comparing.
    /// </summary>
    private void Sort(RowKey[] from, byte[] fromSides)
    {
        var shift = 64 - Math.Clamp(BitOperations.Log2((uint)(keys.Length / Bucket) + 1), 1, MostBits);
        var ends = new int[(1 << (64 - shift)) + 1];
        foreach (var key in from.AsSpan(0, keys.Length))
            ends[(int)(key.High >> shift) + 1]++;
        for (var bucket = 1; bucket < ends.Length; bucket++)
            ends[bucket] += ends[bucket - 1];
        for (var i = 0; i < keys.Length; i++)
        {
            var at = ends[(int)(from[i].High >> shift)]++;
            (keys[at], sides[at]) = (from[i], fromSides[i]);
        }
        for (var (bucket, start) = (0, 0); bucket < ends.Length - 1; start = ends[bucket++])
            keys.AsSpan(start..ends[bucket]).Sort(sides.AsSpan(start..ends[bucket]));
    }

    private int EndOfRun(int start)
    {
        var end = start + 1;
        while (end < keys.Length && keys[end] == keys[start])
            end++;
        return end;
    }
}
