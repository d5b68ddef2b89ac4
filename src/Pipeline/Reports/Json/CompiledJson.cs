using Pipeline.Artifacts;
using Pipeline.Reports.Json.Shapes;

namespace Pipeline.Reports.Json;

/// <summary>What was found of the compiled graph at training.</summary>
internal static class CompiledJson
{
    private static readonly ObjectShape<ChainParity> parity = new("parity", "How the compiled graph's scores compare with those of ML.NET's own Transform.")
    {
        { "rows", "Rows compared: the held-out ones.", Values.Count, parity => parity.Rows },
        {
            "boundUlps", "How far the sums of linear models may differ, in ulps of the sizes of their terms; 0 without one.",
            Values.Number, parity => parity.BoundUlps
        },
        { "largestShare", "The most of its bound that a score uses, 0 to 1.", Values.Number, parity => parity.LargestShare },
        { "largestDifference", "The largest difference of a score, in its own unit.", Values.Number, parity => parity.LargestDifference },
        { "scoresDiffering", "Scores whose bits differ.", Values.Count, parity => parity.ScoresDiffering },
        { "labelsDiffering", "Rows for which another class is predicted.", Values.Count, parity => parity.LabelsDiffering },
    };

    private static readonly ObjectShape<FastDifference> fast = new("fast", "How far fast precision is from exact on the held-out rows.")
    {
        { "bound", "How far its sums may be, as a sentence.", Values.Text, fast => fast.Bound },
        { "largestScore", "The largest difference of a score, in its own unit.", Values.Number, fast => fast.LargestScore },
        { "largestProbability", "The largest difference of a probability; 0 for regression.", Values.Number, fast => fast.LargestProbability },
        { "labelsDiffering", "Rows for which another class is predicted.", Values.Count, fast => fast.LabelsDiffering },
    };

    /// <summary>Its shape.</summary>
    public static ObjectShape<CompiledRecord> Shape { get; } = new("compiled", "What was found of the compiled graph at training, on the held-out rows.")
    {
        { "parity", "How it compares with ML.NET's own Transform.", parity, compiled => compiled.Parity },
        { "fast", "What fast precision would change; null where fast is exact.", fast.OrNull(), compiled => compiled.Fast },
    };
}
