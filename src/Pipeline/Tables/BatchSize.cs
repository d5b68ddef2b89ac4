namespace Pipeline.Tables;

/// <summary>How many rows a batch holds.</summary>
internal static class BatchSize
{
    /// <summary>Up to 4,096 rows, fewer where they are wide, so that a batch stays in the processor's caches.</summary>
    public static int For(TableSchema schema) => Math.Clamp(65_536 / Math.Max(1, schema.Columns.Count), 64, 4096);

    /// <summary>Most rows of two batches of a GPU: 2 million values, so that a thread does not fill the memory with wide rows.</summary>
    public static int MostForDevice(TableSchema schema) => Math.Max(512, 2_097_152 / Math.Max(1, schema.Columns.Count));
}
