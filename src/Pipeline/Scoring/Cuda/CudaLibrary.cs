namespace Pipeline.Scoring.Cuda;

/// <summary>A library on the way to a GPU.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">Where it was found; null where it is missing.</param>
/// <param name="Remedy">Where to get it.</param>
internal sealed record CudaLibrary(string Name, string? Path, string Remedy);
