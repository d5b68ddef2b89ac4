namespace Pipeline.Model;

/// <summary>How far a run is.</summary>
/// <param name="Stage">What it does.</param>
/// <param name="Rows">Rows done.</param>
/// <param name="BytesRead">Bytes of the inputs read.</param>
/// <param name="TotalBytes">Bytes of all inputs; null where not known.</param>
internal sealed record RunProgress(string Stage, long Rows, long BytesRead, long? TotalBytes);
