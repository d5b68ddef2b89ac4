using System.Buffers;
using System.Buffers.Binary;

namespace Pipeline.Tables.Csv;

/// <summary>
/// Makes keys of records as they are read: of the texts of chosen columns as they stand in the file, quotes taken off, each behind
/// its length in bytes. So a key depends on neither the place of a row, nor the order of columns, nor what the columns are used for.
/// </summary>
internal sealed class RecordKeys
{
    private readonly ArrayBufferWriter<byte> content = new(1024);

    /// <summary>The key of a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="positions">Where its columns are, in the ordinal order of their names.</param>
    public RowKey Of<T>(T record, int[] positions)
        where T : struct, ICsvRecord
    {
        content.ResetWrittenCount();
        foreach (var position in positions)
        {
            var field = record.Field(position);
            BinaryPrimitives.WriteInt32LittleEndian(content.GetSpan(4), field.Length);
            content.Advance(4);
            content.Write(field);
        }
        return RowKey.Of(content.WrittenSpan);
    }
}
