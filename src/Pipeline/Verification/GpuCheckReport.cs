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
