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
            .OrderBy(column => column.Item.Name, StringComparer.Ordinal).Select(column => column.Index).ToArray();
        var (numbers, texts) = (Array.ConvertAll(columns, batch.NumbersOrNone), Array.ConvertAll(columns, batch.TextsOrNone));
        var keys = new RowKey[batch.Count];
        Parallel.For(0, (keys.Length + Piece - 1) / Piece, piece =>
        {
            var content = new byte[columns.Length * 16];
            for (var row = piece * Piece; row < Math.Min((piece + 1) * Piece, keys.Length); row++)
                keys[row] = RowKey.Of(content.AsSpan(0, Write(row, ref content)));
        });
        return keys;

        int Write(int row, ref byte[] content)
        {
            var length = 0;
            for (var i = 0; i < numbers.Length; i++)
            {
                if (numbers[i] is { } values)
                {
                    Reserve(ref content, length + 8);
                    // −0 and 0, and all NaNs, are the same value to a model.
                    BinaryPrimitives.WriteDoubleLittleEndian(content.AsSpan(length), double.IsNaN(values[row]) ? double.NaN : values[row] + 0.0);
                    length += 8;
                    continue;
                }
                var text = texts[i]![row];
                var bytes = Encoding.UTF8.GetByteCount(text);
                Reserve(ref content, length + 4 + bytes);
                BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(length), bytes);
                length += 4 + Encoding.UTF8.GetBytes(text, content.AsSpan(length + 4));
            }
            return length;
        }
    }

    private static void Reserve(ref byte[] content, int length)
    {
        if (length > content.Length)
            Array.Resize(ref content, 2 * length);
    }
}
