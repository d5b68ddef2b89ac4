namespace Pipeline.Tables;

/// <summary>
/// A stretch of a table on its way: taken from its <see cref="ITableSource"/> under a lock and in order, parsed by the thread that took it
/// while others take and parse theirs, settled by a <see cref="ReadAccount"/> in order. Reused from stretch to stretch. So a source does under
/// the lock what cannot be done elsewhere, and whatever takes time when parsing; no call through this interface is made for a row or a field.
/// </summary>
internal interface ITableStretch
{
    /// <summary>What there was in the stretch: in part once it is taken, in full once it is parsed.</summary>
    StretchFindings Findings { get; }

    /// <summary>
    /// Takes the next stretch: up to <paramref name="rows"/> rows of one input, or its end, or what keeps the reading from going on, which goes
    /// into the findings; false once there is nothing left. One thread of all that share the source at a time.
    /// </summary>
    /// <param name="batch">That which the stretch is parsed into. It gets those rows already that cannot be told apart without reading them.</param>
    /// <param name="rows">Most rows, at least one.</param>
    /// <param name="cancel">Stops it.</param>
    bool Take(RowBatch batch, int rows, CancellationToken cancel);

    /// <summary>Adds the rows that were taken to the batch.</summary>
    void Parse(RowBatch batch);
}
