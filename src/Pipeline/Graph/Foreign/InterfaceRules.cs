using static Pipeline.Graph.Foreign.FindingSeverity;

namespace Pipeline.Graph.Foreign;

/// <summary>What a model takes and gives: one table of rows in, any number of them; weights inside.</summary>
internal static class InterfaceRules
{
    private const string DynamicBatch = "Export it with a free first dimension (PyTorch: dynamic_axes or dynamic_shapes).";

    /// <summary>Inputs that hold weights, as the places show at which nodes take them; their first dimension is not free.</summary>
    public static IReadOnlyList<string> Weights(ForeignModel model) =>
        [.. model.Inputs.Where(input => model.Proto.Graph.Node.Any(node => WeightPlaces(node.OpType).Any(place =>
            place < node.Input.Count && node.Input[place] == input.Name && input.Shape is [not null, ..])))
            .Select(input => input.Name)];

    public static IEnumerable<ForeignFinding> Look(ForeignModel model)
    {
        var weights = Weights(model);
        foreach (var name in weights)
        {
            yield return new ForeignFinding(Refuse, FindingCode.WeightsAsInputs, $"input '{name}'", "", "weights that the caller is to bring", "initializers",
                "Export the model with its weights (PyTorch: export_params=True).");
        }
        // Before version 4 of the format every initializer had to be an input too, and nobody could override it.
        if (model is { IrVersion: >= 4, Overridable.Count: > 0 })
        {
            yield return new ForeignFinding(Refuse, FindingCode.WeightsAsInputs, $"input '{model.Overridable[0]}'", "",
                FormattableString.Invariant($"{model.Overridable.Count} initializers that are inputs too, so that a caller may override them"),
                "initializers alone", "Take them off the inputs (PyTorch: keep_initializers_as_inputs=False).");
        }
        var inputs = model.Inputs.Where(input => !weights.Contains(input.Name)).ToList();
        foreach (var input in inputs)
        {
            if (input.Kind.Length == 0 || (input.Kind == "tensor" && (input.Type == 0 || input.Shape is null)))
            {
                yield return new ForeignFinding(Refuse, FindingCode.MissingShape, $"input '{input.Name}'", "", $"an input {input}", "a type and a shape",
                    "Export it with the shape of its input, its first dimension free.");
            }
            else if (input.Shape is [{ } rows, ..])
            {
                yield return new ForeignFinding(Refuse, FindingCode.FixedBatch, $"input '{input.Name}'", "",
                    FormattableString.Invariant($"{input}: {rows} rows, no more and no fewer"), "any number of rows", DynamicBatch);
            }
            else if (input.Shape is [] or [_])
            {
                yield return new ForeignFinding(Warn, FindingCode.MissingShape, $"input '{input.Name}'", "", $"{input}", "rows and columns", "");
            }
            else if (input.Shape is [_, null, ..])
            {
                yield return new ForeignFinding(Warn, FindingCode.MissingShape, $"input '{input.Name}'", "", $"{input}, of any number of columns",
                    "as many as the model was trained on", "Export it with the number of its columns.");
            }
        }
        if (inputs.Count != 1)
        {
            yield return new ForeignFinding(inputs.Count == 0 ? Refuse : Warn, FindingCode.SeveralInputs, "the model", "",
                inputs.Count == 0 ? "no input" : $"the inputs {string.Join(", ", inputs.Select(input => $"'{input.Name}'"))}", "one, the table of features",
                inputs.Count == 0 ? "" : "Say which one takes the features.");
        }
        foreach (var finding in Outputs(model))
            yield return finding;
    }

    private static IEnumerable<ForeignFinding> Outputs(ForeignModel model)
    {
        foreach (var output in model.Outputs)
        {
            if (output.Kind.Length == 0 || (output.Kind == "tensor" && (output.Type == 0 || output.Shape is null)))
                yield return new ForeignFinding(Warn, FindingCode.MissingShape, $"output '{output.Name}'", "", $"an output {output}", "a type and a shape", "");
            else if (output.Shape is [{ } rows, ..])
            {
                // ONNX Runtime says so in its log and goes on; what counts is whether it is so.
                yield return new ForeignFinding(Warn, FindingCode.FixedBatch, $"output '{output.Name}'", "",
                    FormattableString.Invariant($"{output}: {rows} rows"), "any number of rows", DynamicBatch);
            }
        }
        if (model.Outputs.Count > 1)
        {
            yield return new ForeignFinding(Warn, FindingCode.SeveralOutputs, "the model", "",
                $"the outputs {string.Join(", ", model.Outputs.Select(output => $"'{output.Name}'"))}", "one, the scores", "Say which one holds the scores.");
        }
    }

    private static int[] WeightPlaces(string op) => op switch
    {
        "Gemm" or "Conv" or "ConvTranspose" or "LayerNormalization" or "InstanceNormalization" => [1, 2],
        "MatMul" or "PRelu" => [1],
        "BatchNormalization" => [1, 2, 3, 4],
        "LSTM" or "GRU" or "RNN" => [1, 2, 3],
        _ => [],
    };
}
