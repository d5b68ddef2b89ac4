using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
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
            null when choice.Binary is not null => OneVersusAll(ml, choice.Binary).Fit(data.Rows),
            null when choice.Name == "naiveBayes" => trainers.NaiveBayes(BatchView.LabelColumn, ChainColumns.Features).Fit(data.Rows),
            _ => throw new ArgumentException($"no multiclass trainer '{choice.Name}'", nameof(choice)),
        };

        ITransformer LightGbm(LightGbmMulticlassTrainer trainer) => data.Boost<ITransformer>(choice.StopsEarly, trainer.Fit, trainer.Fit);
    }

    /// <summary>One binary model a class; its probabilities, divided by their sum, are the scores.</summary>
    private static OneVersusAllTrainer OneVersusAll(MLContext ml, TrainerChoice binary)
    {
        var trainers = ml.BinaryClassification.Trainers;
        return binary.Options switch
        {
            LbfgsLogisticRegressionBinaryTrainer.Options o => Of(trainers.LbfgsLogisticRegression(o)),
            SdcaLogisticRegressionBinaryTrainer.Options o => Of(trainers.SdcaLogisticRegression(o)),
            SgdCalibratedTrainer.Options o => Of(trainers.SgdCalibrated(o)),
            FastTreeBinaryTrainer.Options o => Of(trainers.FastTree(o)),
            LightGbmBinaryTrainer.Options o => Of(trainers.LightGbm(o)),
            GamBinaryTrainer.Options o => Of(trainers.Gam(o)),
            AveragedPerceptronTrainer.Options o => Of(trainers.AveragedPerceptron(o)),
            LinearSvmTrainer.Options o => Of(trainers.LinearSvm(o)),
            FastForestBinaryTrainer.Options o => Of(trainers.FastForest(o)),
            _ => throw new ArgumentException($"no binary trainer '{binary.Name}'", nameof(binary)),
        };

        // Uncalibrated trainers get ML.NET's Platt calibrator: it pays no heed to another one that it is given.
        OneVersusAllTrainer Of<TModel>(ITrainerEstimator<BinaryPredictionTransformer<TModel>, TModel> trainer)
            where TModel : class =>
            ml.MulticlassClassification.Trainers.OneVersusAll(trainer, BatchView.LabelColumn);
    }
}
