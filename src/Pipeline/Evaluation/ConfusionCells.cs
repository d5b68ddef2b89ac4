namespace Pipeline.Evaluation;

/// <summary>Counts which class was taken for which.</summary>
internal sealed class ConfusionCells(int classes)
{
    private readonly CompensatedSum[] cells = new CompensatedSum[classes * classes];

    /// <summary>What has been counted.</summary>
    public ConfusionMatrix Matrix => new([.. cells.Chunk(Math.Max(classes, 1)).Select(row => (IReadOnlyList<double>)[.. row.Select(cell => cell.Value)])]);

    /// <summary>Counts a row; both are class indexes.</summary>
    public void Add(int label, int predicted, double weight) => cells[(label * classes) + predicted].Add(weight);
}
