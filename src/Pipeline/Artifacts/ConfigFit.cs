using Pipeline.Artifacts.MlNet;
using Pipeline.Model;

namespace Pipeline.Artifacts;

/// <summary>Holds what the config of a manifest says of task, label and trainer against the signature and the chain.</summary>
internal static class ConfigFit
{
    private static readonly Dictionary<string, Loader> binary = new(StringComparer.Ordinal)
    {
        ["lbfgsLogisticRegression"] = Loader.LinearBinary,
        ["sdcaLogisticRegression"] = Loader.LinearBinary,
        ["averagedPerceptron"] = Loader.LinearBinary,
        ["linearSvm"] = Loader.LinearBinary,
        ["sgdCalibrated"] = Loader.LinearBinary,
        ["fastTree"] = Loader.FastTreeBinary,
        ["fastForest"] = Loader.ForestBinary,
        ["lightGbm"] = Loader.LightGbmBinary,
        ["gam"] = Loader.GamBinary,
    };

    private static readonly Dictionary<string, Loader> multiclass = new(StringComparer.Ordinal)
    {
        ["lbfgsMaximumEntropy"] = Loader.MaximumEntropy,
        ["sdcaMaximumEntropy"] = Loader.MaximumEntropy,
        ["naiveBayes"] = Loader.NaiveBayes,
    };

    private static readonly Dictionary<string, Loader> regression = new(StringComparer.Ordinal)
    {
        ["sdca"] = Loader.LinearRegression,
        ["onlineGradientDescent"] = Loader.LinearRegression,
        ["lbfgsPoisson"] = Loader.Poisson,
        ["fastTree"] = Loader.FastTreeRegression,
        ["fastForest"] = Loader.ForestRegression,
        ["fastTreeTweedie"] = Loader.FastTreeTweedie,
        ["lightGbm"] = Loader.LightGbmRegression,
        ["gam"] = Loader.GamRegression,
    };

    /// <summary>What is amiss, in words; null where all agree.</summary>
    public static string? Misfit(Manifest manifest, StoredChain stored)
    {
        var (config, signature) = (manifest.Config.Outline, manifest.Signature);
        if (!signature.Task.ToString().Equals(config.Task, StringComparison.OrdinalIgnoreCase))
            return "a config of another task than the signature's";
        if (config.Label != signature.Label || (signature.Task == TaskKind.Binary && config.Positive != signature.Classes[1]))
            return "a config of another label or positive class than the signature's";
        return Trainer(config, signature.Task, stored.Model.IsOneVersusAll) == stored.Model.Score ? null
            : "a config of another trainer than the one that made the chain";
    }

    /// <summary>What loads the scores of the trainer that a config names.</summary>
    private static Loader? Trainer(ConfigOutline config, TaskKind task, bool isOneVersusAll)
    {
        var name = config.Trainer ?? "";
        if (task != TaskKind.Multiclass)
            return (task == TaskKind.Binary ? binary : regression).GetValueOrDefault(name);
        if (name is "lightGbm" or "oneVersusAll" != isOneVersusAll)
            return null;
        return isOneVersusAll ? binary.GetValueOrDefault(name == "lightGbm" ? name : config.BinaryTrainer ?? "") : multiclass.GetValueOrDefault(name);
    }
}
