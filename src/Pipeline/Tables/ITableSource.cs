namespace Pipeline.Tables;

/// <summary>
/// The rows of one or more inputs, one input after the other, whatever they are written in. It is shared by the threads that read, each of
/// which has a stretch of its own.
/// </summary>
internal interface ITableSource : IDisposable
{
    /// <summary>What is read.</summary>
    TableSchema Schema { get; }

    /// <summary>Size of all inputs in bytes, as stored; null where that of any is not known.</summary>
    long? TotalBytes { get; }

    /// <summary>Columns of the inputs opened so far that the schema does not ask for.</summary>
    IReadOnlyCollection<string> UnusedColumns { get; }

    /// <summary>A stretch for one thread.</summary>
    ITableStretch NewStretch();
}
