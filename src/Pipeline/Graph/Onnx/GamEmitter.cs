using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Graph.Onnx;

/// <summary>Generalized additive models: one binary search for all shapes of all models, and one Add a shape.</summary>
internal static class GamEmitter
{
    public static OnnxValue Emit(GraphWriter graph, Features features, ScoreNode.Gam[] models)
    {
        var most = Math.Max(1, models.Max(model => model.Shapes.Count));
        var padding = new GamShape(features.AnySlot, [double.PositiveInfinity], [-0.0]);
        // The first shapes of all models, then the second, ….
        GamShape[] shapes = [.. Enumerable.Range(0, most).SelectMany(n => models.Select(model => n < model.Shapes.Count ? model.Shapes[n] : padding))];
        var (values, columns) = features.Columns(graph, shapes.Select(shape => shape.Slot));
        var asked = graph.Cast(graph.Columns(values, Array.ConvertAll(shapes, shape => columns[shape.Slot])), DataType.Double);
        // The last bound is +∞: nothing is above it.
        var search = new Search(graph, Array.ConvertAll(shapes, shape => shape.UpperBounds[..^1]), asked);
        // The sum starts from the intercept, and intercept + effect is known here.
        double[][] effects =
            [.. shapes.Select((shape, i) => i < models.Length ? Array.ConvertAll(shape.Effects, effect => models[i].Intercept + effect) : shape.Effects)];
        var terms = graph.Reshape(search.Look(effects, DataType.Double), 0, most, models.Length);
        return graph.Cast(Sums.InOrder(graph, terms, most, models.Length, effects.Take(models.Length).Any(first => first.Any(Sums.IsNegativeZero))),
            DataType.Float);
    }
}
