using Pipeline.Model;

namespace Pipeline.Reports;

/// <summary>What was found with one model in one precision. Figures that need kernels that ran are null where numbers are left out.</summary>
/// <param name="Task">What it predicts.</param>
/// <param name="Trainer">Its trainer.</param>
/// <param name="Precision">How it was computed.</param>
/// <param name="Rows">Rows scored each time.</param>
/// <param name="BatchRows">Rows that went to the device at a time.</param>
/// <param name="Differing">Values that are wrong: of exact, not the processor's bits; of fast, scores beyond their row's bound, and
/// probabilities and classes that do not follow from them.</param>
/// <param name="LargestShare">Of fast, the largest share of its bound by which a score is off the exact one; null of exact.</param>
/// <param name="Repeats">How often the rows were scored again: not at all where they came out wrong.</param>
/// <param name="RepeatsDiffering">Times of those in which a value was not that of the first time, bit for bit.</param>
/// <param name="CpuRowsPerSecond">Rows a second of the same model and precision on one thread of the processor; null also where the
/// rows came out wrong.</param>
/// <param name="Throughput">How fast it was at each size of batch; empty where the rows came out wrong.</param>
internal sealed record GpuCheckCase(
    TaskKind Task, string Trainer, Precision Precision, int Rows, int BatchRows, long? Differing, double? LargestShare, int Repeats, int? RepeatsDiffering,
    double? CpuRowsPerSecond, IReadOnlyList<GpuCheckTiming> Throughput);
