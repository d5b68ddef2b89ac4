using Pipeline.Artifacts;
using Pipeline.Graph;
using static System.FormattableString;

namespace Pipeline.Reports.Text;

/// <summary>What was found of the compiled graph at training, in words.</summary>
internal static class CompiledText
{
    /// <summary>How its scores compare with ML.NET's.</summary>
    public static string Parity(ChainParity parity) => parity.ScoresDiffering == 0
        ? "the same bits"
        : Invariant($"scores within {parity.LargestDifference:G2}{Bound(parity)}, {Classes(parity.LabelsDiffering)}");

    /// <summary>How far fast precision is from exact.</summary>
    public static string Fast(FastDifference? fast) => fast is null
        ? FastBound.NothingToGain
        : Invariant($"scores within {fast.LargestScore:G2} of exact on the held-out rows, probabilities within {fast.LargestProbability:G2}, ")
            + $"{Classes(fast.LabelsDiffering)}; {fast.Bound}";

    private static string Classes(int differing) => differing == 0 ? "the same classes" : Invariant($"another class for {differing:N0} rows");

    private static string Bound(ChainParity parity) => parity.BoundUlps > 0
        ? Invariant($" ({parity.LargestShare:P0} of the bound of {parity.BoundUlps:G4} ulps of the terms)")
        : " (the last bits of an exponential)";
}
