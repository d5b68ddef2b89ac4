using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Graph.Onnx;

/// <summary>Generalized additive models: one binary search for all shapes of all models, and one Add a shape.</summary>
internal static class GamEmitter
{
    public static OnnxValue Emit(GraphWriter graph, Features features, ScoreNode.Gam[] models)
    {
        var most = Math.Max(1, models.Max(model => model.Shapes.Count));
        var padding = new GamShape(features.DenseSlots is [var slot, ..] ? slot : features.OneHot[0].First, [double.PositiveInfinity], [-0.0]);
        GamShape[] shapes = [.. models.SelectMany(model => model.Shapes.Concat(Enumerable.Repeat(padding, most - model.Shapes.Count)))];
        var (values, columns) = features.Columns(graph, shapes.Select(shape => shape.Slot));
        var asked = graph.Cast(graph.Columns(values, Array.ConvertAll(shapes, shape => columns[shape.Slot])), DataType.Double);
        // The last bound is +∞: nothing is above it.
        var search = new Search(graph, Array.ConvertAll(shapes, shape => shape.UpperBounds[..^1]), asked);
        // The sum starts from the intercept, and intercept + effect is known here.
        var effects = shapes.Select((shape, i) => i % most == 0 ? Array.ConvertAll(shape.Effects, effect => models[i / most].Intercept + effect) : shape.Effects);
        return graph.Cast(Sums.InOrder(graph, search.Look([.. effects], DataType.Double), models.Length, most), DataType.Float);
    }
}
