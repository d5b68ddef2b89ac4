using Pipeline.Files;
using Pipeline.Model;
using Pipeline.Model.Problems;
using Pipeline.Tables.Csv;

namespace Pipeline.Tables.Sources;

/// <summary>The one place that knows what tables are written in: from here on a table is an <see cref="ITableSource"/>.</summary>
internal static class TableSources
{
    /// <summary>Prepares to read the rows of some files, in order; nothing is opened yet.</summary>
    public static ITableSource Open(IReadOnlyList<InputFile> files, TableSchema schema) => new CsvTableSource(files, schema);

    /// <summary>The names of the columns of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="separator">Between fields.</param>
    /// <param name="form">How it is written otherwise; null for plainly.</param>
    /// <exception cref="DataException">The file cannot be read or has no header.</exception>
    public static IReadOnlyList<string> ReadHeader(InputFile file, char separator, TableForm? form = null)
    {
        // What a pipe gave is gone, and whoever reads the rows after this would miss it, or wait for ever.
        if (file.Stream is null && FileStatus.Of(file.Path) is { Kind: FileKind.Pipe })
        {
            throw new DataException(
                file.Display, "a pipe, which can be read once", "a file, since the header is read before the rows", "Write it to a file first.");
        }
        return CsvTableSource.ReadHeader(file, separator, form ?? TableForm.Plain);
    }
}
