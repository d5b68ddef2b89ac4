using Pipeline.Configuration.Json;

namespace Pipeline.Configuration.Options;

/// <summary>
/// Which numbers an option takes. ML.NET checks most of them late, some in native code; an option that is not named here takes
/// every number of its type. A name means the same with every trainer that has it.
/// </summary>
internal static class OptionRanges
{
    /// <summary>LightGBM's own limit; ML.NET's trees run out of memory far beyond it.</summary>
    private const int MostLeaves = 131_072;

    /// <summary>ML.NET keeps so many numbers a leaf, and fails beyond what an array holds.</summary>
    private const int MostQuantileSamples = 10_000;

    /// <summary>More than machines have; far beyond it OpenMP ends the process for want of memory.</summary>
    private const int MostThreads = 1024;

    private static readonly NumberRange count = NumberRange.AtLeast(1);
    private static readonly NumberRange notNegative = NumberRange.AtLeast(0);
    private static readonly NumberRange positive = NumberRange.Above(0);
    private static readonly NumberRange partOf = NumberRange.AboveUpTo(0, 1);
    private static readonly NumberRange share = NumberRange.Between(0, 1);

    private static readonly Dictionary<string, NumberRange> ranges = new(StringComparer.Ordinal)
    {
        ["baggingExampleFraction"] = partOf,
        ["baggingSize"] = notNegative,
        ["batchSize"] = NumberRange.Between(1, 1 << 28),
        ["bias"] = notNegative,
        ["categoricalSmoothing"] = notNegative,
        ["checkFrequency"] = count,
        ["convergenceCheckFrequency"] = count,
        ["convergenceTolerance"] = partOf,
        ["dropoutRate"] = share,
        ["earlyStoppingRound"] = notNegative,
        ["entropyCoefficient"] = share,
        ["featureFirstUsePenalty"] = notNegative,
        ["featureFraction"] = partOf,
        ["featureFractionPerSplit"] = partOf,
        ["featureReusePenalty"] = notNegative,
        ["gainConfidenceLevel"] = new(0, 1, MaximumExcluded: true),
        ["getDerivativesSampleRate"] = count,
        ["historySize"] = NumberRange.Between(1, 10_000),
        ["index"] = NumberRange.Between(1, 2),
        ["initialWeightsDiameter"] = notNegative,
        ["l1Regularization"] = notNegative,
        ["l2CategoricalRegularization"] = notNegative,
        ["l2Regularization"] = notNegative,
        ["lambda"] = positive,
        ["learningRate"] = positive,
        ["maximumBinCountPerFeature"] = NumberRange.AtLeast(2),
        ["maximumCategoricalGroupCountPerNode"] = count,
        ["maximumCategoricalSplitPointCount"] = count,
        ["maximumNumberOfDroppedTreesPerRound"] = count,
        ["maximumNumberOfLineSearchSteps"] = notNegative,
        ["maximumNumberOfIterations"] = count,
        ["maximumTreeDepth"] = notNegative,
        ["maximumTreeOutput"] = positive,
        ["minimumChildWeight"] = notNegative,
        ["minimumExampleCountPerGroup"] = count,
        ["minimumExampleCountPerLeaf"] = notNegative,
        ["minimumExampleFractionForCategoricalSplit"] = share,
        ["minimumExamplesForCategoricalSplit"] = count,
        ["minimumSplitGain"] = notNegative,
        ["minimumStepSize"] = notNegative,
        ["numberOfIterations"] = count,
        ["numberOfLeaves"] = NumberRange.Between(2, MostLeaves),
        ["numberOfQuantileSamples"] = NumberRange.Between(0, MostQuantileSamples),
        ["numberOfThreads"] = NumberRange.Between(1, MostThreads),
        ["numberOfTrees"] = count,
        ["optimizationTolerance"] = positive,
        ["otherRate"] = partOf,
        ["positiveInstanceWeight"] = positive,
        ["pruningThreshold"] = notNegative,
        ["pruningWindowSize"] = count,
        ["recencyGain"] = notNegative,
        ["resetWeightsAfterXExamples"] = count,
        ["shrinkage"] = positive,
        ["sigmoid"] = positive,
        ["skipDropFraction"] = new(0, 1, MaximumExcluded: true),
        ["smoothing"] = share,
        ["smoothingConstant"] = notNegative,
        ["softmaxTemperature"] = notNegative,
        ["sparsifyThreshold"] = share,
        ["stochasticGradientDescentInitilaizationTolerance"] = notNegative,
        ["subsampleFraction"] = partOf,
        ["subsampleFrequency"] = notNegative,
        ["topRate"] = partOf,
        ["treeDropFraction"] = new(0, 1, true, true),
        ["weightOfPositiveExamples"] = positive,
    };

    public static NumberRange Of(string option) => ranges.GetValueOrDefault(option, NumberRange.All);

    /// <summary>The names, so that a test can find one that no trainer has.</summary>
    public static IReadOnlyCollection<string> Names => ranges.Keys;
}
