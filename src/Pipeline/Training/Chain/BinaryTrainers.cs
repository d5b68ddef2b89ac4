using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace Pipeline.Training.Chain;

/// <summary>The binary trainers, told by their options: the one list of them, for binary runs and for one-versus-all.</summary>
internal static class BinaryTrainers
{
    /// <summary>Fits a trainer and, where it has none of its own, a calibrator.</summary>
    public static BinaryFit Fit(MLContext ml, TrainerChoice choice, TrainingData data) => Use(ml, choice, new ToFit(ml, choice, data));

    /// <summary>Makes a trainer and hands it to its use.</summary>
    public static T Use<T>(MLContext ml, TrainerChoice choice, IBinaryTrainerUse<T> use)
    {
        var trainers = ml.BinaryClassification.Trainers;
        return choice.Options switch
        {
            LbfgsLogisticRegressionBinaryTrainer.Options o => use.Calibrated(trainers.LbfgsLogisticRegression(o)),
            SdcaLogisticRegressionBinaryTrainer.Options o => use.Calibrated(trainers.SdcaLogisticRegression(o)),
            SgdCalibratedTrainer.Options o => use.Calibrated(trainers.SgdCalibrated(o)),
            FastTreeBinaryTrainer.Options o => FastTree(trainers.FastTree(o)),
            LightGbmBinaryTrainer.Options o => LightGbm(trainers.LightGbm(o)),
            GamBinaryTrainer.Options o => use.Calibrated(trainers.Gam(o)),
            AveragedPerceptronTrainer.Options o => use.Uncalibrated(trainers.AveragedPerceptron(o)),
            LinearSvmTrainer.Options o => use.Uncalibrated(trainers.LinearSvm(o)),
            FastForestBinaryTrainer.Options o => use.Uncalibrated(trainers.FastForest(o)),
            _ => throw new ArgumentException($"no binary trainer '{choice.Name}'", nameof(choice)),
        };

        T FastTree(FastTreeBinaryTrainer trainer) => use.Calibrated(trainer, trainer.Fit);

        T LightGbm(LightGbmBinaryTrainer trainer) => use.Calibrated(trainer, trainer.Fit);
    }

    private sealed class ToFit(MLContext ml, TrainerChoice choice, TrainingData data) : IBinaryTrainerUse<BinaryFit>
    {
        public BinaryFit Calibrated<TModel>(
            ITrainerEstimator<BinaryPredictionTransformer<CalibratedModelParametersBase<TModel, PlattCalibrator>>,
                CalibratedModelParametersBase<TModel, PlattCalibrator>> trainer,
            Func<IDataView, IDataView, BinaryPredictionTransformer<CalibratedModelParametersBase<TModel, PlattCalibrator>>>? watched)
            where TModel : class =>
            BinaryFit.Calibrated(ml, watched is null ? trainer.Fit(data.Rows) : data.Boost(choice.StopsEarly, trainer.Fit, watched));

        public BinaryFit Uncalibrated<TModel>(ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel> trainer)
            where TModel : class =>
            BinaryFit.Uncalibrated(ml, trainer, data, choice.Calibrator, choice.Weighted);
    }
}
