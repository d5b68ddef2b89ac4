using Microsoft.ML;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace Pipeline.Training.Chain;

/// <summary>Fits the binary trainers by name.</summary>
internal static class BinaryTrainers
{
    /// <summary>Fits a trainer and, where it has none of its own, a calibrator.</summary>
    public static BinaryFit Fit(MLContext ml, TrainerChoice choice, TrainingData data)
    {
        var trainers = ml.BinaryClassification.Trainers;
        return choice.Options switch
        {
            LbfgsLogisticRegressionBinaryTrainer.Options o => BinaryFit.Calibrated(ml, trainers.LbfgsLogisticRegression(o).Fit(data.Rows)),
            SdcaLogisticRegressionBinaryTrainer.Options o => BinaryFit.Calibrated(ml, trainers.SdcaLogisticRegression(o).Fit(data.Rows)),
            SgdCalibratedTrainer.Options o => BinaryFit.Calibrated(ml, trainers.SgdCalibrated(o).Fit(data.Rows)),
            FastTreeBinaryTrainer.Options o => BoostedTrees(trainers.FastTree(o)),
            LightGbmBinaryTrainer.Options o => LightGbm(trainers.LightGbm(o)),
            GamBinaryTrainer.Options o => BinaryFit.Calibrated(ml, trainers.Gam(o).Fit(data.Rows)),
            AveragedPerceptronTrainer.Options o => Uncalibrated(trainers.AveragedPerceptron(o)),
            LinearSvmTrainer.Options o => Uncalibrated(trainers.LinearSvm(o)),
            FastForestBinaryTrainer.Options o => Uncalibrated(trainers.FastForest(o)),
            _ => throw new ArgumentException($"no binary trainer '{choice.Name}'", nameof(choice)),
        };

        BinaryFit BoostedTrees(FastTreeBinaryTrainer trainer) => BinaryFit.Calibrated(ml, data.Boost(choice.StopsEarly, trainer.Fit, trainer.Fit));

        BinaryFit LightGbm(LightGbmBinaryTrainer trainer) => BinaryFit.Calibrated(ml, data.Boost(choice.StopsEarly, trainer.Fit, trainer.Fit));

        BinaryFit Uncalibrated<TModel>(IEstimator<Microsoft.ML.Data.BinaryPredictionTransformer<TModel>> trainer)
            where TModel : class =>
            BinaryFit.Uncalibrated(ml, trainer, data, choice.Calibrator, choice.Weighted);
    }
}
