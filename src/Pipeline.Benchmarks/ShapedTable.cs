using System.Text;

namespace Pipeline.Benchmarks;

/// <summary>Writes a table of a shape. The same arguments give the same bytes on every machine.</summary>
internal static class ShapedTable
{
    /// <summary>Writes the columns of the shape, and <c>label</c>, 0 or 1, which follows most of them.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="draw">Another number draws other rows, whose label depends on the columns in the same way.</param>
    public static void Write(Stream output, TableShape shape, int rows, ulong draw)
    {
        var random = new SplitMix(draw);
        output.Write(Encoding.UTF8.GetBytes(string.Join(',', shape.Columns.Select(column => column.Name)) + ",label\n"));
        var row = new RowText();
        for (var i = 0; i < rows; i++)
        {
            row.Clear();
            double signal = 0;
            foreach (var column in shape.Columns)
            {
                signal += column.Write(random, row);
                row.Raw(","u8);
            }
            row.Raw(signal + (0.8 * random.Normal()) > 0 ? "1\n"u8 : "0\n"u8);
            output.Write(row.Written);
        }
    }

    /// <summary>The same into a file.</summary>
    public static int Write(string path, TableShape shape, int rows, ulong draw)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        Write(file, shape, rows, draw);
        return 0;
    }
}
