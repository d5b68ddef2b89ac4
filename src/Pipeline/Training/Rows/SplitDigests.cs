using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Tables;

namespace Pipeline.Training.Rows;

/// <summary>Digests of a split, equal where the same rows lie on the same sides, whatever the order of rows, columns and files.</summary>
internal static class SplitDigests
{
    /// <summary>SHA-256, in hex, over the split key and the side of each row, sorted: one byte, 0 training, 1 test, 2 validation.</summary>
    public static string OfSides(SortedKeys keys)
    {
        var bytes = new byte[(RowKey.Size + 1) * 4096];
        var length = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < keys.Count; i++)
        {
            var (key, side) = keys[i];
            if (side == SortedKeys.NoSide)
                continue;
            key.Write(bytes.AsSpan(length));
            bytes[length + RowKey.Size] = side;
            length += RowKey.Size + 1;
            if (length < bytes.Length)
                continue;
            hash.AppendData(bytes);
            length = 0;
        }
        hash.AppendData(bytes.AsSpan(0, length));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>
    /// SHA-256, in hex, over the held-out rows, sorted: of each the key of its split key, its label or target, and its weight. Figures
    /// of two models are of the same rows where this is equal.
    /// </summary>
    public static string OfHeldOut(RowBatch batch, int[] test)
    {
        var (keys, schema) = (batch.KeyArray(TableSchema.SplitKey), batch.Schema);
        var (label, target, weight) = (schema.IndexOf(FieldKind.Label), schema.IndexOf(FieldKind.Target), schema.IndexOf(FieldKind.Weight));
        var content = new byte[RowKey.Size + 16];
        var entries = Array.ConvertAll(test, Entry);
        Array.Sort(entries);
        var bytes = new byte[RowKey.Size * entries.Length];
        for (var i = 0; i < entries.Length; i++)
            entries[i].Write(bytes.AsSpan(i * RowKey.Size));
        return Convert.ToHexStringLower(SHA256.HashData(bytes));

        RowKey Entry(int row)
        {
            var text = label >= 0 ? batch.TextArray(label)[row] : "";
            var length = RowKey.Size + 16 + Encoding.UTF8.GetByteCount(text);
            if (content.Length < length)
                content = new byte[length * 2];
            content.AsSpan(0, length).Clear();
            keys[row].Write(content);
            if (target >= 0)
                BinaryPrimitives.WriteDoubleLittleEndian(content.AsSpan(RowKey.Size), batch.NumberArray(target)[row] + 0.0);
            if (weight >= 0)
                BinaryPrimitives.WriteDoubleLittleEndian(content.AsSpan(RowKey.Size + 8), batch.NumberArray(weight)[row] + 0.0);
            Encoding.UTF8.GetBytes(text, content.AsSpan(RowKey.Size + 16));
            return RowKey.Of(content.AsSpan(0, length));
        }
    }
}
