using Pipeline.Tables;

namespace Pipeline.Training.Chain;

/// <summary>Where the reading of a batch stands.</summary>
/// <param name="batch">The batch.</param>
internal sealed class ViewPlace(RowBatch batch)
{
    /// <summary>The batch; of one schema always.</summary>
    public RowBatch Batch { get; set; } = batch;

    /// <summary>The number of the row.</summary>
    public int Row { get; set; } = -1;
}
