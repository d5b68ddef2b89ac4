namespace Pipeline.Graph.Foreign;

/// <summary>A node that no graph of this program can say; it never leaves <see cref="ForeignCompiler"/>.</summary>
/// <param name="reason">Which node, and why.</param>
internal sealed class NotCompiledException(ForeignFinding reason) : Exception(reason.Found)
{
    public ForeignFinding Reason { get; } = reason;

    /// <summary>Of a node.</summary>
    public static NotCompiledException At(ForeignNode node, string found, string place = "") =>
        new(node.Finding(FindingSeverity.Warn, FindingCode.NotCompiled, place, found, "what this program's own graph can say",
            "It runs in ONNX Runtime as it is."));
}
