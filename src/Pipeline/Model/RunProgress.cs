namespace Pipeline.Model;

/// <summary>How far a run is.</summary>
/// <param name="Stage">What it does.</param>
/// <param name="Rows">Rows done.</param>
/// <param name="BytesRead">Bytes of the inputs read.</param>
/// <param name="TotalBytes">Bytes of all inputs; null where not known.</param>
internal sealed record RunProgress(string Stage, long Rows, long BytesRead, long? TotalBytes)
{
    /// <summary>How far a stage is that goes over its rows more than once, such as <c>45 of 100 iterations</c>; null where nobody knows.</summary>
    public string? Words { get; init; }

    /// <summary>Whether the stage goes over its rows more than once, so that rows a second say nothing of it.</summary>
    public bool IsRepeated { get; init; }
}
