using static Pipeline.Graph.Foreign.FindingSeverity;

namespace Pipeline.Graph.Foreign;

/// <summary>
/// Follows the rows through a model: of each tensor it knows the axis along which they lie, from the first axis of the inputs on, and of each operator
/// what it does with that axis (<see cref="AxisTable"/>). An operator that works across the rows is a finding; so is one of which that cannot be told. What was
/// said once is not said again of what follows from it.
/// </summary>
internal sealed class BatchAxis
{
    private readonly Dictionary<string, TensorState> states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long[]> declared = new(StringComparer.Ordinal);
    private readonly List<ForeignFinding> findings = [];

    private BatchAxis()
    {
    }

    /// <summary>The findings, in the order of the nodes.</summary>
    public static IReadOnlyList<ForeignFinding> Look(ForeignModel model)
    {
        var walk = new BatchAxis();
        walk.Start(model);
        foreach (var node in ModelWalk.Nodes(model.Proto).Where(node => node.Within.Length == 0))
            walk.Step(node);
        foreach (var output in model.Outputs)
            walk.End(output);
        return walk.findings;
    }

    private void Start(ForeignModel model)
    {
        foreach (var value in model.Proto.Graph.ValueInfo.Select(ForeignValue.Of))
        {
            if (value.Shape is { } shape)
                declared[value.Name] = [.. shape.Select(dim => dim ?? TensorState.Any)];
        }
        foreach (var tensor in model.Proto.Graph.Initializer)
            states[tensor.Name] = TensorState.Fixed([.. tensor.Dims]);
        foreach (var sparse in model.Proto.Graph.SparseInitializer)
            states[sparse.Values?.Name ?? ""] = TensorState.Fixed([.. sparse.Dims]);
        var weights = InterfaceRules.Weights(model);
        foreach (var input in model.Inputs)
        {
            long[]? shape = input.Shape is { } dims ? [.. dims.Select(dim => dim ?? TensorState.Any)] : null;
            states[input.Name] = weights.Contains(input.Name) || shape is [] ? TensorState.Fixed(shape)
                : TensorState.Batched(0, shape is null ? null : [TensorState.Rows, .. shape[1..]]);
        }
    }

    private void Step(ForeignNode node)
    {
        TensorState?[] inputs = [.. node.Proto.Input.Select(name => name.Length == 0 ? null : states.GetValueOrDefault(name, TensorState.Unknown))];
        var step = new AxisStep(node, inputs, findings);
        var results = Results(step);
        foreach (var (place, output) in node.Proto.Output.Index().Where(output => output.Item.Length > 0))
        {
            var state = place < results.Length ? results[place] : results[^1];
            if (node.Scope.Constant(output) is { } constant)
                state = TensorState.Fixed([.. constant.Dims]);
            if (state.Kind is TensorKind.Fixed or TensorKind.Batched && state.Shape is null && declared.TryGetValue(output, out var shape)
                && shape.Length > state.Axis)
                state = state with { Shape = state.IsBatched ? [.. shape[..state.Axis], TensorState.Rows, .. shape[(state.Axis + 1)..]] : shape };
            states[output] = state;
        }
    }

    private static TensorState[] Results(AxisStep step)
    {
        if (step.Inputs.Any(input => input.Kind == TensorKind.Unknown))
            return [TensorState.Unknown];
        if (RandomRule.Draws(step.Node.Proto.OpType))
            return [step.Batched.FirstOrDefault() ?? TensorState.Fixed(null)];
        if (!step.Batched.Any())
        {
            if (step.Inputs.Any(input => input.Kind == TensorKind.Sizes))
                return [SizeRules.Of(step)];
            if (step.Inputs.Any(input => input.Kind == TensorKind.Mixed))
                return [TensorState.Mixed];
        }
        if (AxisTable.Rule(step.Node) is { } rule)
            return rule(step);
        return step.Batched.Any() || step.Node.Proto.Attribute.Any(attribute => ModelWalk.Graphs(attribute).Any())
            ? [step.Unproven($"the operator {step.Node.Operator}, of which nothing is known")]
            : [TensorState.Fixed(null)];
    }

    private void End(ForeignValue output)
    {
        var state = states.GetValueOrDefault(output.Name, TensorState.Unknown);
        var found = state switch
        {
            { Kind: TensorKind.Batched, Axis: > 0 } => FormattableString.Invariant($"its rows lie along axis {state.Axis}"),
            { Kind: TensorKind.Fixed or TensorKind.Sizes } => "it does not depend on the input's rows",
            _ => null,
        };
        if (found is not null)
        {
            findings.Add(new ForeignFinding(Refuse, FindingCode.BatchAxis, $"output '{output.Name}'", "", found, "one entry a row, along the first axis",
                "Export the model with an output of which the first axis is that of the rows."));
        }
    }
}
