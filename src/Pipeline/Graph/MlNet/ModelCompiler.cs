using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Pipeline.Model;
using Pipeline.Model.Problems;

namespace Pipeline.Graph.MlNet;

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
        NaiveBayesMulticlassModelParameters model => ModelNode.NaiveBayes.Of(model.GetLabelHistogramLong(), model.GetFeatureHistogramLong()),
        OneVersusAllModelParameters model => OneVersusAll(OneVersusAllReader.Read(model)),
        _ => throw ChainCompiler.Unknown("the model", predictor.GetType()),
    };

    private static ModelNode OneVersusAll(OneVersusAllParts parts) => parts.Formula switch
    {
        OneVersusAllParts.Softmax => new ModelNode.PlainSoftMax([.. parts.Models.Select(sub => ScoreCompiler.Compile(Split(sub).Score))]),
        OneVersusAllParts.ProbabilityNormalization => new ModelNode.OneVersusAll([.. parts.Models.Select(sub =>
        {
            var (score, calibrator) = Split(sub);
            return (ScoreCompiler.Compile(score), Calibrator(calibrator));
        })]),
        _ => throw new ArtifactException(
            "the models of one-versus-all", $"joined by {parts.Formula}, which cannot be compiled",
            "probabilities divided by their sum, or a soft-max", "Train again with this version."),
    };

    private static ModelNode.SoftMax SoftMax(MaximumEntropyModelParameters model)
    {
        VBuffer<float>[] weights = [];
        model.GetWeights(ref weights, out _);
        return new ModelNode.SoftMax([.. weights.Zip(model.GetBiases(), (w, bias) => (ScoreNode)new ScoreNode.Dot([.. w.DenseValues()], bias))]);
    }

    private static (object Score, ICalibrator? Calibrator) Split(object predictor) =>
        predictor is CalibratedModelParametersBase calibrated ? (calibrated.SubModel, calibrated.Calibrator) : (predictor, null);

    private static CalibratorNode Calibrator(ICalibrator? calibrator) => calibrator switch
    {
        PlattCalibrator platt => new CalibratorNode.Platt(platt.Slope, platt.Offset),
        IsotonicCalibrator isotonic => new CalibratorNode.Isotonic([.. isotonic.Mins], [.. isotonic.Maxes], [.. isotonic.Values]),
        _ => throw ChainCompiler.Unknown("the calibrator", calibrator?.GetType() ?? typeof(void)),
    };
}
