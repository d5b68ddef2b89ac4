namespace Pipeline.Graph.Foreign;

/// <summary>The scaler and the linear models of ai.onnx.ml.</summary>
internal static class LinearReader
{
    /// <summary>(x − offset)·scale in float32, as it is where it stands first.</summary>
    public static Stage Scale(ForeignNode node, Stage stage)
    {
        var (offset, scale) = (Wide(node, "offset", stage.Width, 0), Wide(node, "scale", stage.Width, 1));
        if (stage is { IsInput: true, Scaler: null })
            return stage with { Scaler = new Scaler.Affine(offset, scale) };
        return stage with { Pending = stage.Pending.Then(i => scale[i], i => -offset[i] * scale[i]) };
    }

    public static object Regressor(ForeignNode node, Stage stage)
    {
        var targets = (int)node.Int("targets", 1);
        if (node.Text("post_transform", "NONE") is not "NONE" and var transform)
            throw NotCompiledException.At(node, $"the transform {transform}", "post_transform");
        return Product(node, stage, targets);
    }

    public static ForeignNetwork Classifier(ForeignNode node, Stage stage)
    {
        var classes = Classes(node, "classlabels_ints", "classlabels_strings");
        var rows = node.Floats("intercepts") is { Length: > 0 } intercepts ? intercepts.Length : node.Floats("coefficients").Length / Math.Max(1, stage.Width);
        var network = Product(node, stage, rows).End(Link(node, rows, classes.Count));
        return network with { Classes = classes };
    }

    /// <summary>What a classifier's post_transform makes of its scores.</summary>
    public static ForeignLink Link(ForeignNode node, int scores, int classes) => (node.Text("post_transform", "NONE"), scores) switch
    {
        ("LOGISTIC", 1) when classes == 2 => ForeignLink.LogisticPair,
        ("LOGISTIC", > 1) when scores == classes => ForeignLink.Logistic,
        ("SOFTMAX", > 1) when scores == classes => ForeignLink.SoftMax,
        ("NONE", > 1) when scores == classes => ForeignLink.None,
        (var transform, _) => throw NotCompiledException.At(node,
            FormattableString.Invariant($"the transform {transform} of {scores} scores for {classes} classes"), "post_transform"),
    };

    /// <summary>The classes of a classifier, whole numbers or texts.</summary>
    public static IReadOnlyList<string> Classes(ForeignNode node, string numbers, string texts) => node.Ints(numbers) is { Length: > 0 } ints
        ? [.. ints.Select(label => FormattableString.Invariant($"{label}"))]
        : [.. node.Attribute(texts)?.Strings.Select(label => label.ToStringUtf8()) ?? []];

    private static Stage Product(ForeignNode node, Stage stage, int rows)
    {
        var (coefficients, intercepts) = (node.Floats("coefficients"), node.Floats("intercepts"));
        if (coefficients.Length != rows * stage.Width || (intercepts.Length != rows && intercepts.Length > 0))
            throw NotCompiledException.At(node, FormattableString.Invariant($"{coefficients.Length} coefficients for {rows} scores of {stage.Width} values"),
                "coefficients");
        var product = stage.Then([.. coefficients.Chunk(stage.Width).Select(row => Array.ConvertAll(row, weight => (double)weight))]);
        return product with { Pending = product.Pending.Then(_ => 1, i => intercepts.Length == 0 ? 0 : intercepts[i]) };
    }

    private static double[] Wide(ForeignNode node, string name, int width, double otherwise)
    {
        var values = node.Floats(name);
        if (values.Length > 1 && values.Length != width)
            throw NotCompiledException.At(node, FormattableString.Invariant($"{values.Length} numbers for {width} values"), name);
        return [.. Enumerable.Range(0, width).Select(i => values.Length == 0 ? otherwise : values[values.Length == 1 ? 0 : i])];
    }
}
