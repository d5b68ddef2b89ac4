namespace Pipeline.Data;

/// <summary>How many rows a batch holds.</summary>
public static class BatchSize
{
    /// <summary>Up to 4,096 rows, fewer where they are wide, so that a batch stays in the processor's caches.</summary>
    public static int For(TableSchema schema) => Math.Clamp(65_536 / Math.Max(1, schema.Columns.Count), 64, 4096);
}
