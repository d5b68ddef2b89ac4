using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Tables;

namespace Pipeline.Training.Rows;

/// <summary>Digests of a split, equal where the same rows lie on the same sides, whatever the order of rows, columns and files.</summary>
internal static class SplitDigests
{
    /// <summary>SHA-256, in hex, over the split key and the side of each row, sorted: one byte, 0 training, 1 test, 2 validation.</summary>
    public static string OfSides(RowBatch batch, int[] train, int[] test, int[] validation)
    {
        var keys = batch.KeyArray(TableSchema.SplitKey);
        var entries = new List<(RowKey Key, byte Side)>(batch.Count);
        foreach (var (rows, side) in new (int[], byte)[] { (train, 0), (test, 1), (validation, 2) })
            entries.AddRange(rows.Select(row => (keys[row], side)));
        entries.Sort();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[RowKey.Size + 1];
        foreach (var (key, side) in entries)
        {
            key.Write(bytes);
            bytes[RowKey.Size] = side;
            hash.AppendData(bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>
    /// SHA-256, in hex, over the held-out rows, sorted: of each its split key, its label or target, and its weight. Figures of two
    /// models are of the same rows where this is equal.
    /// </summary>
    public static string OfHeldOut(RowBatch batch, int[] test)
    {
        var (keys, schema) = (batch.KeyArray(TableSchema.SplitKey), batch.Schema);
        var (label, target, weight) = (schema.IndexOf(FieldKind.Label), schema.IndexOf(FieldKind.Target), schema.IndexOf(FieldKind.Weight));
        var entries = Array.ConvertAll(test, Entry);
        Array.Sort(entries);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[RowKey.Size];
        foreach (var entry in entries)
        {
            entry.Write(bytes);
            hash.AppendData(bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        RowKey Entry(int row)
        {
            var text = label >= 0 ? Encoding.UTF8.GetBytes(batch.TextArray(label)[row]) : [];
            var content = new byte[RowKey.Size + 16 + text.Length];
            keys[row].Write(content);
            if (target >= 0)
                BinaryPrimitives.WriteDoubleLittleEndian(content.AsSpan(RowKey.Size), batch.NumberArray(target)[row] + 0.0);
            if (weight >= 0)
                BinaryPrimitives.WriteDoubleLittleEndian(content.AsSpan(RowKey.Size + 8), batch.NumberArray(weight)[row] + 0.0);
            text.CopyTo(content, RowKey.Size + 16);
            return RowKey.Of(content);
        }
    }
}
