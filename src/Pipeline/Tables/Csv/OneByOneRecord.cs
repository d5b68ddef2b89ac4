using System.Text.Unicode;
using CsvHelper;

namespace Pipeline.Tables.Csv;

/// <summary>The record that CsvHelper has at hand, where records are read one by one.</summary>
/// <param name="Reader">At the record.</param>
/// <param name="LinesBefore">Lines of the file before those of the reader.</param>
/// <param name="Malformed">What is wrong with the record's quoting, or null.</param>
internal readonly record struct OneByOneRecord(CsvReader Reader, long LinesBefore, CsvMalformedReason? Malformed) : ICsvRecord
{
    public int FieldCount => Reader.FieldCount;

    public ReadOnlySpan<byte> Raw => Reader.RawRecord;

    public long Line => LinesBefore + Reader.LineNumber;

    public bool IsValid => Utf8.IsValid(Reader.RawRecord);

    public ReadOnlySpan<byte> RawField(int field) => Reader.GetRawSpan(field);

    public ReadOnlySpan<byte> Field(int field) => Reader.GetSpan(field);

    public bool TryPlainNumber(int field, out double value)
    {
        value = 0;
        return false;
    }
}
