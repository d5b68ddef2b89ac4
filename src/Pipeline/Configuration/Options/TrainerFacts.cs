using Pipeline.Configuration.Json;
using Pipeline.Model;

namespace Pipeline.Configuration.Options;

/// <summary>What one has to know of a trainer to choose it, in words: for the trainers command and docs/trainers.md.</summary>
/// <param name="Trainer">The trainer.</param>
/// <param name="What">What it fits, and how.</param>
/// <param name="CompiledTo">What its fitted model becomes in the compiled graph.</param>
internal sealed record TrainerFacts(TrainerEntry Trainer, string What, string CompiledTo)
{
    /// <summary>The facts of every trainer, in the order of the catalogue.</summary>
    public static IReadOnlyList<TrainerFacts> All { get; } = [.. TrainerCatalog.All.Select(Of)];

    /// <summary>Its task, as a config writes it.</summary>
    public string Task => EnumForm.Text(Trainer.Task);

    /// <summary>Where its probability comes from; nothing outside of binary.</summary>
    public string Calibrated => Trainer.Task != TaskKind.Binary ? "" : Trainer.IsCalibrated ? "yes" : "by model.calibrator";

    /// <summary>Whether rows can be weighted.</summary>
    public string Weights => Trainer.SupportsWeights ? "yes" : "no";

    /// <summary>Whether model.earlyStopping is for it.</summary>
    public string EarlyStopping => Trainer.IsBoosted ? "yes" : "no";

    /// <summary>How many threads it may train with.</summary>
    public string Threads => Trainer.NeedsOneThread || Members.All(member => member.Name != "numberOfThreads") ? "one" : "any number";

    /// <summary>What it needs beside features and label.</summary>
    public IReadOnlyList<string> Needs =>
    [
        .. Trainer.IsLinear ? ["features of one size (normalize)"] : Array.Empty<string>(),
        .. Trainer.NeedsTargetsFromZero ? ["targets of 0 or more"] : Array.Empty<string>(),
        .. Trainer.IsOneVersusAll ? ["model.binary"] : Array.Empty<string>(),
    ];

    /// <summary>Its options.</summary>
    public IReadOnlyList<Member> Members => OptionMembers.Of(Trainer);

    private static TrainerFacts Of(TrainerEntry trainer) => new(
        trainer,
        trainer.Name switch
        {
            "lbfgsLogisticRegression" => "logistic regression, by L-BFGS",
            "sdcaLogisticRegression" => "logistic regression, by dual coordinate ascent",
            "averagedPerceptron" => "averaged perceptron",
            "linearSvm" => "linear support vector machine, by sub-gradients (Pegasos)",
            "sgdCalibrated" => "logistic regression, by stochastic gradient descent",
            "fastTree" => "boosted trees (MART)",
            "fastForest" => "random forest",
            "lightGbm" => "boosted trees (LightGBM)",
            "gam" => "additive model: one shape a feature, boosted",
            "lbfgsMaximumEntropy" => "multinomial logistic regression, by L-BFGS",
            "sdcaMaximumEntropy" => "multinomial logistic regression, by dual coordinate ascent",
            "oneVersusAll" => "one binary model a class",
            "naiveBayes" => "naive Bayes of features above 0 or not",
            "sdca" => "linear regression, by dual coordinate ascent",
            "onlineGradientDescent" => "linear regression, row by row",
            "lbfgsPoisson" => "Poisson regression of counts, by L-BFGS",
            "fastTreeTweedie" => "boosted trees with Tweedie loss",
            _ => throw new NotSupportedException($"no words for trainer {trainer.Name}: say what it fits"),
        },
        trainer.Name switch
        {
            _ when trainer.IsLinear => "dot product",
            "gam" => "shapes",
            "oneVersusAll" => "that of model.binary",
            "naiveBayes" => "sums of logarithms",
            _ => "trees",
        });
}
