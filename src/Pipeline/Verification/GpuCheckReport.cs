using Pipeline.Model;
using Pipeline.Scoring;
using Pipeline.Scoring.Cuda;

namespace Pipeline.Verification;

/// <summary>What a check of a machine's GPUs found.</summary>
/// <param name="System">The libraries and devices.</param>
/// <param name="Placement">Where every node of every model ran.</param>
/// <param name="Cases">Model by model.</param>
/// <param name="Soak">The run over all models until time was up; null where none was asked for.</param>
/// <param name="Problems">What is wrong; empty where the machine passes.</param>
public sealed record GpuCheckReport(CudaSystem System, Placement Placement, IReadOnlyList<GpuCheckCase> Cases, GpuCheckSoak? Soak, IReadOnlyList<Problem> Problems);

/// <summary>What was found with one model. Figures that need kernels that ran are null where numbers are left out.</summary>
/// <param name="Task">What it predicts.</param>
/// <param name="Trainer">Its trainer.</param>
/// <param name="Precision">How it was computed.</param>
/// <param name="Rows">Rows scored each time.</param>
/// <param name="Differing">Values that are not the processor's, bit for bit.</param>
/// <param name="Repeats">How often the rows were scored again.</param>
/// <param name="RepeatsDiffering">Times of those in which a value was not that of the first time, bit for bit.</param>
/// <param name="Throughput">Rows a second at each size of batch, copies both ways included.</param>
public sealed record GpuCheckCase(
    TaskKind Task, string Trainer, Precision Precision, int Rows, long? Differing, int Repeats, int? RepeatsDiffering, IReadOnlyList<(int BatchRows, double RowsPerSecond)> Throughput);

/// <summary>What was found by scoring with all models in turn, each session opened and closed again.</summary>
/// <param name="Seconds">How long.</param>
/// <param name="Sessions">Sessions opened and closed.</param>
/// <param name="Rows">Rows scored.</param>
/// <param name="Differing">Values that are not the processor's; null where numbers are left out.</param>
/// <param name="LostBytes">Memory of the first device that was free at the first round's end and is not any more.</param>
public sealed record GpuCheckSoak(double Seconds, long Sessions, long Rows, long? Differing, long LostBytes);
