using static Pipeline.Graph.Foreign.FindingSeverity;

namespace Pipeline.Graph.Foreign;

/// <summary>One node in the walk of <see cref="BatchAxis"/>: what goes in, and the findings about it.</summary>
/// <param name="node">The node.</param>
/// <param name="inputs">What is known of its inputs; those left out are null.</param>
/// <param name="findings">Where findings go.</param>
internal sealed class AxisStep(ForeignNode node, TensorState?[] inputs, List<ForeignFinding> findings)
{
    private const string PerRow = "an operation within each row";
    private const string RowRemedy = "Change the model so that each row is computed alone, or export what does so.";

    public ForeignNode Node => node;

    /// <summary>What is known of an input; of one that is left out, a constant of no dimensions.</summary>
    public TensorState this[int place] => place < inputs.Length && inputs[place] is { } state ? state : TensorState.Fixed([]);

    /// <summary>The inputs that are there.</summary>
    public IEnumerable<TensorState> Inputs => inputs.OfType<TensorState>();

    public IEnumerable<TensorState> Batched => Inputs.Where(input => input.IsBatched);

    /// <summary>Whole numbers at an input, constants or sizes; null where they are not known.</summary>
    public long[]? Numbers(int place) =>
        node.Constant(place) is { } constant ? TensorValues.Integers(constant) : this[place] is { Kind: TensorKind.Sizes } sizes ? sizes.Shape : null;

    /// <summary>Whole numbers that older versions of an operator have as an attribute and later ones at an input; null where neither is known.</summary>
    public long[]? Numbers(string attribute, int place) => node.Ints(attribute) ?? Numbers(place);

    /// <summary>An axis counted from the first; null where it counts from the last of an unknown number.</summary>
    public static int? Axis(long axis, int rank) => axis >= 0 ? (int)axis : rank >= 0 ? (int)(axis + rank) : null;

    /// <summary>Says that rows are mixed.</summary>
    public TensorState Mixes(string place, string found, string expected = PerRow)
    {
        findings.Add(node.Finding(Refuse, FindingCode.MixesRows, place, found, expected, RowRemedy));
        return TensorState.Mixed;
    }

    /// <summary>Says that a number of rows is built in.</summary>
    public TensorState Fixes(string place, string found)
    {
        findings.Add(node.Finding(Refuse, FindingCode.FixedBatch, place, found, "any number of rows",
            "Export it with a free first dimension and example rows of that shape."));
        return TensorState.Mixed;
    }

    /// <summary>Says that nothing can be proven of the node, unless it was said of what goes into it that rows are mixed already.</summary>
    public TensorState Unproven(string found)
    {
        if (Inputs.All(input => input.Kind != TensorKind.Mixed))
        {
            findings.Add(node.Finding(Warn, FindingCode.Unproven, "", $"{found}: whether rows stay apart cannot be proven",
                "an operator and a shape that say it",
                "The behavioural proof decides; a model with all its shapes says more (onnx.shape_inference)."));
        }
        return TensorState.Unknown;
    }
}
