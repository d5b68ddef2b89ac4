using System.Globalization;
using System.Text;
using CsvHelper;
using Pipeline.Files;

namespace Pipeline.Tables;

/// <summary>Gets the rows that could not be read: file, line, column, field, reason and the row's text, as CSV; complete or not at all.</summary>
internal sealed class QuarantineFile : IBadRowSink, IOutput
{
    private readonly OutputFile file;
    private readonly CsvWriter writer;

    /// <summary>Writes the header.</summary>
    /// <param name="file">Where the rows go.</param>
    public QuarantineFile(OutputFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        this.file = file;
        writer = CsvWriter.Create(file.Stream, CsvWriterOptions.Default with { NewLine = "\n" }, leaveOpen: true);
        foreach (var name in (string[])["file", "line", "column", "field", "found", "expected", "record"])
            writer.WriteField(name);
        writer.EndRecord();
    }

    /// <inheritdoc/>
    OutputFile IOutput.File => file;

    /// <inheritdoc/>
    public void Write(IReadOnlyList<BadField> bad, ReadOnlySpan<byte> record)
    {
        var first = bad[0];
        writer.WriteField(first.File);
        writer.WriteField(first.Line.ToString(CultureInfo.InvariantCulture));
        writer.WriteField(first.Column.ToString(CultureInfo.InvariantCulture));
        writer.WriteField(first.Name);
        writer.WriteField(first.Found);
        writer.WriteField(first.Expected);
        writer.WriteField(Encoding.UTF8.GetString(record));
        writer.EndRecord();
    }

    /// <inheritdoc/>
    public void Finish()
    {
        writer.Dispose();
        file.Finish();
    }

    /// <summary>Without a flush: what is not finished is not wanted.</summary>
    public void Dispose() => file.Dispose();
}
