using Pipeline.Tables;

namespace Pipeline.Training.Rows;

/// <summary>The keys of rows in their order, each with the side of its row; of equal keys the training rows come first.</summary>
internal sealed class SortedKeys
{
    public const byte Train = 0;
    public const byte Test = 1;
    public const byte Validation = 2;
    public const byte NoSide = 3;

    private readonly RowKey[] keys;
    private readonly byte[] sides;

    /// <summary>Sorts some keys.</summary>
    /// <param name="keys">[rows] or more.</param>
    /// <param name="sides">[rows] which side a row is on.</param>
    public SortedKeys(RowKey[] keys, byte[] sides)
    {
        this.keys = keys[..sides.Length];
        this.sides = [.. sides];
        Array.Sort(this.keys, this.sides);
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

    private int EndOfRun(int start)
    {
        var end = start + 1;
        while (end < keys.Length && keys[end] == keys[start])
            end++;
        return end;
    }
}
