namespace Pipeline.Scoring.Cuda;

/// <summary>A GPU.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="ComputeCapability">Its generation, such as 9.0.</param>
/// <param name="FreeBytes">Memory that nobody uses.</param>
/// <param name="TotalBytes">Memory in all.</param>
public sealed record CudaDevice(int Index, string Name, string ComputeCapability, long FreeBytes, long TotalBytes);
