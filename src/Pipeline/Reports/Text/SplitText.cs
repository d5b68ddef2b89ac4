using Pipeline.Artifacts;
using static System.FormattableString;

namespace Pipeline.Reports.Text;

/// <summary>In words, which rows a model was trained and measured on, and what the two have in common.</summary>
internal static class SplitText
{
    public static IEnumerable<string> Of(DataRecord data)
    {
        var validation = data.ValidationRows > 0 ? Invariant($", {data.ValidationRows:N0} for validation") : "";
        var gap = data.LeftOutRows > 0 ? Invariant($", {data.LeftOutRows:N0} in the gap left out") : "";
        yield return Invariant($"Trained on {data.TrainRows:N0} rows, held out {data.TestRows:N0}{validation}{gap}.");
        if (data.RepeatedRows > 0)
        {
            yield return Invariant($"Rows with the features of an earlier row: {data.RepeatedRows:N0}.") + (data.OverlappingRows == 0
                ? " None of the held-out rows has the features of a training row."
                : Invariant($" Of the held-out rows {data.OverlappingRows:N0} have the features of a training row, ")
                    + $"of {Combinations(data.OverlappingCombinations)}.");
        }
        if (data.OverlappingCopies > 0)
        {
            yield return Invariant($"Warning: {data.OverlappingCopies:N0} held-out rows are copies of whole training records, column by column")
                + (data.TestFiles > 0 ? ": they stand in the test files and in the training files."
                    : ": records that repeat too often to stay on one side are on both.");
        }
        else if (data.OverlappingKeys > 0)
        {
            yield return Invariant($"Held-out rows that share their key ({string.Join(", ", data.KeyColumns)}) with a training row: {data.OverlappingKeys:N0}.")
                + " Split by group to keep such rows together.";
        }
    }

    private static string Combinations(long number) => number == 1 ? "1 distinct combination" : Invariant($"{number:N0} distinct combinations");
}
