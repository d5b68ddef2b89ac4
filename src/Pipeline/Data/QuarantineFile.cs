using System.Globalization;
using System.Text;
using CsvHelper;
using Pipeline.Model;

namespace Pipeline.Data;

/// <summary>Gets the rows that could not be read: file, line, column, field, reason and the row's text, as CSV; complete or not at all.</summary>
public sealed class QuarantineFile : IBadRowSink, IDisposable
{
    private readonly AtomicFile file;
    private readonly CsvWriter writer;

    /// <summary>Opens the place.</summary>
    /// <param name="path">Where the rows go.</param>
    /// <exception cref="ConfigException">It cannot be written.</exception>
    public QuarantineFile(string path)
    {
        file = AtomicFile.Create(path);
        writer = CsvWriter.Create(file.Stream, CsvWriterOptions.Default with { NewLine = "\n" }, leaveOpen: true);
        foreach (var name in (string[])["file", "line", "column", "field", "found", "expected", "record"])
            writer.WriteField(name);
        writer.EndRecord();
    }

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

    /// <summary>Puts the file in its place.</summary>
    public void Commit()
    {
        writer.Dispose();
        file.Commit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        writer.Dispose();
        file.Dispose();
    }
}
