namespace Pipeline.Model;

/// <summary>What is known of the rows that predictions are measured against, row by row.</summary>
/// <param name="Label">[rows]: class index (binary: 1 is the positive class), or the target of a regression.</param>
/// <param name="Weight">[rows], or null where every row weighs 1. Never negative.</param>
internal sealed record Truth(double[] Label, double[]? Weight)
{
    public int Count => Label.Length;
}
