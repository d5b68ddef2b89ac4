using System.Runtime.CompilerServices;
using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Graph.Foreign;

/// <summary>
/// The front end for networks of dense layers and for the linear models, trees and scalers of ai.onnx.ml: from the output that is asked
/// for backwards to the input. Affine steps in front of the first layer become a scaler, (x − offset)·scale in float32; all others,
/// BatchNormalization with its running statistics among them, are folded in float64 into the dense layer beside them, whose weights are rounded
/// to float32 once. So scores agree with those of float32 programs within their rounding and not to the bit.
/// </summary>
internal sealed class ForeignCompiler
{
    private readonly ForeignModel model;
    private readonly Dictionary<string, ForeignNode> makers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object> parts = new(StringComparer.Ordinal);

    private ForeignCompiler(ForeignModel model)
    {
        this.model = model;
        foreach (var node in ModelWalk.Nodes(model.Proto).Where(node => node.Within.Length == 0))
        {
            foreach (var output in node.Proto.Output)
                makers.TryAdd(output, node);
        }
    }

    /// <summary>Compiles what leads to an output.</summary>
    /// <param name="model">The model, which the lint does not refuse.</param>
    /// <param name="output">The output with the scores; null for the only one, or the last of several.</param>
    public static ForeignCompilation Compile(ForeignModel model, string? output = null)
    {
        try
        {
            var compiler = new ForeignCompiler(model);
            return new ForeignCompilation(compiler.Of(output ?? model.Outputs[^1].Name) switch
            {
                Stage stage => DenseSteps.End(stage),
                ForeignNetwork network => network,
                var other => throw new InvalidOperationException($"no part is a {other.GetType()}"),
            }, []);
        }
        catch (NotCompiledException error)
        {
            return new ForeignCompilation(null, [error.Reason]);
        }
        catch (InsufficientExecutionStackException)
        {
            return new ForeignCompilation(null, [new ForeignFinding(FindingSeverity.Warn, FindingCode.NotCompiled, "the model", "",
                FormattableString.Invariant($"{model.Nodes} nodes, one behind the other"), "fewer", "It runs in ONNX Runtime as it is.")]);
        }
    }

    /// <summary>What a name stands for: a <see cref="Stage"/>, or a <see cref="ForeignNetwork"/> where scores are done.</summary>
    private object Of(string name)
    {
        if (parts.TryGetValue(name, out var known))
            return known;
        // Models may be deeper than a thread's stack.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var part = makers.TryGetValue(name, out var node) ? Of(node, name) : Input(name);
        parts.Add(name, part);
        return part;
    }

    private Stage Input(string name)
    {
        var value = model.Inputs.FirstOrDefault(input => input.Name == name);
        if (value is not { Kind: "tensor", Type: (int)DataType.Float, Shape: [_, { } width] } || width is < 1 or > int.MaxValue)
        {
            throw new NotCompiledException(new ForeignFinding(FindingSeverity.Warn, FindingCode.NotCompiled, $"'{name}'", "", value is null ? "a constant"
                : $"{value}",
                "an input of float32, [rows, columns]", "It runs in ONNX Runtime as it is."));
        }
        return new Stage((int)width, null, [], Pending.Identity((int)width));
    }

    private object Of(ForeignNode node, string output)
    {
        if (node.Domain == RuntimeLimits.Ml)
            return Classical(node, output);
        if (node.Domain.Length > 0)
            throw NotCompiledException.At(node, $"the operator {node.Operator}");
        var moving = Enumerable.Range(0, node.Proto.Input.Count).Where(place => node.Input(place) is not null && node.Constant(place) is null).ToList();
        if (node.Is("Concat") && Pair(node) is { } pair)
            return pair;
        var passes = node.Proto.OpType is "Identity" or "Dropout" || (node.Is("Cast") && node.Int("to", 0) == (long)DataType.Float);
        if (moving is not [var from] && !(passes && moving is [0, ..]))
            throw NotCompiledException.At(node, FormattableString.Invariant($"{moving.Count} inputs that are no constants"));
        var input = Of(node.Input(moving[0])!);
        if (passes && output == node.Proto.Output[0])
            return DropoutRule.Look(node).Any() ? throw NotCompiledException.At(node, "Dropout that drops") : input;
        return input switch
        {
            Stage stage => DenseSteps.Apply(node, stage, moving[0]),
            // LightGBM's converter multiplies by one at the end.
            ForeignNetwork network when node.Proto.OpType is "Mul" or "Div" && TensorValues.Doubles(node.Constant(1 - moving[0])!) is [1] => network,
            _ => throw NotCompiledException.At(node, $"{node.Operator} of scores that are done"),
        };
    }

    private object Classical(ForeignNode node, string output)
    {
        var input = Of(node.Input(0) ?? "");
        switch (node.Proto.OpType, input)
        {
            case ("ZipMap", ForeignNetwork network):
                return network;
            case ("ZipMap", Stage stage):
                return DenseSteps.End(stage);
            case ("Normalizer", ForeignNetwork { Link: ForeignLink.Logistic } network) when node.Text("norm", "MAX") == "L1":
                return network with { Link = ForeignLink.LogisticShare };
            case ("Scaler", Stage stage):
                return LinearReader.Scale(node, stage);
            case ("LinearRegressor", Stage stage):
                return LinearReader.Regressor(node, stage);
            case ("LinearClassifier", Stage stage) when output == node.Proto.Output[1]:
                return LinearReader.Classifier(node, stage);
            case ("TreeEnsembleRegressor", Stage stage):
                return TreeReader.Regressor(node, stage);
            case ("TreeEnsembleClassifier", Stage stage) when output == node.Proto.Output[1]:
                return TreeReader.Classifier(node, stage);
            default:
                throw NotCompiledException.At(node, node.Proto.OpType.EndsWith("Classifier", StringComparison.Ordinal) && output == node.Proto.Output[0]
                    ? "the label: ask for the output with the probabilities, from which it follows" : $"the operator {node.Operator}");
        }
    }

    /// <summary>[1 − p, p] of a sigmoid p, as scikit-learn's converter ends a binary network.</summary>
    private ForeignNetwork? Pair(ForeignNode node)
    {
        if (node.Proto.Input is not [var negative, var positive] || node.Int("axis", 1) is not (1 or -1) || !makers.TryGetValue(negative, out var difference)
            || !difference.Is("Sub") || difference.Input(1) != positive || difference.Constant(0) is not { } one || TensorValues.Doubles(one) is not [1])
        {
            return null;
        }
        return Of(positive) is Stage stage && DenseSteps.End(stage) is { Link: ForeignLink.Logistic, Scores.Count: 1 } network
            ? network with { Link = ForeignLink.LogisticPair } : null;
    }
}
