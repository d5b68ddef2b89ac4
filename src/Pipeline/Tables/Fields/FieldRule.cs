using System.Globalization;
using System.Text;
using Pipeline.Model;

namespace Pipeline.Tables.Fields;

/// <summary>How the fields of one column are read, found out once: its missing markers and the way in which its numbers are written.</summary>
internal sealed class FieldRule
{
    private readonly byte[][] missing;
    private readonly WrittenNumber? written;

    /// <summary>The rule of a column.</summary>
    public FieldRule(ReadColumn column, TableSchema schema)
    {
        var markers = column.Kind == FieldKind.Text ? [] : schema.Missing.Of(column.Name, column.Kind.IsNumber());
        missing = [.. markers.Select(Encoding.UTF8.GetBytes)];
        Form = schema.Form.NumberOf(column.Name);
        written = Form == NumberText.Plain ? null : new WrittenNumber(Form);
        MissingNumbers = missing.Length > 0 && column.Kind.IsNumber() ? NumbersAmong(missing) : [];
    }

    /// <summary>How numbers are written.</summary>
    public NumberText Form { get; }

    /// <summary>Whether a plain number is what it says.</summary>
    public bool IsPlain => written is null;

    /// <summary>Numbers that stand for nothing, however they are written.</summary>
    public double[] MissingNumbers { get; }

    /// <summary>Whether a text stands for nothing.</summary>
    public bool IsMissing(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return true;
        foreach (var marker in missing)
        {
            if (text.SequenceEqual(marker))
                return true;
        }
        return false;
    }

    /// <summary>Whether a number stands for nothing.</summary>
    public bool IsMissing(double value) => MissingNumbers.AsSpan().Contains(value);

    /// <summary>Reads a number. The parser would take NULs at the end, which a crashed writer leaves.</summary>
    public bool TryParse(ReadOnlySpan<byte> text, out double value) => written is not null
        ? written.TryRead(text, out value)
        : DecimalText.TryRead(text, out value)
            || (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && !text.Contains((byte)0));

    /// <summary>A method of its own: every start would wait for what it compiles to.</summary>
    private double[] NumbersAmong(byte[][] markers)
    {
        var numbers = new List<double>();
        foreach (var marker in markers)
        {
            if (TryParse(marker, out var value) && double.IsFinite(value) && !numbers.Contains(value))
                numbers.Add(value);
        }
        return [.. numbers];
    }
}
