namespace Pipeline.Graph.Onnx;

/// <summary>
/// What the two ways through a forest cost on a GPU, in bytes a row. A walk keeps to where a row is: five kernels a level over all
/// trees. A table first works out for every state where it leads, and then a level is one kernel; it moves bytes for every state,
/// whether a row comes there or not. Both give the same states. Bytes are those that a kernel reads and writes for each row;
/// constants are the same for all rows and not counted.
/// </summary>
internal static class TreeCost
{
    /// <summary>
    /// What a kernel costs beside its bytes, as bytes a row: 2 µs, which at 2 TB/s are 4 MB, over a batch of 4,096 rows. An assumption:
    /// no GPU was measured.
    /// </summary>
    private const double Kernel = 1000;

    /// <summary>
    /// Most states of a table. ONNX Runtime's CUDA kernels count elements in 32 bits, and a batch on a GPU may have 65,536 rows.
    /// </summary>
    private const int MostStates = 32_767;

    /// <summary>Whether a table is possible and costs less than a walk.</summary>
    /// <param name="states">States of the forest.</param>
    /// <param name="trees">Trees.</param>
    /// <param name="depth">Levels, 1 or more.</param>
    public static bool PrefersTable(int states, int trees, int depth) =>
        states <= MostStates && Table(states, trees, depth) < Walk(trees, depth);

    /// <summary>An answer (1 in, 1 out) and a choice (1 in, 4 out) a state; then a look for the roots (4, 4), and one a level (4, 4, 4).</summary>
    private static double Table(double states, double trees, double depth) =>
        (Kernel * (2 + depth)) + (states * (2 + 5)) + (trees * (8 + (12 * (depth - 1))));

    /// <summary>An answer and a choice a root; then a level is a look for the question (4, 4), the answer (4, 1, 1) and both ways on (4, 4 each), and a choice (9, 4).</summary>
    private static double Walk(double trees, double depth) =>
        (Kernel * (2 + (5 * (depth - 1)))) + (trees * ((2 + 5) + (43 * (depth - 1))));
}
