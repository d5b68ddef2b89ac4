using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Pipeline.Configuration.Records;

namespace Pipeline.Training.Chain;

/// <summary>
/// A fitted binary predictor whose threshold is still open. ML.NET decides by <c>Score &gt; threshold</c>; this program's threshold
/// is a probability, so it is carried over to the score exactly.
/// </summary>
/// <param name="WithThreshold">The steps from Features to PredictedLabel, Score and Probability, with a threshold on the score.</param>
/// <param name="Calibrator">From a score to its probability.</param>
internal sealed record BinaryFit(Func<float, IReadOnlyList<ITransformer>> WithThreshold, ICalibrator Calibrator)
{
    /// <summary>Of a trainer that has a calibrator of its own.</summary>
    public static BinaryFit Calibrated<TModel>(
        MLContext ml, BinaryPredictionTransformer<CalibratedModelParametersBase<TModel, PlattCalibrator>> fitted)
        where TModel : class
        => new(threshold => [ml.BinaryClassification.ChangeModelThreshold(fitted, threshold)], fitted.Model.Calibrator);

    /// <summary>Fits a trainer that has none, and a calibrator on scores of the rows that are meant for it.</summary>
    public static BinaryFit Uncalibrated<TModel>(
        MLContext ml, IEstimator<BinaryPredictionTransformer<TModel>> trainer, TrainingData data, CalibratorKind kind, bool weighted)
        where TModel : class
    {
        var fitted = trainer.Fit(data.Rows);
        var scored = data.ToCalibrate(fitted);
        var weight = weighted ? BatchView.WeightColumn : null;
        var calibrators = ml.BinaryClassification.Calibrators;
        return kind switch
        {
            CalibratorKind.Platt => Join(calibrators.Platt(BatchView.LabelColumn, exampleWeightColumnName: weight).Fit(scored)),
            CalibratorKind.Isotonic => Join(calibrators.Isotonic(BatchView.LabelColumn, exampleWeightColumnName: weight).Fit(scored)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown calibrator"),
        };

        BinaryFit Join<TCalibrator>(CalibratorTransformer<TCalibrator> calibrator)
            where TCalibrator : class, ICalibrator =>
            new(threshold => [ml.BinaryClassification.ChangeModelThreshold(fitted, threshold), calibrator],
                ((IPredictionTransformer<TCalibrator>)calibrator).Model);
    }
}
