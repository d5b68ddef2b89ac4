using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Pipeline.Tables;

namespace Pipeline.Training.Rows;

/// <summary>Keys of the feature values of rows: rows with equal keys are the same row to a model.</summary>
internal static class FeatureKeys
{
    private const int Piece = 1 << 14;

    /// <summary>[rows] the keys, over the values as they were read, in the ordinal order of the columns' names; made on all processors.</summary>
    public static RowKey[] Of(RowBatch batch)
    {
        var columns = batch.Schema.Columns.Index()
            .Where(column => column.Item.Kind is FieldKind.Single or FieldKind.Double or FieldKind.Category)
            .OrderBy(column => column.Item.Name, StringComparer.Ordinal).ToArray();
        var keys = new RowKey[batch.Count];
        Parallel.For(0, (keys.Length + Piece - 1) / Piece, piece =>
        {
            var content = new ArrayBufferWriter<byte>(256);
            for (var row = piece * Piece; row < Math.Min((piece + 1) * Piece, keys.Length); row++)
                keys[row] = Of(row, content);
        });
        return keys;

        RowKey Of(int row, ArrayBufferWriter<byte> content)
        {
            content.ResetWrittenCount();
            foreach (var (column, (_, kind)) in columns)
            {
                if (kind.IsNumber())
                    Write(content, batch.NumberArray(column)[row]);
                else
                    Write(content, batch.TextArray(column)[row]);
            }
            return RowKey.Of(content.WrittenSpan);
        }
    }

    private static void Write(ArrayBufferWriter<byte> content, double value)
    {
        // −0 and 0, and all NaNs, are the same value to a model.
        BinaryPrimitives.WriteDoubleLittleEndian(content.GetSpan(8), double.IsNaN(value) ? double.NaN : value + 0.0);
        content.Advance(8);
    }

    private static void Write(ArrayBufferWriter<byte> content, string text)
    {
        BinaryPrimitives.WriteInt32LittleEndian(content.GetSpan(4), Encoding.UTF8.GetByteCount(text));
        content.Advance(4);
        Encoding.UTF8.GetBytes(text, content);
    }
}
