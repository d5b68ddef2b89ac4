using static Pipeline.Graph.Foreign.FindingSeverity;

namespace Pipeline.Graph.Foreign;

/// <summary>
/// Loops hand a state from one round to the next, which may be from one row to the next, and are refused. A branch is taken for the batch as a whole,
/// sequences hold tensors whose number may depend on it: these are said, and the behaviour decides.
/// </summary>
internal static class ControlFlowRule
{
    public static IEnumerable<ForeignFinding> Look(ForeignNode node)
    {
        if (node.Is("Loop") || node.Is("Scan"))
        {
            yield return node.Finding(Refuse, FindingCode.ControlFlow, "", "a loop with a state that goes from round to round", "a graph without loops",
                "Export it with the loop unrolled, or as an operator for it (LSTM, GRU, RNN).");
        }
        else if (node.Is("If"))
        {
            yield return node.Finding(Warn, FindingCode.ControlFlow, "input 0 (cond)", "a branch that all rows of a batch take together",
                "a graph without branches",
                "Export it with example rows that settle the branch, or use Where.");
        }
        else if (node.Domain.Length == 0 && (node.Proto.OpType.StartsWith("Sequence", StringComparison.Ordinal)
            || node.Proto.OpType is "SplitToSequence" or "ConcatFromSequence"))
        {
            yield return node.Finding(Warn, FindingCode.ControlFlow, "", "a sequence of tensors", "tensors alone", "Export it without sequences.");
        }
    }
}
