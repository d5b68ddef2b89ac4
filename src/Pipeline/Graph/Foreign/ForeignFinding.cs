using Pipeline.Model.Problems;

namespace Pipeline.Graph.Foreign;

/// <summary>Something about a foreign model that its user has to know.</summary>
/// <param name="Severity">What follows from it.</param>
/// <param name="Code">Which rule found it, one of <see cref="FindingCode"/>.</param>
/// <param name="Where">The node, input, output or initializer.</param>
/// <param name="Place">The attribute or input of the node; empty where it is the whole.</param>
/// <param name="Found">What is there.</param>
/// <param name="Expected">What would be right.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record ForeignFinding(FindingSeverity Severity, string Code, string Where, string Place, string Found, string Expected, string Remedy)
{
    /// <summary>Name of the node; empty where it has none or the finding is of no node.</summary>
    public string Node { get; init; } = "";

    /// <summary>Place of the node in its graph, from 0; −1 where the finding is of no node.</summary>
    public int Index { get; init; } = -1;

    /// <summary>Operator of the node; empty where the finding is of no node.</summary>
    public string Operator { get; init; } = "";

    /// <summary>The finding as a problem of a file.</summary>
    public Problem In(string file) => new(Place.Length == 0 ? $"{file}, {Where}" : $"{file}, {Where}, {Place}", Found, Expected, Remedy);
}
