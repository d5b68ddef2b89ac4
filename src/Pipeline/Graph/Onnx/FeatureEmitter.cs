using Pipeline.Model;
using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Graph.Onnx;

/// <summary>Makes the feature vectors from the inputs, block by block.</summary>
/// <param name="graph">What is written.</param>
/// <param name="shape">Where each column is among the inputs.</param>
/// <param name="inputs">The inputs.</param>
internal sealed class FeatureEmitter(GraphWriter graph, InputShape shape, GraphInputs inputs)
{
    private readonly (NumericType Type, int Column)[] places = [.. shape.Places];

    public Features Emit(IReadOnlyList<FeatureBlock> blocks)
    {
        var dense = new List<(OnnxValue Values, Scaler? Scaler)>();
        var slots = new List<int>();
        var oneHot = new List<(FeatureBlock.OneHot Block, int First)>();
        var first = 0;
        foreach (var block in blocks)
        {
            if (block is FeatureBlock.OneHot { Scaler: null } unscaled)
            {
                oneHot.Add((unscaled, first));
            }
            else
            {
                dense.Add(Dense(block));
                slots.AddRange(Enumerable.Range(first, block.Width));
            }
            first += block.Width;
        }
        return new Features(dense.Count == 0 ? null : Scaled(dense), [.. slots], oneHot.Count == 0 ? null : Categories(oneHot));
    }

    /// <summary>Blocks side by side of one type and one kind of scaler are scaled at once: slots are independent, so no bit depends on it.</summary>
    private OnnxValue Scaled(List<(OnnxValue Values, Scaler? Scaler)> blocks)
    {
        var scaled = new List<OnnxValue>();
        for (var i = 0; i < blocks.Count;)
        {
            var (type, scaler) = (blocks[i].Values.Type, blocks[i].Scaler);
            var values = new List<OnnxValue> { blocks[i].Values };
            while (++i < blocks.Count && blocks[i].Values.Type == type && ScalerEmitter.TryJoin(scaler, blocks[i].Scaler, out var joined))
            {
                scaler = joined;
                values.Add(blocks[i].Values);
            }
            scaled.Add(graph.Cast(ScalerEmitter.Emit(graph, scaler, graph.Concat(values, 1)), DataType.Float));
        }
        return graph.Concat(scaled, 1);
    }

    /// <summary>A block before it is scaled, [N, slots] in its type, and how it is scaled.</summary>
    private (OnnxValue Values, Scaler? Scaler) Dense(FeatureBlock block) => block switch
    {
        FeatureBlock.Numeric numeric => (Numbers(numeric), numeric.Scaler),
        FeatureBlock.Missing missing => (Indicators(missing.Columns), missing.Scaler),
        FeatureBlock.OneHot oneHot => (Categories([(oneHot, 0)]).Columns(graph, [.. Enumerable.Range(0, oneHot.Width)]), oneHot.Scaler),
        _ => throw new ArgumentOutOfRangeException(nameof(block), block, "unknown block"),
    };

    private OneHotColumns Categories(IReadOnlyList<(FeatureBlock.OneHot Block, int First)> blocks) =>
        new(graph, blocks, Columns(inputs.Categories!.Value, shape.Categories, [.. blocks.Select(block => block.Block.Column)]));

    private OnnxValue Numbers(FeatureBlock.Numeric block)
    {
        var x = Columns(block.Type, Array.ConvertAll(block.Columns, column => places[column].Column));
        return block.Fill.All(double.IsNaN) ? x : Filled(x, block.Fill);
    }

    private OnnxValue Filled(OnnxValue x, double[] fill)
    {
        var missing = graph.IsNaN(x);
        var filled = graph.Where(missing, ScalerEmitter.Row(graph, x.Type, fill), x);
        var negativeZero = Array.ConvertAll(fill, value => value == 0 && double.IsNegative(value));
        if (!negativeZero.Contains(true))
            return filled;
        // Where cannot give −0 (see there), but +0·−1 is −0.
        var turned = graph.And(missing, graph.Constant<bool>(negativeZero, 1, fill.Length));
        return graph.Mul(filled, ScalerEmitter.Choose(graph, turned, x.Type, -1, 1));
    }

    /// <summary>1 where a column is NaN, [N, columns]; the columns may be of both types, in any order.</summary>
    private OnnxValue Indicators(int[] columns)
    {
        var missing = new List<OnnxValue>();
        var order = new List<int>();
        foreach (var type in columns.Select(column => places[column].Type).Distinct())
        {
            var own = columns.Where(column => places[column].Type == type).ToArray();
            missing.Add(graph.Cast(graph.IsNaN(Columns(type, Array.ConvertAll(own, column => places[column].Column))), DataType.Float));
            order.AddRange(own);
        }
        var joined = graph.Concat(missing, 1);
        return order.SequenceEqual(columns) ? joined : graph.Columns(joined, Array.ConvertAll(columns, order.IndexOf));
    }

    /// <summary>Columns of an input, by their place in it; the input itself where those are all, in order.</summary>
    private OnnxValue Columns(NumericType type, int[] columns) =>
        Columns((type == NumericType.Single ? inputs.Single : inputs.Double)!.Value, places.Count(place => place.Type == type), columns);

    private OnnxValue Columns(OnnxValue input, int count, int[] columns) =>
        columns.SequenceEqual(Enumerable.Range(0, count)) ? input : graph.Columns(input, columns);
}
