namespace Pipeline.Tables;

/// <summary>Texts of a column as UTF-8, one behind the other.</summary>
internal sealed class Utf8Column
{
    private byte[] bytes = new byte[1024];
    private int[] ends = [];

    /// <summary>The text of a row.</summary>
    public ReadOnlySpan<byte> this[int row] => bytes.AsSpan(Start(row), ends[row] - Start(row));

    /// <summary>Sets the text of a row; those of later rows are forgotten.</summary>
    public void Set(int row, ReadOnlySpan<byte> text)
    {
        var start = Start(row);
        if (bytes.Length - start < text.Length)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, start + text.Length));
        text.CopyTo(bytes.AsSpan(start));
        ends[row] = start + text.Length;
    }

    /// <summary>Sets the texts of so many rows from one on to the first ones of another column; those of later rows are forgotten.</summary>
    public void Set(int row, Utf8Column texts, int rows)
    {
        var (start, length) = (Start(row), texts.Start(rows));
        if (bytes.Length - start < length)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, start + length));
        texts.bytes.AsSpan(0, length).CopyTo(bytes.AsSpan(start));
        for (var i = 0; i < rows; i++)
            ends[row + i] = start + texts.ends[i];
    }

    /// <summary>Makes room for so many rows.</summary>
    public void Resize(int rows) => Array.Resize(ref ends, rows);

    private int Start(int row) => row == 0 ? 0 : ends[row - 1];
}
