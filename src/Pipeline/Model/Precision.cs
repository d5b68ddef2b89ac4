namespace Pipeline.Model;

/// <summary>How a model's score is computed.</summary>
internal enum Precision
{
    /// <summary>A fixed sequence of IEEE 754 operations: the same bits on every processor and device, in every batch.</summary>
    Exact,

    /// <summary>Float32 products in whatever order is quickest, normalizers folded into weights: the same within a stated bound.</summary>
    Fast,
}
