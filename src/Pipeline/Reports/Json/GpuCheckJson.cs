using Pipeline.Model;
using Pipeline.Reports.Json.Shapes;

namespace Pipeline.Reports.Json;

/// <summary>What gpu-check found.</summary>
internal static class GpuCheckJson
{
    private static readonly ObjectShape<GpuCheckTiming> timing = new("timing", "How fast a model was with one size of batch.")
    {
        { "askedRows", "Rows of a batch as asked.", Values.Count, timing => timing.AskedRows },
        { "batchRows", "Rows of a batch as it was: fewer where the GPU's memory had no room for as many.", Values.Count, timing => timing.BatchRows },
        { "rowsPerSecond", "Rows a second, copies both ways included; null where numbers are left out.", Values.NumberOrNull, timing => timing.RowsPerSecond },
    };

    private static readonly ObjectShape<GpuCheckCase> one = new("case", "What was found with one model in one precision.")
    {
        { "task", "What it predicts.", Values.Word<TaskKind>(), one => one.Task },
        { "trainer", "Its trainer.", Values.Text, one => one.Trainer },
        { "precision", "How it was computed.", Values.Word<Precision>(), one => one.Precision },
        { "rows", "Rows scored each time.", Values.Count, one => one.Rows },
        { "batchRows", "Rows that went to the GPU at a time.", Values.Count, one => one.BatchRows },
        { "differing", "Values that are wrong; null where numbers are left out.", Values.CountOrNull, one => one.Differing },
        { "largestShare", "Of fast, the largest share of its bound by which a score is off the exact one.", Values.NumberOrNull, one => one.LargestShare },
        { "repeats", "How often the rows were scored again.", Values.Count, one => one.Repeats },
        { "repeatsDiffering", "Times of those in which a value was not that of the first time.", Values.CountOrNull, one => one.RepeatsDiffering },
        { "cpuRowsPerSecond", "Rows a second on one thread of the processor.", Values.NumberOrNull, one => one.CpuRowsPerSecond },
        { "throughput", "How fast it was at each size of batch.", timing.List(), one => one.Throughput },
    };

    private static readonly ObjectShape<GpuCheckSoak> soak = new("soak", "What was found by scoring with all models in turn.")
    {
        { "seconds", "How long.", Values.Number, soak => soak.Seconds },
        { "rounds", "How many times all models had their turn.", Values.Count, soak => soak.Rounds },
        { "sessions", "Sessions opened and closed.", Values.Count, soak => soak.Sessions },
        { "rows", "Rows scored.", Values.Count, soak => soak.Rows },
        { "differing", "Values that are wrong; null where numbers are left out.", Values.CountOrNull, soak => soak.Differing },
        { "lostBytes", "Memory of the GPU that was not free again since the first round.", Values.Count, soak => soak.LostBytes },
    };

    /// <summary>Its document; with the error where the machine did not pass.</summary>
    public static Document<GpuCheckReport> Document { get; } = new("gpu-check", 1, new("gpuCheck", "Whether a machine's GPU computes as it must, and how fast.")
    {
        { "passed", "Whether nothing is wrong.", Values.Truth, report => report.Problems.Count == 0 },
        { "numbers", "Whether what was computed was looked at, and the clock.", Values.Truth, report => report.Numbers },
        { "device", "The GPU.", Values.Text, report => report.Placement.Device.ToString() },
        { "names", "What it is called.", Values.Text.List(), report => report.Placement.Names },
        { "onnxRuntime", "Version of ONNX Runtime.", Values.Text, report => report.System.OnnxRuntime },
        { "cuda", "Version of CUDA.", Values.Text.OrNull(), report => report.System.Runtime },
        { "driver", "Version of CUDA that the driver is for.", Values.Text.OrNull(), report => report.System.Driver },
        { "cases", "Model by model.", one.List(), report => report.Cases },
        { "soak", "The run over all models that came out right until time was up; null where there was none.", soak.OrNull(), report => report.Soak },
        {
            "error", "The error, where the machine did not pass.",
            ErrorJson.Shape, report => ErrorOutcome.Of(report.Failure!), report => report.Failure is not null
        },
    });
}
