using Pipeline.Model;

namespace Pipeline.Verification;

/// <summary>What was found with one model. Figures that need kernels that ran are null where numbers are left out.</summary>
/// <param name="Task">What it predicts.</param>
/// <param name="Trainer">Its trainer.</param>
/// <param name="Precision">How it was computed.</param>
/// <param name="Rows">Rows scored each time.</param>
/// <param name="Differing">Values that are wrong: of exact, not the processor's bits; of fast, scores beyond their row's bound.</param>
/// <param name="LargestShare">Of fast, the largest share of its bound by which a score is off the exact one; null of exact.</param>
/// <param name="Repeats">How often the rows were scored again.</param>
/// <param name="RepeatsDiffering">Times of those in which a value was not that of the first time, bit for bit.</param>
/// <param name="Throughput">Rows a second at each size of batch, copies both ways included.</param>
public sealed record GpuCheckCase(
    TaskKind Task, string Trainer, Precision Precision, int Rows, long? Differing, double? LargestShare, int Repeats, int? RepeatsDiffering, IReadOnlyList<(int BatchRows, double RowsPerSecond)> Throughput);
