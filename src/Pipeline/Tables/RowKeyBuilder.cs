using System.Buffers;
using System.Buffers.Binary;

namespace Pipeline.Tables;

/// <summary>
/// Makes keys of rows as they are read: of the texts of chosen columns, each behind its length in bytes. So a key depends on neither the place
/// of a row, nor the order of columns, nor what the columns are used for. Each thread has one of its own.
/// </summary>
internal sealed class RowKeyBuilder
{
    private readonly ArrayBufferWriter<byte> content = new(1024);

    /// <summary>Begins with another key.</summary>
    public void Begin() => content.ResetWrittenCount();

    /// <summary>Adds the text of the next column, UTF-8.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        BinaryPrimitives.WriteInt32LittleEndian(content.GetSpan(4), text.Length);
        content.Advance(4);
        content.Write(text);
    }

    /// <summary>The key of what was added.</summary>
    public RowKey Finish() => RowKey.Of(content.WrittenSpan);
}
