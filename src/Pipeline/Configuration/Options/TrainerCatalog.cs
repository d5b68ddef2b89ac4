using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;
using Pipeline.Model;

namespace Pipeline.Configuration.Options;

/// <summary>The trainers by task and name.</summary>
internal static class TrainerCatalog
{
    /// <summary>Every trainer, by task, in the order of the reference.</summary>
    public static IReadOnlyList<TrainerEntry> All { get; } =
    [
        Of<LbfgsLogisticRegressionBinaryTrainer.Options>("lbfgsLogisticRegression", TaskKind.Binary) with { IsCalibrated = true, NeedsOneThread = true, IsLinear = true },
        Of<SdcaLogisticRegressionBinaryTrainer.Options>("sdcaLogisticRegression", TaskKind.Binary) with { IsCalibrated = true, NeedsOneThread = true, IsLinear = true },
        Of<AveragedPerceptronTrainer.Options>("averagedPerceptron", TaskKind.Binary) with { IsLinear = true },
        Of<LinearSvmTrainer.Options>("linearSvm", TaskKind.Binary) with { IgnoresWeights = true, IsLinear = true },
        Of<SgdCalibratedTrainer.Options>("sgdCalibrated", TaskKind.Binary) with { IsCalibrated = true, NeedsOneThread = true, IsLinear = true },
        Of<FastTreeBinaryTrainer.Options>("fastTree", TaskKind.Binary) with { IsCalibrated = true, IsBoosted = true },
        Of<FastForestBinaryTrainer.Options>("fastForest", TaskKind.Binary),
        Of<LightGbmBinaryTrainer.Options>("lightGbm", TaskKind.Binary) with { IsCalibrated = true, IsBoosted = true },
        Of<GamBinaryTrainer.Options>("gam", TaskKind.Binary) with { IsCalibrated = true, IgnoresWeights = true },

        Of<LbfgsMaximumEntropyMulticlassTrainer.Options>("lbfgsMaximumEntropy", TaskKind.Multiclass) with { NeedsOneThread = true, IsLinear = true },
        Of<SdcaMaximumEntropyMulticlassTrainer.Options>("sdcaMaximumEntropy", TaskKind.Multiclass) with { NeedsOneThread = true, IsLinear = true },
        Of<LightGbmMulticlassTrainer.Options>("lightGbm", TaskKind.Multiclass) with { IsBoosted = true },
        new("oneVersusAll", TaskKind.Multiclass, null, typeof(OneVersusAllTrainer)) { IsOneVersusAll = true },
        new("naiveBayes", TaskKind.Multiclass, null, typeof(NaiveBayesMulticlassTrainer)),

        Of<SdcaRegressionTrainer.Options>("sdca", TaskKind.Regression) with { NeedsOneThread = true, IsLinear = true },
        Of<OnlineGradientDescentTrainer.Options>("onlineGradientDescent", TaskKind.Regression) with { IsLinear = true },
        Of<LbfgsPoissonRegressionTrainer.Options>("lbfgsPoisson", TaskKind.Regression) with { NeedsOneThread = true, IsLinear = true, NeedsTargetsFromZero = true },
        Of<FastTreeRegressionTrainer.Options>("fastTree", TaskKind.Regression) with { IsBoosted = true },
        Of<FastForestRegressionTrainer.Options>("fastForest", TaskKind.Regression),
        Of<FastTreeTweedieTrainer.Options>("fastTreeTweedie", TaskKind.Regression) with { IsBoosted = true, NeedsTargetsFromZero = true },
        Of<LightGbmRegressionTrainer.Options>("lightGbm", TaskKind.Regression) with { IsBoosted = true },
        Of<GamRegressionTrainer.Options>("gam", TaskKind.Regression) with { IgnoresWeights = true },
    ];

    /// <summary>The trainers of a task.</summary>
    public static IReadOnlyList<TrainerEntry> For(TaskKind task) => [.. All.Where(trainer => trainer.Task == task)];

    /// <summary>The trainer of that task and name, or null.</summary>
    public static TrainerEntry? Find(TaskKind task, string name) =>
        All.FirstOrDefault(trainer => trainer.Task == task && trainer.Name == name);

    private static TrainerEntry Of<TOptions>(string name, TaskKind task) =>
        new(name, task, typeof(TOptions), typeof(TOptions).DeclaringType!);
}
