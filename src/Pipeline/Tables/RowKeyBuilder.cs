using System.Buffers.Binary;

namespace Pipeline.Tables;

/// <summary>
/// Makes keys of rows as they are read: of the texts of chosen columns, each behind its length in bytes (32 bits, little-endian), so
/// that no two lists of texts give the same bytes. So a key depends on neither the place of a row, nor the order of columns, nor what
/// the columns are used for. Each thread has one of its own.
/// </summary>
internal sealed class RowKeyBuilder
{
    private byte[] content = new byte[1024];
    private int length;

    /// <summary>Begins with another key.</summary>
    public void Begin() => length = 0;

    /// <summary>Adds the text of the next column, UTF-8.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        var end = checked(length + sizeof(int) + text.Length);
        if (end > content.Length)
            Array.Resize(ref content, Math.Max(end, content.Length * 2));
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(length), text.Length);
        text.CopyTo(content.AsSpan(length + sizeof(int)));
        length = end;
    }

    /// <summary>The key of what was added.</summary>
    public RowKey Finish() => RowKey.Of(content.AsSpan(0, length));
}
