using Pipeline.Graph.Onnx.Schema;

namespace Pipeline.Graph.Foreign;

/// <summary>The operators of a network of dense layers, each as a step of a <see cref="Stage"/>.</summary>
internal static class DenseSteps
{
    /// <summary>A node of which one input moves and the others are constants.</summary>
    /// <param name="node">The node.</param>
    /// <param name="stage">The input that moves.</param>
    /// <param name="place">Which it is.</param>
    /// <returns>A stage, or the network where its scores are done.</returns>
    /// <exception cref="NotCompiledException">No graph can say it.</exception>
    public static object Apply(ForeignNode node, Stage stage, int place) => node.Proto.OpType switch
    {
        "Relu" => stage.Activate(Activation.Relu),
        "Tanh" => stage.Activate(Activation.Tanh),
        "Sigmoid" => stage.Activate(Activation.Sigmoid),
        "LeakyRelu" => stage.LeakyRelu(_ => node.Float("alpha", 0.01f)),
        "PRelu" when place == 0 => stage.LeakyRelu(Vector(node, 1, stage.Width)),
        "Neg" => stage with { Pending = stage.Pending.Then(_ => -1, _ => 0) },
        "Add" or "Sub" or "Mul" or "Div" => Arithmetic(node, stage, place),
        "MatMul" when place == 0 => stage.Then(Matrix(node, 1, stage.Width, transposed: false)),
        "Gemm" when place == 0 => Gemm(node, stage),
        "BatchNormalization" when place == 0 => BatchNormalization(node, stage),
        "Softmax" when node.Int("axis", node.Opset >= 13 ? -1 : 1) is 1 or -1 && stage.Width > 1 => stage.End(ForeignLink.SoftMax),
        "Flatten" when node.Int("axis", 1) == 1 => stage,
        "Reshape" when place == 0 && KeepsShape(node, stage.Width) => stage,
        _ => throw NotCompiledException.At(node, $"the operator {node.Operator}"),
    };

    /// <summary>The network that ends here; where the last step is a sigmoid, that is its link.</summary>
    public static ForeignNetwork End(Stage stage)
    {
        if (stage.Pending.IsIdentity && stage.Layers is [.., { Activation: Activation.Sigmoid } last])
        {
            var scores = last.Weights.Zip(last.Bias, (weights, bias) => (ScoreNode)new ScoreNode.Dot(weights, bias));
            return new ForeignNetwork(stage.Features, stage.Blocks, [.. stage.Layers.SkipLast(1)], [.. scores], ForeignLink.Logistic);
        }
        return stage.End(ForeignLink.None);
    }

    private static Stage Arithmetic(ForeignNode node, Stage stage, int place)
    {
        var value = Vector(node, 1 - place, stage.Width);
        var pending = (node.Proto.OpType, place) switch
        {
            ("Add", _) => stage.Pending.Then(_ => 1, value),
            ("Sub", 0) => stage.Pending.Then(_ => 1, i => -value(i)),
            ("Sub", _) => stage.Pending.Then(_ => -1, value),
            ("Mul", _) => stage.Pending.Then(value, _ => 0),
            ("Div", 0) => stage.Pending.Then(i => 1 / value(i), _ => 0),
            _ => throw NotCompiledException.At(node, "a division by what is computed"),
        };
        return Array.TrueForAll(pending.Offset, double.IsFinite) && Array.TrueForAll(pending.Scale, double.IsFinite) ? stage with { Pending = pending }
            : throw NotCompiledException.At(node, "a division by 0");
    }

    private static Stage Gemm(ForeignNode node, Stage stage)
    {
        if (node.Int("transA", 0) != 0)
            throw NotCompiledException.At(node, "transA 1", "transA");
        var (alpha, beta) = (node.Float("alpha", 1), node.Float("beta", 1));
        var matrix = Matrix(node, 1, stage.Width, node.Int("transB", 0) != 0);
        var product = stage.Then(Array.ConvertAll(matrix, row => Array.ConvertAll(row, weight => alpha * weight)));
        if (node.Input(2) is null)
            return product;
        var bias = Vector(node, 2, product.Width);
        return product with { Pending = product.Pending.Then(_ => 1, i => beta * bias(i)) };
    }

    /// <summary>(x − mean)/√(variance + epsilon)·scale + bias of each channel, in float64.</summary>
    private static Stage BatchNormalization(ForeignNode node, Stage stage)
    {
        if (BatchNormalizationRule.Look(node).Any(finding => finding.Code != FindingCode.BatchNormDefault))
            throw NotCompiledException.At(node, "BatchNormalization without constant statistics");
        var (scale, bias, mean, variance) = (Vector(node, 1, stage.Width), Vector(node, 2, stage.Width), Vector(node, 3, stage.Width), Vector(node, 4,
            stage.Width));
        var epsilon = node.Float("epsilon", 1e-5f);
        double Factor(int i) => scale(i) / Math.Sqrt(variance(i) + epsilon);
        return stage with { Pending = stage.Pending.Then(Factor, i => bias(i) - (mean(i) * Factor(i))) };
    }

    /// <summary>A constant that is one number for each value, or one for all.</summary>
    private static Func<int, double> Vector(ForeignNode node, int place, int width)
    {
        if (node.Constant(place) is not { } tensor || Values(node, tensor) is not { } values || tensor.Dims.SkipLast(1).Any(size => size != 1)
            || (values.Length != 1 && values.Length != width))
        {
            throw NotCompiledException.At(node, FormattableString.Invariant($"a constant that is not one number for each of {width} values"),
                FormattableString.Invariant($"input {place}"));
        }
        return values.Length == 1 ? _ => values[0] : i => values[i];
    }

    /// <summary>A constant matrix as [outputs][width].</summary>
    private static double[][] Matrix(ForeignNode node, int place, int width, bool transposed)
    {
        if (node.Constant(place) is not { Dims: [var first, var second] } tensor || Values(node, tensor) is not { } values || (transposed ? second
            : first) != width)
        {
            throw NotCompiledException.At(node, FormattableString.Invariant($"a factor that is no constant matrix for {width} values"),
                FormattableString.Invariant($"input {place}"));
        }
        var outputs = (int)(transposed ? first : second);
        return [.. Enumerable.Range(0, outputs).Select(o => Enumerable.Range(0, width).Select(i => transposed ? values[(o * width) + i] : values[(i * outputs)
            + o]).ToArray())];
    }

    private static double[]? Values(ForeignNode node, TensorProto tensor) => (TensorProto.Types.DataType)tensor.DataType switch
    {
        TensorProto.Types.DataType.Float16 or TensorProto.Types.DataType.Bfloat16 =>
            throw NotCompiledException.At(node, $"arithmetic in {TensorValues.TypeName(tensor.DataType)}"),
        _ => TensorValues.Doubles(tensor),
    };

    private static bool KeepsShape(ForeignNode node, int width) =>
        node.Constant(1) is { } shape && TensorValues.Integers(shape) is [0 or -1, var columns] && (columns == width || (columns == -1 && shape.Dims is [2]));
}
