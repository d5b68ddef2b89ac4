namespace Pipeline.Data;

/// <summary>How many rows a batch holds.</summary>
public static class BatchSize
{
    /// <summary>Up to 8,192 rows, fewer where they are wide, so that a batch stays within some tens of megabytes.</summary>
    public static int For(TableSchema schema) => Math.Clamp(2_000_000 / Math.Max(1, schema.Columns.Count), 16, 8192);
}
