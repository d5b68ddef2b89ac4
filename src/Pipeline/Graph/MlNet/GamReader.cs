using System.Reflection;
using Microsoft.ML.Trainers.FastTree;

namespace Pipeline.Graph.MlNet;

/// <summary>
/// Reads a generalized additive model. ML.NET's public members take the number of a feature, but refuse numbers above the number
/// of shapes, so that the last features of a model with a constant one are out of reach: this is the one place that reads its fields.
/// </summary>
internal static class GamReader
{
    public static ScoreNode.Gam Read(GamModelParametersBase model)
    {
        var bounds = Field<double[][]>(model, "_binUpperBounds");
        var effects = Field<double[][]>(model, "_binEffects");
        var shapes = Field<Dictionary<int, int>>(model, "_inputFeatureToShapeFunctionMap");
        return new ScoreNode.Gam([.. shapes.OrderBy(pair => pair.Key).Select(pair => new GamShape(pair.Key, bounds[pair.Value], effects[pair.Value]))],
            model.Bias);
    }

    private static T Field<T>(GamModelParametersBase model, string name) =>
        typeof(GamModelParametersBase).GetField(name, BindingFlags.NonPublic | BindingFlags.Instance)?.GetValue(model) is T value
            ? value
            : throw ChainCompiler.Unknown($"field {name} of the model", typeof(GamModelParametersBase));
}
