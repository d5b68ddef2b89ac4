using Microsoft.ML;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace Pipeline.Training;

/// <summary>The regression trainers by name.</summary>
internal static class RegressionTrainers
{
    /// <summary>The trainer as an estimator from Features and target to Score.</summary>
    public static IEstimator<ITransformer> Create(MLContext ml, TrainerChoice choice)
    {
        var trainers = ml.Regression.Trainers;
        return choice.Options switch
        {
            SdcaRegressionTrainer.Options o => trainers.Sdca(o),
            OnlineGradientDescentTrainer.Options o => trainers.OnlineGradientDescent(o),
            LbfgsPoissonRegressionTrainer.Options o => trainers.LbfgsPoissonRegression(o),
            FastTreeRegressionTrainer.Options o => trainers.FastTree(o),
            FastForestRegressionTrainer.Options o => trainers.FastForest(o),
            FastTreeTweedieTrainer.Options o => trainers.FastTreeTweedie(o),
            LightGbmRegressionTrainer.Options o => trainers.LightGbm(o),
            GamRegressionTrainer.Options o => trainers.Gam(o),
            _ => throw new ArgumentException($"no regression trainer '{choice.Name}'", nameof(choice)),
        };
    }
}
