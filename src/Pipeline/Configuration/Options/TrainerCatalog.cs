using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;
using Pipeline.Model;

namespace Pipeline.Configuration.Options;

/// <summary>The trainers by task and name, with all that there is to say of each; what fits them is in <c>Training/Chain</c>.</summary>
internal static class TrainerCatalog
{
    /// <summary>Every trainer, by task, in the order of the reference.</summary>
    public static IReadOnlyList<TrainerEntry> All { get; } =
    [
        Linear<LbfgsLogisticRegressionBinaryTrainer.Options>(TaskKind.Binary, "lbfgsLogisticRegression", "logistic regression, by L-BFGS")
            with { IsCalibrated = true, SumsInPortions = true },
        Linear<SdcaLogisticRegressionBinaryTrainer.Options>(TaskKind.Binary, "sdcaLogisticRegression", "logistic regression, by dual coordinate ascent")
            with { IsCalibrated = true, NeedsOneThread = true },
        Linear<AveragedPerceptronTrainer.Options>(TaskKind.Binary, "averagedPerceptron", "averaged perceptron"),
        Linear<LinearSvmTrainer.Options>(TaskKind.Binary, "linearSvm", "linear support vector machine, by sub-gradients (Pegasos)")
            with { IgnoresWeights = true },
        Linear<SgdCalibratedTrainer.Options>(TaskKind.Binary, "sgdCalibrated", "logistic regression, by stochastic gradient descent")
            with { IsCalibrated = true, NeedsOneThread = true },
        Trees<FastTreeBinaryTrainer.Options>(TaskKind.Binary, "fastTree", "boosted trees (MART)")
            with { IsCalibrated = true, IsBoosted = true, TakesAllThreads = true },
        Trees<FastForestBinaryTrainer.Options>(TaskKind.Binary, "fastForest", "random forest") with { NeedsOneThread = true },
        Trees<LightGbmBinaryTrainer.Options>(TaskKind.Binary, "lightGbm", "boosted trees (LightGBM)")
            with { IsCalibrated = true, IsBoosted = true, TakesAllThreads = true },
        Shapes<GamBinaryTrainer.Options>(TaskKind.Binary, "gam") with { IsCalibrated = true, IgnoresWeights = true },

        Linear<LbfgsMaximumEntropyMulticlassTrainer.Options>(TaskKind.Multiclass, "lbfgsMaximumEntropy", "multinomial logistic regression, by L-BFGS")
            with { SumsInPortions = true },
        Linear<SdcaMaximumEntropyMulticlassTrainer.Options>(
            TaskKind.Multiclass, "sdcaMaximumEntropy", "multinomial logistic regression, by dual coordinate ascent")
            with { NeedsOneThread = true },
        Trees<LightGbmMulticlassTrainer.Options>(TaskKind.Multiclass, "lightGbm", "boosted trees (LightGBM)")
            with { IsBoosted = true, TakesAllThreads = true },
        new(TaskKind.Multiclass, "oneVersusAll", "one binary model a class", "that of model.binary", typeof(OneVersusAllTrainer)) { IsOneVersusAll = true },
        new(TaskKind.Multiclass, "naiveBayes", "naive Bayes of features above 0 or not", "sums of logarithms", typeof(NaiveBayesMulticlassTrainer)),

        Linear<SdcaRegressionTrainer.Options>(TaskKind.Regression, "sdca", "linear regression, by dual coordinate ascent") with { NeedsOneThread = true },
        Linear<OnlineGradientDescentTrainer.Options>(TaskKind.Regression, "onlineGradientDescent", "linear regression, row by row"),
        Linear<LbfgsPoissonRegressionTrainer.Options>(TaskKind.Regression, "lbfgsPoisson", "Poisson regression of counts, by L-BFGS")
            with { SumsInPortions = true, NeedsTargetsFromZero = true },
        Trees<FastTreeRegressionTrainer.Options>(TaskKind.Regression, "fastTree", "boosted trees (MART)")
            with { IsBoosted = true, TakesAllThreads = true },
        Trees<FastForestRegressionTrainer.Options>(TaskKind.Regression, "fastForest", "random forest") with { NeedsOneThread = true },
        Trees<FastTreeTweedieTrainer.Options>(TaskKind.Regression, "fastTreeTweedie", "boosted trees with Tweedie loss")
            with { IsBoosted = true, TakesAllThreads = true, NeedsTargetsFromZero = true },
        Trees<LightGbmRegressionTrainer.Options>(TaskKind.Regression, "lightGbm", "boosted trees (LightGBM)")
            with { IsBoosted = true, TakesAllThreads = true },
        Shapes<GamRegressionTrainer.Options>(TaskKind.Regression, "gam") with { IgnoresWeights = true },
    ];

    public static IReadOnlyList<TrainerEntry> For(TaskKind task) => [.. All.Where(trainer => trainer.Task == task)];

    /// <summary>The trainer of that task and name, or null.</summary>
    public static TrainerEntry? Find(TaskKind task, string name) =>
        All.FirstOrDefault(trainer => trainer.Task == task && trainer.Name == name);

    private static TrainerEntry Linear<TOptions>(TaskKind task, string name, string what)
        where TOptions : new() => OfMlNet<TOptions>(task, name, what, "dot product") with { IsLinear = true };

    private static TrainerEntry Trees<TOptions>(TaskKind task, string name, string what)
        where TOptions : new() => OfMlNet<TOptions>(task, name, what, "trees");

    private static TrainerEntry Shapes<TOptions>(TaskKind task, string name)
        where TOptions : new() => OfMlNet<TOptions>(task, name, "additive model: one shape a feature, boosted", "shapes");

    private static TrainerEntry OfMlNet<TOptions>(TaskKind task, string name, string what, string compiledTo)
        where TOptions : new() => new(task, name, what, compiledTo, typeof(TOptions).DeclaringType!)
        {
            NewOptions = () => new TOptions(),
            Options = OptionMembers.OfMlNet,
            TakesWeights = typeof(TOptions).GetField("ExampleWeightColumnName") is not null,
        };
}
