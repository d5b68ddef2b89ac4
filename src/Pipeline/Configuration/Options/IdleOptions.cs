using Pipeline.Configuration.Json;

namespace Pipeline.Configuration.Options;

/// <summary>
/// Options of ML.NET's that change nothing here, whatever the other options and the data: another value than the default is refused
/// with the reason. Each was trained at several values, alone and beside the options that it could depend on, and gave the same model;
/// a test repeats that.
/// </summary>
internal static class IdleOptions
{
    /// <summary>Why an option of validation rows is not the config's.</summary>
    public const string NoValidation = "What validation rows decide is set by $.model.earlyStopping, with the rows of $.split.validation.";

    private const string NotTheModel = "It changes the course of the training, not the model.";
    private const string NoEffect = "ML.NET has the option and makes no use of it with this trainer: the model would be the same.";
    private const string NoRanking = "It is for models that rank; with this trainer the model would be the same.";
    private const string NoBagging = "LightGBM cannot draw rows with goss, which draws them by its own rule (topRate, otherRate).";
    private const string NaN = "ML.NET 5.0.1's first pass by stochastic gradient descent gives weights that are no numbers for this loss.";

    /// <summary>
    /// The options that only say something of validation rows: early stopping of this program's sets what it needs of them.
    /// </summary>
    private static readonly HashSet<string> ofValidation = new(StringComparer.Ordinal)
    {
        "earlyStoppingRound", "evaluationMetric",
        "enablePruning", "pruningMetrics", "pruningThreshold", "pruningWindowSize", "useTolerantPruning", "writeLastEnsemble",
    };

    /// <summary>A member with its default as its only value, where it is idle.</summary>
    public static Member Apply(Member member, TrainerEntry trainer) =>
        Why(trainer.Name, trainer.Task == Model.TaskKind.Binary, member.Name) is { } reason ? Fix(member, reason) : member;

    /// <summary>The same of the options of a booster.</summary>
    public static Member OfBooster(Member member, string booster) =>
        (booster, member.Name) is ("goss", "subsampleFraction" or "subsampleFrequency") ? Fix(member, NoBagging) : member;

    private static string? Why(string trainer, bool isBinary, string option) => option switch
    {
        _ when ofValidation.Contains(option) => NoValidation,
        "denseOptimizer" or "sparsifyThreshold" => NotTheModel,
        "featureFlocks" when trainer == "gam" => NotTheModel,
        "compressEnsemble" => NoEffect,
        "filterZeroLambdas" => NoRanking,
        "bestStepRankingRegressionTrees" when trainer == "fastTreeTweedie" => NoRanking,
        "entropyCoefficient" or "maximumTreeOutput" when trainer == "gam" => NoEffect,
        "maximumTreeOutput" when trainer == "fastTree" && !isBinary => NoEffect,
        "smoothing" or "maximumOutputMagnitudePerTree" when trainer == "fastForest" => NoEffect,
        "numberOfQuantileSamples" when trainer == "fastForest" && isBinary => NoEffect,
        "checkFrequency" or "convergenceTolerance" when trainer == "sgdCalibrated" => NoEffect,
        "stochasticGradientDescentInitilaizationTolerance" when trainer == "lbfgsPoisson" => NaN,
        _ => null,
    };

    private static Member Fix(Member member, string reason) => member with { Form = new FixedForm(member.Form, member.Default, reason) };
}
