using Pipeline.Model.Problems;

namespace Pipeline.Graph.Foreign;

/// <summary>Rows whose scores changed with the way in which they were scored.</summary>
/// <param name="Way">How they were scored, beside alone.</param>
/// <param name="RowsDiffering">Rows of which an output has other bits.</param>
/// <param name="Rows">Rows in all.</param>
/// <param name="Row">The row with the largest difference, from 0.</param>
/// <param name="Output">Which of its outputs.</param>
/// <param name="Alone">That output, of the row alone.</param>
/// <param name="Other">That output, scored in the other way; NaN where there is none.</param>
internal sealed record BehaviourDifference(string Way, int RowsDiffering, int Rows, int Row, int Output, float Alone, float Other)
{
    private const double LastDigits = 1e-5;
    private const string OtherOrder =
        "Sums are taken in another order for another number of rows: right to the last digits and not to the bit, where rows do not mix.";
    private const string Mixed = "The model mixes rows or draws random numbers: export it in evaluation mode.";

    /// <summary>How far the two are apart; NaN or ∞ where one of them is.</summary>
    public double Difference => Math.Abs((double)Alone - Other);

    /// <summary>The difference as a problem of a model.</summary>
    /// <param name="where">The model.</param>
    public Problem In(string where)
    {
        var most = FormattableString.Invariant($"{Difference:G3} (row {Row}, output {Output}: {Alone:R} alone, {Other:R})");
        return new Problem(where,
            FormattableString.Invariant($"{RowsDiffering:N0} of {Rows:N0} rows have other scores {Way}; the largest difference is {most}"),
            "the same bits", Difference <= LastDigits * Math.Max(1, Math.Abs((double)Alone)) ? OtherOrder : Mixed);
    }

    /// <summary>Compares the outputs of each row; null where all bits are the same.</summary>
    public static BehaviourDifference? Of(string way, float[][] alone, float[][] other)
    {
        BehaviourDifference? largest = null;
        var differing = 0;
        for (var row = 0; row < alone.Length; row++)
        {
            var differs = alone[row].Length != other[row].Length;
            if (differs)
                largest ??= new BehaviourDifference(way, 0, alone.Length, row, 0, alone[row].FirstOrDefault(), float.NaN);
            for (var output = 0; output < Math.Min(alone[row].Length, other[row].Length); output++)
            {
                var (a, b) = (alone[row][output], other[row][output]);
                if (BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b) || (float.IsNaN(a) && float.IsNaN(b)))
                    continue;
                differs = true;
                var difference = new BehaviourDifference(way, 0, alone.Length, row, output, a, b);
                if (largest is null || difference.Difference > largest.Difference || (double.IsNaN(difference.Difference) && !double.IsNaN(largest.Difference)))
                    largest = difference;
            }
            differing += differs ? 1 : 0;
        }
        return largest is null ? null : largest with { RowsDiffering = differing };
    }
}
