namespace Pipeline.Tables.Audit;

/// <summary>
/// The numbers of a fixed number of rows, as if drawn at random, in memory that does not grow with the rows. A row is drawn by its
/// number alone: by a hash of it, of which ever more last bits have to be 0 as the rows become more. So the sample is the same however
/// the rows are cut into batches, and no rhythm of the file is in it. All rows are in it while there is room.
/// </summary>
internal sealed class RowSample
{
    private const int MostRows = 1024;
    private const int FewestRows = 64;
    private const int MostValues = 1 << 22;
    private readonly int[] indexes;
    private readonly double[][] values;
    private readonly long[] numbers;
    private ulong mask;
    private long seen;

    /// <summary>Prepares to draw rows.</summary>
    /// <param name="columns">Positions of the number columns in their batches.</param>
    public RowSample(int[] columns)
    {
        indexes = columns;
        numbers = new long[Math.Clamp(MostValues / Math.Max(indexes.Length, 1), FewestRows, MostRows)];
        values = new double[indexes.Length][];
        for (var i = 0; i < values.Length; i++)
            values[i] = new double[numbers.Length];
    }

    /// <summary>Rows in the sample.</summary>
    public int Count { get; private set; }

    /// <summary>[Count] the numbers of the column at this position of the list, NaN where missing.</summary>
    public ReadOnlySpan<double> Of(int column) => values[column].AsSpan(0, Count);

    /// <summary>Takes the next rows.</summary>
    public void Add(RowBatch batch)
    {
        if (indexes.Length == 0)
            return;
        for (var row = 0; row < batch.Count; row++, seen++)
        {
            while (Hits(seen) && Count == numbers.Length)
                Thin();
            if (!Hits(seen))
                continue;
            for (var i = 0; i < indexes.Length; i++)
                values[i][Count] = batch.NumberArray(indexes[i])[row];
            numbers[Count++] = seen;
        }
    }

    private void Thin()
    {
        mask = (mask << 1) | 1;
        var kept = 0;
        for (var from = 0; from < Count; from++)
        {
            if (!Hits(numbers[from]))
                continue;
            foreach (var column in values)
                column[kept] = column[from];
            numbers[kept++] = numbers[from];
        }
        Count = kept;
    }

    private bool Hits(long number) => (Hash((ulong)number) & mask) == 0;

    /// <summary>The finalizer of SplitMix64 (Steele, Lea and Flood 2014).</summary>
    private static ulong Hash(ulong number)
    {
        number += 0x9E3779B97F4A7C15;
        number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9;
        number = (number ^ (number >> 27)) * 0x94D049BB133111EB;
        return number ^ (number >> 31);
    }
}
