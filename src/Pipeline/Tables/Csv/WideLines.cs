using System.Globalization;
using Pipeline.Files;
using Pipeline.Model.Problems;

namespace Pipeline.Tables.Csv;

/// <summary>
/// A text that ends with an error at a line of more separators than any table has. Where records are read one by one, each of their
/// fields takes memory before anything is known of them.
/// </summary>
/// <param name="text">UTF-8.</param>
/// <param name="separator">Between fields.</param>
/// <param name="file">How messages name the file.</param>
/// <param name="firstLine">1-based line of the file where the text begins.</param>
internal sealed class WideLines(Stream text, byte separator, string file, long firstLine) : ForwardStream
{
    private long line = firstLine;
    private long separators;
    private bool wasReturn;

    /// <exception cref="DataException">A line has too many separators.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = text.Read(buffer);
        for (var rest = buffer[..read]; !rest.IsEmpty;)
        {
            var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
            var length = end < 0 ? rest.Length : end;
            separators += rest[..length].Count(separator);
            wasReturn &= length == 0;
            if (separators > RecordCutter.Most)
            {
                throw new DataException(FormattableString.Invariant($"{file}:{line}"),
                    string.Create(CultureInfo.InvariantCulture, $"a line with more than {RecordCutter.Most:N0} separators"), "a record of a table");
            }
            if (end < 0)
                break;
            separators = 0;
            if (rest[end] == '\r' || !wasReturn)
                line++;
            wasReturn = rest[end] == '\r';
            rest = rest[(end + 1)..];
        }
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            text.Dispose();
        base.Dispose(disposing);
    }
}
