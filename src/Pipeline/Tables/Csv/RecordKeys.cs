namespace Pipeline.Tables.Csv;

/// <summary>Makes keys of records as they are read, of the fields as they stand in the file, quotes taken off.</summary>
internal sealed class RecordKeys
{
    private readonly RowKeyBuilder key = new();

    /// <summary>The key of a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="positions">Where its columns are, in the ordinal order of their names.</param>
    public RowKey Of<T>(T record, int[] positions)
        where T : struct, ICsvRecord
    {
        key.Begin();
        foreach (var position in positions)
            key.Add(record.Field(position));
        return key.Finish();
    }
}
