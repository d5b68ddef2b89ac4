using Microsoft.ML;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace Pipeline.Training.Chain;

/// <summary>The regression trainers by name.</summary>
internal static class RegressionTrainers
{
    /// <summary>Fits a trainer: from Features and target to Score.</summary>
    public static ITransformer Fit(MLContext ml, TrainerChoice choice, TrainingData data)
    {
        var trainers = ml.Regression.Trainers;
        return choice.Options switch
        {
            SdcaRegressionTrainer.Options o => trainers.Sdca(o).Fit(data.Rows),
            OnlineGradientDescentTrainer.Options o => trainers.OnlineGradientDescent(o).Fit(data.Rows),
            LbfgsPoissonRegressionTrainer.Options o => trainers.LbfgsPoissonRegression(o).Fit(data.Rows),
            FastTreeRegressionTrainer.Options o => FastTree(trainers.FastTree(o)),
            FastForestRegressionTrainer.Options o => trainers.FastForest(o).Fit(data.Rows),
            FastTreeTweedieTrainer.Options o => Tweedie(trainers.FastTreeTweedie(o)),
            LightGbmRegressionTrainer.Options o => LightGbm(trainers.LightGbm(o)),
            GamRegressionTrainer.Options o => trainers.Gam(o).Fit(data.Rows),
            _ => throw new ArgumentException($"no regression trainer '{choice.Name}'", nameof(choice)),
        };

        ITransformer FastTree(FastTreeRegressionTrainer trainer) => data.Boost<ITransformer>(choice.StopsEarly, trainer.Fit, trainer.Fit);

        ITransformer Tweedie(FastTreeTweedieTrainer trainer) => data.Boost<ITransformer>(choice.StopsEarly, trainer.Fit, trainer.Fit);

        ITransformer LightGbm(LightGbmRegressionTrainer trainer) => data.Boost<ITransformer>(choice.StopsEarly, trainer.Fit, trainer.Fit);
    }
}
