using Pipeline.Model;
using Pipeline.Scoring;
using static System.FormattableString;

namespace Pipeline.Reports.Text;

/// <summary>How a run decided and where it computed, where that is not what everybody expects.</summary>
internal static class RunText
{
    /// <summary>The threshold where it is not that of the training, then the precision where it is not exact, then the device.</summary>
    public static IEnumerable<string> Of(ThresholdUse threshold, PrecisionReport precision, Placement placement) =>
        [.. Of(threshold), .. Of(precision), .. Of(placement)];

    /// <summary>Nothing where exact was asked for.</summary>
    public static IEnumerable<string> Of(PrecisionReport precision) =>
        precision.Asked == Precision.Exact ? [] : [$"Precision fast: {CompiledText.Fast(precision.Fast)}."];

    private static IEnumerable<string> Of(ThresholdUse threshold) =>
        threshold.Used != threshold.OfZip ? [Invariant($"Decided by a threshold of {threshold.Used:R}; that of the zip is {threshold.OfZip:R}.")]
        : threshold.ChosenOn is null ? []
        : [$"The threshold was moved, chosen on {threshold.ChosenOn}: of those rows, accuracy, F1, precision and recall flatter it."];

    /// <summary>A GPU, or what auto chose. What runs on the processor because nothing else was asked for needs no line.</summary>
    private static IEnumerable<string> Of(Placement placement)
    {
        var choice = placement.Choice.Length > 0 ? $" ({placement.Choice})" : "";
        if (placement.Device.Kind == DeviceKind.Cuda)
            yield return Invariant($"Every node ran on {placement}, {placement.BatchRows:N0} rows at a time{choice}.");
        else if (choice.Length > 0)
            yield return $"Ran on {placement}{choice}.";
    }
}
