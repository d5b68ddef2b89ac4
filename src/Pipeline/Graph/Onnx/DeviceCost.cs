using System.Numerics;

namespace Pipeline.Graph.Onnx;

/// <summary>
/// What the parts of a graph cost on a GPU, in bytes a row, where there is more than one way to the same bits. Bytes are those that
/// a kernel reads and writes for each row; constants are the same for all rows and not counted.
/// </summary>
internal static class DeviceCost
{
    /// <summary>What a kernel costs beside its bytes, as bytes: 2 µs, which at 2 TB/s are 4 MB. An assumption: no GPU was measured.</summary>
    private const double Launch = 4_096_000;

    /// <summary>The same as bytes a row, where a batch has 4,096.</summary>
    private const double Kernel = Launch / 4096;

    /// <summary>
    /// Fewest and most rows of a batch that a graph is given for its cost. With more, a few hundred kernels are a hundredth of a
    /// microsecond a row, a tenth of what a thread takes to read it; only memory would grow.
    /// </summary>
    private const int Fewest = 256, Enough = 16_384;

    /// <summary>Most rows of a batch.</summary>
    private const int Most = 65_536;

    /// <summary>Values in all that the rows of a batch may have, so that wide tables do not fill the memory.</summary>
    private const int MostValues = 1 << 21;

    /// <summary>Most states of a table, with which a batch may have 65,536 rows (<see cref="MostRows"/>).</summary>
    private const int MostStates = 32_767;

    /// <summary>
    /// Bytes that are read again, from the cache beside the processor, for one of the device's memory. ONNX Runtime's CumSum takes the
    /// n-th sum by n reads, so a scan costs the square of its terms. An assumption, as above.
    /// </summary>
    private const double CachedReads = 20;

    /// <summary>
    /// Rows of a batch for which kernels cost no more than bytes, so that a device works at half its speed or better: the least power
    /// of two, from 256 to 16,384, or fewer where rows are wide.
    /// </summary>
    /// <param name="cost">What the graph costs.</param>
    /// <param name="columns">Columns of a row.</param>
    public static int BatchRows(GraphCost cost, int columns)
    {
        var rows = Math.Clamp(cost.Kernels * Launch / Math.Max(1, cost.BytesARow), Fewest, Enough);
        return Math.Min((int)BitOperations.RoundUpToPowerOf2((uint)Math.Ceiling(rows)), Math.Max(Fewest, MostValues / Math.Max(1, columns)));
    }

    /// <summary>Most rows of a batch: ONNX Runtime's CUDA kernels count the elements of a tensor in 32 bits.</summary>
    public static int MostRows(GraphCost cost) => (int)Math.Clamp(int.MaxValue / Math.Max(1, cost.LargestRow), 1, Most);

    /// <summary>
    /// Whether the trees of a forest are better followed by a table that tells for every state where it leads, after which a level is
    /// one kernel, than walked, five kernels a level, which moves no bytes for states where no row comes. Both give the same states.
    /// </summary>
    /// <param name="states">States of the forest.</param>
    /// <param name="trees">Trees.</param>
    /// <param name="depth">Levels, 1 or more.</param>
    public static bool PrefersTable(int states, int trees, int depth) =>
        states <= MostStates && Table(states, trees, depth) < Walk(trees, depth);

    /// <summary>Whether sums are better taken by a scan that is checked (<see cref="CheckedScan"/>) than by one Add a term.</summary>
    /// <param name="terms">Terms of each sum.</param>
    /// <param name="sums">Sums side by side.</param>
    public static bool PrefersScan(int terms, int sums) => terms > 1 && Scan(terms, sums) < Chain(terms, sums);

    /// <summary>The same where the terms have still to be made, all at once for a scan, or each before its Add.</summary>
    /// <param name="terms">Terms of each sum.</param>
    /// <param name="sums">Sums side by side.</param>
    public static bool PrefersScanOfProducts(int terms, int sums) =>
        terms > 1 && Scan(terms, sums) + Started(terms, sums) < Chain(terms, sums) + (Kernel * terms);

    /// <summary>An answer (1 in, 1 out) and a choice (1 in, 4 out) a state; then a look for the roots (4, 4), and one a level (4, 4, 4).</summary>
    private static double Table(double states, double trees, double depth) =>
        (Kernel * (2 + depth)) + (states * (2 + 5)) + (trees * (8 + (12 * (depth - 1))));

    /// <summary>
    /// An answer and a choice a root; then a level is a look for the question (4, 4), the answer (4, 1, 1) and both ways on (4, 4
    /// each), and a choice (9, 4).
    /// </summary>
    private static double Walk(double trees, double depth) =>
        (Kernel * (2 + (5 * (depth - 1)))) + (trees * ((2 + 5) + (43 * (depth - 1))));

    /// <summary>
    /// Sums before (8, 8), sums (16, 8), both shifted (8, 8 each), a comparison (16, 1), a choice (1, 8), its sums (8, 8); and
    /// three kernels for the last place.
    /// </summary>
    private static double Scan(double terms, double sums) =>
        (Kernel * 10) + (terms * sums * (114 + (8 / CachedReads * terms)));

    /// <summary>The terms at once (8), joined (8, 8), and what the sums start from (8, 8).</summary>
    private static double Started(double terms, double sums) => (Kernel * 3) + (terms * sums * 40);

    /// <summary>A cut for 32 terms (8, 8 each) and an Add a term (16, 8).</summary>
    private static double Chain(double terms, double sums) =>
        (Kernel * (terms - 1 + Math.Ceiling(terms / ExactOperators.MostParts))) + (terms * sums * 40);
}
