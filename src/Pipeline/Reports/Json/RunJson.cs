using Pipeline.Reports.Json.Shapes;
using Pipeline.Scoring;

namespace Pipeline.Reports.Json;

/// <summary>How a run decided and where it computed.</summary>
internal static class RunJson
{
    /// <summary>The threshold of a run.</summary>
    public static ObjectShape<ThresholdUse> Threshold { get; } = new("thresholdUse", "The threshold on the probability.")
    {
        { "used", "By which this run decided.", Values.NumberOrNull, threshold => threshold.Used },
        { "zip", "By which the zip decides.", Values.NumberOrNull, threshold => threshold.OfZip },
    };

    /// <summary>Where it computed.</summary>
    public static ObjectShape<Placement> Device { get; } = new("device", "Where a model ran.")
    {
        { "device", "cpu, or GPUs as in cuda:0.", Values.Text, placement => placement.Device.ToString() },
        { "names", "What the GPUs are called, one each; empty for the processor.", Values.Text.List(), placement => placement.Names },
        { "batchRows", "Rows that go to a GPU at a time; 0 for the processor.", Values.Count, placement => placement.BatchRows },
        { "choice", "Why, where the choice was the program's; else empty.", Values.Text, placement => placement.Choice },
    };
}
