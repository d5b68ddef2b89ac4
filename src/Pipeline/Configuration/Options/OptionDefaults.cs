using Pipeline.Configuration.Json;

namespace Pipeline.Configuration.Options;

/// <summary>
/// Where this program's default of an option is not ML.NET's. ML.NET leaves the shape of LightGBM's trees to a rule of its own that
/// looks at the number of rows, classes and categories; those trees lose to the ones stated here (which are also LightGBM's own
/// defaults), and a model that changes its form when a table grows by a row cannot be compared with yesterday's. ML.NET's penalty on the
/// sum of absolute weights of the L-BFGS trainers drives the weights of rare classes to 0. LightGBM gives the same model for every number
/// of threads where it is told to and its histograms go by column.
/// </summary>
internal static class OptionDefaults
{
    /// <summary>
    /// ML.NET 5.0.1's defaults that follow from the number of rows (LightGbmTrainerBase, LightGbmMulticlassTrainer, SdcaTrainerBase).
    /// Those of LightGBM have a fixed value here. Those of the SDCA trainers stay null: their rule is the algorithm's own, it changes
    /// smoothly with the rows and not at a step.
    /// </summary>
    public const string ByRows =
        """
        ML.NET derives these defaults from the table where they are null. `lightGbm`: `learningRate` 0.2, from 100,001 rows on 0.25, with
        categorical splits 0.1; `numberOfLeaves` 20, from 100,001 rows on 30; `minimumExampleCountPerLeaf` 20, for several classes between 5
        and 50 by rows, leaves and classes; `useSoftmax` from 50,000 rows on; `useCategoricalSplit` from 50,001 rows on. Here they have the
        fixed defaults of the tables below, whatever the number of rows. `sdca`, `sdcaLogisticRegression`, `sdcaMaximumEntropy`:
        `l2Regularization`, `l1Regularization` and `maximumNumberOfIterations` follow the number of rows, without a step; they are left so.
        LightGBM finds its bins on a sample of 65,536 rows where there are more; that has no option.
        """;

    /// <summary>A member with this program's default.</summary>
    public static Member Apply(Member member, TrainerEntry trainer) => Of(trainer, member.Name) is { } value ? member with { Default = value } : member;

    private static object? Of(TrainerEntry trainer, string option) => (trainer.Name, option) switch
    {
        ("lightGbm", "learningRate") => 0.1,
        ("lightGbm", "numberOfLeaves") => 31,
        ("lightGbm", "minimumExampleCountPerLeaf") => 20,
        ("lightGbm", "useCategoricalSplit" or "useSoftmax") => false,
        ("lightGbm", "deterministic" or "forceColumnWise") => true,
        ("lbfgsLogisticRegression" or "lbfgsMaximumEntropy" or "lbfgsPoisson", "l1Regularization") => 0f,
        _ => null,
    };
}
