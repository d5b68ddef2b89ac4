using static Pipeline.Graph.Foreign.FindingSeverity;

namespace Pipeline.Graph.Foreign;

/// <summary>
/// Dropout has to be off: since version 12 of the operators by input training_mode, before version 7 by is_test = 1; between them it
/// always is. With a ratio of 0 it drops nothing.
/// </summary>
internal static class DropoutRule
{
    private const string Remedy = "Export it in evaluation mode (PyTorch: model.eval(); functional.dropout(x, p, training=self.training)).";

    public static IEnumerable<ForeignFinding> Look(ForeignNode node)
    {
        if (!node.Is("Dropout"))
            yield break;
        if (node.Opset >= 12)
        {
            var ratio = node.Input(1) is null ? [0.5] : node.Constant(1) is { } constant ? TensorValues.Doubles(constant) : null;
            if (node.Input(2) is not { } name || ratio is [0])
                yield break;
            var dropped = ratio is [var share] ? FormattableString.Invariant($"drops {share * 100:0.#} % of its input") : "drops some of its input";
            if (node.Constant(2) is not { } mode)
                yield return node.Finding(Refuse, FindingCode.Dropout, "input 2 (training_mode)", $"'{name}', which is no constant: it may drop",
                    "false, a constant", Remedy);
            else if (TensorValues.Integers(mode) is not [0])
                yield return node.Finding(Refuse, FindingCode.Dropout, "input 2 (training_mode)", $"true: it {dropped}, others each time", "false", Remedy);
        }
        else if (node.Opset < 7 && node.Int("is_test", 0) == 0 && node.Float("ratio", 0.5f) != 0)
        {
            yield return node.Finding(Refuse, FindingCode.Dropout, "is_test",
                FormattableString.Invariant($"0: it drops {node.Float("ratio", 0.5f) * 100:0.#} % of its input"),
                "1", Remedy);
        }
    }
}
