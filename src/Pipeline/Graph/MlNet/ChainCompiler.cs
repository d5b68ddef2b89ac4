using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Graph.MlNet;

/// <summary>
/// Reads a scoring graph from a fitted chain: parameters through ML.NET's public members, fill values by sending a row through
/// the step in which everything is missing. Every step must be one that it knows.
/// </summary>
internal static class ChainCompiler
{
    /// <summary>Compiles a chain.</summary>
    /// <exception cref="ArtifactException">A step cannot be compiled; it names the step and its type.</exception>
    public static ScoringGraph Compile(FittedModel model)
    {
        var steps = model.Steps().ToList();
        if (steps.OfType<ISingleFeaturePredictionTransformer<object>>().FirstOrDefault() is not { } prediction)
            throw new ArtifactException("the chain", "no model among its steps", "a chain that train made");
        var calibrator = steps.Where(step => !ReferenceEquals(step, prediction)).OfType<IPredictionTransformer<ICalibrator>>().LastOrDefault();
        return new ScoringGraph(model.Signature, CompileFeatures(model), ModelCompiler.Compile(prediction.Model, calibrator?.Model, model.Signature));
    }

    /// <summary>Compiles the steps of a chain up to its feature vector; there may be no model yet.</summary>
    /// <exception cref="ArtifactException">A step cannot be compiled; it names the step and its type.</exception>
    public static IReadOnlyList<FeatureBlock> CompileFeatures(FittedModel model)
    {
        var steps = model.Steps().ToList();
        var probe = new ProbeRow(model.InputSchema);
        var fills = new Dictionary<string, double[]>(StringComparer.Ordinal);
        var scalers = new Dictionary<string, Scaler>(StringComparer.Ordinal);
        object? predictor = null;
        for (var i = 0; i < steps.Count; i++)
        {
            switch (steps[i])
            {
                case MissingValueReplacingTransformer:
                    var (upTo, filled) = Prefix(model, steps, i);
                    fills.Add(filled, probe.Send(upTo, filled));
                    break;
                case NormalizingTransformer normalizer:
                    scalers.Add(Prefix(model, steps, i).Column, ScalerOf(normalizer.GetNormalizerModelParameters(0), i));
                    break;
                case ISingleFeaturePredictionTransformer<object> when predictor is null:
                    predictor = steps[i];
                    break;
                case IPredictionTransformer<ICalibrator>:
                case ColumnConcatenatingTransformer or MissingValueIndicatorTransformer or TypeConvertingTransformer or ExpressionTransformer
                    or OneHotEncodingTransformer or ValueToKeyMappingTransformer or KeyToVectorMappingTransformer or KeyToValueMappingTransformer:
                    break;
                default:
                    throw Unknown($"step {i}", steps[i].GetType());
            }
        }
        var features = new TransformerChain<ITransformer>([.. steps.TakeWhile(step => step is not ISingleFeaturePredictionTransformer<object>)]);
        return new BlockCompiler(model, features, probe, fills, scalers).Compile();
    }

    /// <summary>The error for a part that this compiler does not know.</summary>
    internal static ArtifactException Unknown(string where, Type type) =>
        new(where, $"{type.Name}, which cannot be compiled", "a step, model or calibrator that a config of this program can name",
            "Train again with this version.");

    /// <summary>The steps up to one, and the column that it makes: a step's output is the last of its schema.</summary>
    private static (ITransformer Steps, string Column) Prefix(FittedModel model, List<ITransformer> steps, int last)
    {
        var prefix = new TransformerChain<ITransformer>([.. steps.Take(last + 1)]);
        return (prefix, prefix.GetOutputSchema(model.InputSchema)[^1].Name);
    }

    private static Scaler ScalerOf(object parameters, int step) => parameters switch
    {
        NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<float>> p => new Scaler.Affine(Widen(p.Offset), Widen(p.Scale)),
        NormalizingTransformer.AffineNormalizerModelParameters<ImmutableArray<double>> p =>
            new Scaler.Affine([.. p.Offset.IsDefault ? [] : p.Offset], [.. p.Scale]),
        NormalizingTransformer.CdfNormalizerModelParameters<ImmutableArray<float>> { UseLog: true } p =>
            new Scaler.LogNormalCdf(Widen(p.Mean), Widen(p.StandardDeviation)),
        NormalizingTransformer.CdfNormalizerModelParameters<ImmutableArray<double>> { UseLog: true } p =>
            new Scaler.LogNormalCdf([.. p.Mean], [.. p.StandardDeviation]),
        _ => throw Unknown($"the normalizer of step {step}", parameters.GetType()),
    };

    private static double[] Widen(ImmutableArray<float> values) => values.IsDefault ? [] : [.. values.Select(value => (double)value)];
}
