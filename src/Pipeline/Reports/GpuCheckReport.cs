using Pipeline.Model.Problems;
using Pipeline.Scoring;
using Pipeline.Scoring.Cuda;

namespace Pipeline.Reports;

/// <summary>What a check of a machine's GPU found.</summary>
/// <param name="System">The libraries and devices.</param>
/// <param name="Placement">Where every node of every model ran.</param>
/// <param name="Numbers">Whether what was computed was looked at, and the clock.</param>
/// <param name="Cases">Model by model.</param>
/// <param name="Soak">The run over all models that came out right until time was up; null where none was asked for, or none came out right.</param>
/// <param name="Problems">What is wrong; empty where the machine passes.</param>
internal sealed record GpuCheckReport(CudaSystem System, Placement Placement, bool Numbers, IReadOnlyList<GpuCheckCase> Cases, GpuCheckSoak? Soak,
    IReadOnlyList<Problem> Problems)
{
    /// <summary>The error that a run with this outcome ends in; null where the machine passed.</summary>
    public CheckException? Failure => Problems.Count == 0 ? null : new CheckException(Problems);
}
