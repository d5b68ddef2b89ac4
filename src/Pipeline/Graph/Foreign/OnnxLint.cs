namespace Pipeline.Graph.Foreign;

/// <summary>
/// Looks at a foreign model before it is used: whether a score of it is a function of its row alone, and whether ONNX Runtime takes it. What it
/// refuses loads and runs elsewhere without a word, and gives scores that change with the rows beside them or from run to run.
/// What it cannot decide it says (<see cref="FindingCode.Unproven"/>): <see cref="BehaviourProof"/> decides that.
/// </summary>
internal static class OnnxLint
{
    /// <summary>All findings: of the whole, then node by node, then of where rows go.</summary>
    public static IReadOnlyList<ForeignFinding> Look(ForeignModel model)
    {
        var findings = new List<ForeignFinding>();
        findings.AddRange(InterfaceRules.Look(model));
        findings.AddRange(PrecisionRule.Look(model));
        findings.AddRange(RuntimeLimits.Look(model));
        foreach (var node in ModelWalk.Nodes(model.Proto))
        {
            findings.AddRange(RuntimeLimits.Look(node, model));
            findings.AddRange(BatchNormalizationRule.Look(node));
            findings.AddRange(DropoutRule.Look(node));
            findings.AddRange(RandomRule.Look(node));
            findings.AddRange(ControlFlowRule.Look(node));
        }
        findings.AddRange(BatchAxis.Look(model));
        return findings;
    }
}
