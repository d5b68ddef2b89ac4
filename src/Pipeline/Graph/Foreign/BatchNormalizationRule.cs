using static Pipeline.Graph.Foreign.FindingSeverity;

namespace Pipeline.Graph.Foreign;

/// <summary>
/// BatchNormalization has to use the mean and variance of its training, which are constants of the model. In training mode it uses those
/// of the rows at hand: by attribute training_mode since version 14 of the operators, before by giving more than one output, and
/// before version 7 wherever is_test is not 1.
/// </summary>
internal static class BatchNormalizationRule
{
    private const string Evaluate = "Export it in evaluation mode (PyTorch: model.eval() before torch.onnx.export, training=TrainingMode.EVAL).";

    public static IEnumerable<ForeignFinding> Look(ForeignNode node)
    {
        if (!node.Is("BatchNormalization"))
            yield break;
        var outputs = node.Proto.Output.Count(output => output.Length > 0);
        if (node.Opset >= 14 && node.Int("training_mode", 0) != 0)
            yield return Training(node, "training_mode", "1: it normalizes by the rows at hand", "0");
        else if (node.Opset < 7 && node.Int("is_test", 0) == 0)
            yield return Training(node, "is_test", "0: it normalizes by the rows at hand", "1");
        else if (node.Opset < 14 && outputs > 1)
            yield return Training(node, "outputs",
                FormattableString.Invariant($"{outputs} outputs: it normalizes by the rows at hand and gives their statistics"), "one output");
        else
        {
            var statistics = (Mean: node.Constant(3), Variance: node.Constant(4));
            foreach (var place in (int[])[3, 4])
            {
                if (node.Constant(place) is null)
                    yield return NoConstant(node, place);
            }
            if (statistics is { Mean: { } mean, Variance: { } variance } && IsAll(TensorValues.Doubles(mean), 0) && IsAll(TensorValues.Doubles(variance), 1))
            {
                yield return node.Finding(Refuse, FindingCode.BatchNormDefault, "inputs 3 and 4 (mean, variance)",
                    "mean 0 and variance 1 everywhere, as before any training", "the running statistics of the training",
                    "Save and load them with the weights before the export (PyTorch: the buffers running_mean and running_var of state_dict()).");
            }
        }
    }

    private static ForeignFinding Training(ForeignNode node, string place, string found, string expected) =>
        node.Finding(Refuse, FindingCode.BatchNormTraining, place, found, expected, Evaluate);

    private static ForeignFinding NoConstant(ForeignNode node, int place)
    {
        var name = node.Input(place) ?? "";
        var maker = node.Scope.Maker(name);
        var found = maker is not null ? $"'{name}', which a node computes ({maker.OpType})" : node.Scope.IsInput(name) ? $"'{name}', an input" : "nothing";
        return node.Finding(Refuse, FindingCode.BatchNormStatistics, FormattableString.Invariant($"input {place} ({(place == 3 ? "mean" : "variance")})"),
            found,
            "a constant: the running statistics of the training", Evaluate);
    }

    private static bool IsAll(double[]? values, double value) => values is { Length: > 0 } && Array.TrueForAll(values, each => each == value);
}
