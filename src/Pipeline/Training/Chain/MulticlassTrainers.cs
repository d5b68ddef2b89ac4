using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.LightGbm;
using Pipeline.Model;

namespace Pipeline.Training.Chain;

/// <summary>The multiclass trainers by name.</summary>
internal static class MulticlassTrainers
{
    /// <summary>Fits a trainer: from Features and label to PredictedLabel and Score.</summary>
    public static ITransformer Fit(MLContext ml, TrainerChoice choice, TrainingData data)
    {
        var trainers = ml.MulticlassClassification.Trainers;
        return choice.Options switch
        {
            LbfgsMaximumEntropyMulticlassTrainer.Options o => trainers.LbfgsMaximumEntropy(o).Fit(data.Rows),
            SdcaMaximumEntropyMulticlassTrainer.Options o => trainers.SdcaMaximumEntropy(o).Fit(data.Rows),
            LightGbmMulticlassTrainer.Options o => LightGbm(trainers.LightGbm(o)),
            null when choice.Binary is not null => BinaryTrainers.Use(ml, choice.Binary, new OneVersusAll(ml)).Fit(data.Rows),
            null when choice.Name == "naiveBayes" => trainers.NaiveBayes(BatchView.LabelColumn, ChainColumns.Features).Fit(data.Rows),
            _ => throw new ArgumentException($"no multiclass trainer '{choice.Name}'", nameof(choice)),
        };

        ITransformer LightGbm(LightGbmMulticlassTrainer trainer) => data.Boost<ITransformer>(choice.StopsEarly, trainer.Fit, trainer.Fit);
    }

    /// <summary>
    /// One binary model a class; its probabilities, divided by their sum, are the scores. Uncalibrated trainers get ML.NET's Platt
    /// calibrator: it pays no heed to another one that it is given.
    /// </summary>
    private sealed class OneVersusAll(MLContext ml) : IBinaryTrainerUse<OneVersusAllTrainer>
    {
        public OneVersusAllTrainer Calibrated<TModel>(
            ITrainerEstimator<BinaryPredictionTransformer<CalibratedModelParametersBase<TModel, PlattCalibrator>>,
                CalibratedModelParametersBase<TModel, PlattCalibrator>> trainer,
            Func<IDataView, IDataView, BinaryPredictionTransformer<CalibratedModelParametersBase<TModel, PlattCalibrator>>>? watched)
            where TModel : class =>
            Uncalibrated(trainer);

        public OneVersusAllTrainer Uncalibrated<TModel>(ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel> trainer)
            where TModel : class =>
            ml.MulticlassClassification.Trainers.OneVersusAll(trainer, BatchView.LabelColumn);
    }
}
