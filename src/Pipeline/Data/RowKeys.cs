using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Data;

/// <summary>A key of a row's content: rows are repetitions of each other where their keys are equal.</summary>
/// <param name="High">First 64 bits.</param>
/// <param name="Low">Next 64 bits.</param>
public readonly record struct RowKey(ulong High, ulong Low);

/// <summary>Makes keys from feature values, so that they depend on neither the place of a row nor the order of files.</summary>
public static class RowKeys
{
    /// <summary>The keys of all rows: the first 128 bits of SHA-256 over the seed and the feature values in schema order.</summary>
    public static RowKey[] OfFeatures(RowBatch batch, int seed) =>
        OfColumns(batch, seed, kind => kind is FieldKind.Single or FieldKind.Double or FieldKind.Category);

    /// <summary>The keys of all rows over everything that was read: features, label, weight, ids and column of the split.</summary>
    public static RowKey[] OfRows(RowBatch batch, int seed) => OfColumns(batch, seed, _ => true);

    /// <summary>The keys of texts: the first 128 bits of SHA-256 over the seed and each text.</summary>
    public static RowKey[] OfTexts(ReadOnlySpan<string> texts, int seed)
    {
        var keys = new RowKey[texts.Length];
        using var content = new MemoryStream();
        for (var row = 0; row < keys.Length; row++)
        {
            content.SetLength(0);
            Write(content, seed);
            Write(content, texts[row]);
            keys[row] = Hash(content);
        }
        return keys;
    }

    private static RowKey[] OfColumns(RowBatch batch, int seed, Func<FieldKind, bool> chosen)
    {
        var columns = Enumerable.Range(0, batch.Schema.Columns.Count).Where(i => chosen(batch.Schema.Columns[i].Kind)).ToArray();
        var keys = new RowKey[batch.Count];
        using var content = new MemoryStream();
        for (var row = 0; row < keys.Length; row++)
        {
            content.SetLength(0);
            Write(content, seed);
            foreach (var column in columns)
            {
                if (batch.Schema.Columns[column].Kind.IsNumber())
                    Write(content, batch.NumberArray(column)[row]);
                else
                    Write(content, batch.TextArray(column)[row]);
            }
            keys[row] = Hash(content);
        }
        return keys;
    }

    private static RowKey Hash(MemoryStream content)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content.GetBuffer().AsSpan(0, (int)content.Length), digest);
        return new RowKey(BinaryPrimitives.ReadUInt64BigEndian(digest), BinaryPrimitives.ReadUInt64BigEndian(digest[8..]));
    }

    private static void Write(MemoryStream content, double value)
    {
        Span<byte> bytes = stackalloc byte[8];
        // −0 and 0, and all NaNs, are the same value to a reader of the table.
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, double.IsNaN(value) ? double.NaN : value + 0.0);
        content.Write(bytes);
    }

    private static void Write(MemoryStream content, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Write(content, bytes.Length);
        content.Write(bytes);
    }

    private static void Write(MemoryStream content, int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        content.Write(bytes);
    }
}
