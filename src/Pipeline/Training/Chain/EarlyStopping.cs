using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace Pipeline.Training.Chain;

/// <summary>
/// Sets early stopping on ML.NET's options. Both libraries end with the model of the best round. What they watch: LightGBM the
/// log-loss, or the RMSE of a regression; FastTree the share of errors (ML.NET knows no other for classes), or the squared error of a
/// regression.
/// </summary>
internal static class EarlyStopping
{
    public static void Set(object options, int rounds)
    {
        switch (options)
        {
            case LightGbmBinaryTrainer.Options o:
                (o.EarlyStoppingRound, o.EvaluationMetric) = (rounds, LightGbmBinaryTrainer.Options.EvaluateMetricType.Logloss);
                break;
            case LightGbmMulticlassTrainer.Options o:
                (o.EarlyStoppingRound, o.EvaluationMetric) = (rounds, LightGbmMulticlassTrainer.Options.EvaluateMetricType.LogLoss);
                break;
            case LightGbmRegressionTrainer.Options o:
                (o.EarlyStoppingRound, o.EvaluationMetric) = (rounds, LightGbmRegressionTrainer.Options.EvaluateMetricType.RootMeanSquaredError);
                break;
            case FastTreeBinaryTrainer.Options o:
                o.EarlyStoppingRule = new ConsecutiveGeneralityLossRule(rounds);
                break;
            case FastTreeRegressionTrainer.Options o:
                (o.EarlyStoppingRule, o.EarlyStoppingMetric) = (new ConsecutiveGeneralityLossRule(rounds), EarlyStoppingMetric.L2Norm);
                break;
            case FastTreeTweedieTrainer.Options o:
                (o.EarlyStoppingRule, o.EarlyStoppingMetric) = (new ConsecutiveGeneralityLossRule(rounds), EarlyStoppingMetric.L2Norm);
                break;
            default:
                throw new ArgumentException($"no early stopping of {options.GetType()}", nameof(options));
        }
    }
}
