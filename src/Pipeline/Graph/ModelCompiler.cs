using System.Collections;
using System.Reflection;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Pipeline.Model;

namespace Pipeline.Graph;

/// <summary>Reads the model part of a graph from ML.NET's model parameters.</summary>
internal static class ModelCompiler
{
    public static ModelNode Compile(object predictor, ICalibrator? calibrator, ModelSignature signature) => signature.Task switch
    {
        TaskKind.Binary => Binary(predictor, calibrator, signature.Threshold!.Value),
        TaskKind.Regression => new ModelNode.Regression(ScoreCompiler.Compile(predictor)),
        TaskKind.Multiclass => Multiclass(predictor),
        _ => throw new ArgumentOutOfRangeException(nameof(signature), signature.Task, "unknown task"),
    };

    private static ModelNode.Binary Binary(object predictor, ICalibrator? calibrator, double threshold)
    {
        var (score, own) = Split(predictor);
        return new ModelNode.Binary(ScoreCompiler.Compile(score), Calibrator(own ?? calibrator), threshold);
    }

    private static ModelNode Multiclass(object predictor) => predictor switch
    {
        MaximumEntropyModelParameters model => SoftMax(model),
        NaiveBayesMulticlassModelParameters model => NaiveBayes(model),
        OneVersusAllModelParameters model => new ModelNode.OneVersusAll([.. SubModels(model).Select(sub =>
        {
            var (score, calibrator) = Split(sub);
            return (ScoreCompiler.Compile(score), Calibrator(calibrator));
        })]),
        _ => throw ChainCompiler.Unknown("the model", predictor.GetType()),
    };

    private static ModelNode.SoftMax SoftMax(MaximumEntropyModelParameters model)
    {
        VBuffer<float>[] weights = [];
        model.GetWeights(ref weights, out _);
        return new ModelNode.SoftMax([.. weights.Zip(model.GetBiases(), (w, bias) => (ScoreNode)new ScoreNode.Dot([.. w.DenseValues()], bias))]);
    }

    /// <summary>Laplace smoothing as ML.NET does it: (count + 1) / (rows of the class + number of classes).</summary>
    private static ModelNode.NaiveBayes NaiveBayes(NaiveBayesMulticlassModelParameters model)
    {
        var rows = model.GetLabelHistogramLong();
        var counts = model.GetFeatureHistogramLong();
        var total = rows.Sum();
        var present = rows.Select((n, k) => counts[k].Select(count => Math.Log((double)count + 1) - Math.Log((double)n + rows.Count)).ToArray()).ToArray();
        var absentOf = rows.Select((n, k) => counts[k].Select(count => Math.Log((double)n - count + 1) - Math.Log((double)n + rows.Count)).ToArray()).ToArray();
        return new ModelNode.NaiveBayes([.. rows.Select(n => Math.Log((double)n / total))], [.. absentOf.Select(Sum)], present, absentOf);
    }

    private static double Sum(double[] values)
    {
        double sum = 0;
        foreach (var value in values)
            sum += value;
        return sum;
    }

    private static (object Score, ICalibrator? Calibrator) Split(object predictor) =>
        predictor is CalibratedModelParametersBase calibrated ? (calibrated.SubModel, calibrated.Calibrator) : (predictor, null);

    private static CalibratorNode Calibrator(ICalibrator? calibrator) => calibrator switch
    {
        PlattCalibrator platt => new CalibratorNode.Platt(platt.Slope, platt.Offset),
        IsotonicCalibrator isotonic => new CalibratorNode.Isotonic([.. isotonic.Mins], [.. isotonic.Maxes], [.. isotonic.Values]),
        _ => throw ChainCompiler.Unknown("the calibrator", calibrator?.GetType() ?? typeof(void)),
    };

    /// <summary>ML.NET shows the models of one-versus-all through no public member; this is the one place that reaches for them.</summary>
    private static IEnumerable<object> SubModels(OneVersusAllModelParameters model)
    {
        var property = typeof(OneVersusAllModelParameters).GetProperty("SubModelParameters", BindingFlags.NonPublic | BindingFlags.Instance)
            ?? throw ChainCompiler.Unknown("the models of one-versus-all", typeof(OneVersusAllModelParameters));
        return ((IEnumerable)property.GetValue(model)!).Cast<object>();
    }
}
