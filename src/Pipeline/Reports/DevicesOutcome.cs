using Pipeline.Scoring.Cuda;

namespace Pipeline.Reports;

/// <summary>What devices found.</summary>
/// <param name="System">What of the way to the GPUs is there.</param>
/// <param name="Devices">The GPUs, those that cannot be used too.</param>
internal sealed record DevicesOutcome(CudaSystem System, IReadOnlyList<CudaDevice> Devices);
