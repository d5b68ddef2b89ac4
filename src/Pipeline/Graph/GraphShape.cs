using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Graph;

/// <summary>
/// Whether the parts of a graph fit each other: what they index is there, and what meets has one length. The back ends rely on it
/// and do not look again, so that a graph is held to it whichever front end made it.
/// </summary>
internal sealed class GraphShape
{
    private const string Remedy = "This is a bug of what made the graph, not of the model: please report it.";
    private readonly List<Problem> problems = [];

    private GraphShape()
    {
    }

    /// <summary>Fails where parts do not fit.</summary>
    /// <exception cref="ArtifactException">They do not; it names each of them.</exception>
    public static void Require(ScoringGraph graph)
    {
        var shape = new GraphShape();
        shape.Blocks(graph);
        var width = shape.Layers(graph);
        shape.Model(graph.Model, graph.Signature, width);
        if (shape.problems.Count > 0)
            throw new ArtifactException([.. shape.problems.SkipLast(1), shape.problems[^1] with { Remedy = Remedy }]);
    }

    private void Blocks(ScoringGraph graph)
    {
        var (numeric, categorical) = (graph.Signature.Numeric, graph.Signature.Categorical);
        foreach (var (index, block) in graph.Blocks.Index())
        {
            var where = $"block {index + 1}";
            switch (block)
            {
                case FeatureBlock.Numeric numbers:
                    Places(where, "columns", numbers.Columns, numeric.Count);
                    Length(where, "fill values", numbers.Fill.Length, block.Width);
                    foreach (var column in numbers.Columns.Where(column => column >= 0 && column < numeric.Count && numeric[column].Type != numbers.Type))
                        Add(where, $"column '{numeric[column].Name}' as {numbers.Type}", $"{numeric[column].Type}, as the signature has it");
                    Scaler(where, numbers.Scaler, block.Width);
                    break;
                case FeatureBlock.Missing missing:
                    Places(where, "columns", missing.Columns, numeric.Count);
                    Scaler(where, missing.Scaler, block.Width);
                    break;
                case FeatureBlock.OneHot oneHot:
                    Places(where, "columns", [oneHot.Column], categorical.Count);
                    Places(where, "slots to fill in", oneHot.Fill == -1 ? [] : [oneHot.Fill], block.Width);
                    Scaler(where, oneHot.Scaler, block.Width);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(graph), block, "unknown block");
            }
        }
    }

    /// <summary>Looks at the layers and gives the width that the model takes.</summary>
    private int Layers(ScoringGraph graph)
    {
        var width = graph.Width;
        foreach (var (index, layer) in graph.Layers.Index())
        {
            var where = $"layer {index + 1}";
            Length(where, "rows of weights", layer.Weights.Length, layer.Outputs);
            foreach (var weights in layer.Weights)
                Length(where, "weights of an output", weights.Length, width);
            width = layer.Outputs;
        }
        return width;
    }

    private void Model(ModelNode model, ModelSignature signature, int width)
    {
        var (task, classes) = model switch
        {
            ModelNode.Binary => (TaskKind.Binary, 2),
            ModelNode.Regression => (TaskKind.Regression, 0),
            ModelNode.NaiveBayes bayes => (TaskKind.Multiclass, bayes.Priors.Length),
            _ => (TaskKind.Multiclass, model.ClassScores.Count),
        };
        if (task != signature.Task)
            Add("the model", $"one of task {task}", $"{signature.Task}, as the signature has it");
        Length("the model", "classes", classes, signature.Classes.Count);
        foreach (var (index, score) in model.ClassScores.Index())
            Score(model.ClassScores.Count == 1 ? "the score" : $"score {index + 1}", score, width);
        if (model is ModelNode.NaiveBayes { Priors.Length: var count } sums)
        {
            Length("the model", "sums of what is absent", sums.Absent.Length, count);
            Length("the model", "classes of what is present", sums.Present.Length, count);
            Length("the model", "classes of what is absent", sums.AbsentOf.Length, count);
            foreach (var logarithms in sums.Present.Concat(sums.AbsentOf))
                Length("the model", "logarithms of a class", logarithms.Length, width);
        }
    }

    private void Score(string where, ScoreNode score, int width)
    {
        switch (score)
        {
            case ScoreNode.Dot dot:
                Length(where, "weights", dot.Weights.Length, width);
                break;
            case ScoreNode.TreeEnsemble ensemble:
                foreach (var (index, tree) in ensemble.Trees.Index())
                    Tree($"{where}, tree {index + 1}", tree, width);
                break;
            case ScoreNode.Gam gam:
                Places(where, "slots of shapes", [.. gam.Shapes.Select(shape => shape.Slot)], width);
                foreach (var shape in gam.Shapes)
                    Length(where, "effects of a shape", shape.Effects.Length, shape.UpperBounds.Length);
                break;
            case ScoreNode.Exponential exponential:
                Score(where, exponential.Logarithm, width);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(score), score, "unknown score");
        }
    }

    private void Tree(string where, Tree tree, int width)
    {
        var nodes = tree.Slots.Length;
        Length(where, "thresholds", tree.Thresholds.Length, nodes);
        Length(where, "left children", tree.Left.Length, nodes);
        Length(where, "right children", tree.Right.Length, nodes);
        Length(where, "leaves", tree.Leaves.Length, nodes + 1);
        foreach (var child in tree.Left.AsSpan())
            Child(where, child, tree);
        foreach (var child in tree.Right.AsSpan())
            Child(where, child, tree);
        for (var node = 0; node < nodes; node++)
        {
            if (tree.Categorical?[node] is { } set)
                Places(where, "slots", set, width);
            else if ((uint)tree.Slots[node] >= width)
                Places(where, "slots", [tree.Slots[node]], width);
        }
    }

    private void Child(string where, int child, Tree tree)
    {
        var leaf = child < 0;
        var (place, count) = leaf ? (~child, tree.Leaves.Length) : (child, tree.Slots.Length);
        if (place >= count)
            Places(where, leaf ? "a leaf" : "a node", [place], count);
    }

    private void Scaler(string where, Scaler? scaler, int width)
    {
        switch (scaler)
        {
            case null:
                break;
            case Scaler.Affine affine:
                Length(where, "scales", affine.Scale.Length, width);
                Length(where, "offsets", affine.Offset.Length, affine.Offset.Length == 0 ? 0 : width);
                break;
            case Scaler.LogNormalCdf cdf:
                Length(where, "means", cdf.Mean.Length, width);
                Length(where, "deviations", cdf.Deviation.Length, width);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(scaler), scaler, "unknown scaler");
        }
    }

    private void Length(string where, string what, int found, int expected)
    {
        if (found != expected)
            Add(where, FormattableString.Invariant($"{found:N0} {what}"), FormattableString.Invariant($"{expected:N0}"));
    }

    private void Places(string where, string what, IReadOnlyList<int> found, int count)
    {
        foreach (var place in found.Where(place => place < 0 || place >= count).Take(1))
            Add(where, FormattableString.Invariant($"{what}: number {place}"), FormattableString.Invariant($"0 to {count - 1}"));
    }

    private void Add(string where, string found, string expected) => problems.Add(new Problem($"the graph, {where}", found, expected));
}
