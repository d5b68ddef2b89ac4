using CsvHelper;

namespace Pipeline.Tables.Csv;

/// <summary>A record whose fields have been told apart. Spans are valid until the next record, those of a quoted field until the next one.</summary>
internal interface ICsvRecord
{
    /// <summary>Number of fields.</summary>
    int FieldCount { get; }

    /// <summary>Its bytes, without the line break.</summary>
    ReadOnlySpan<byte> Raw { get; }

    /// <summary>1-based line of the file where it begins.</summary>
    long Line { get; }

    /// <summary>Whether it is known to be UTF-8.</summary>
    bool IsValid { get; }

    /// <summary>What is wrong with its quoting, or null.</summary>
    CsvMalformedReason? Malformed { get; }

    /// <summary>The bytes of a field as they stand, quotes included.</summary>
    ReadOnlySpan<byte> RawField(int field);

    /// <summary>The bytes that a field means.</summary>
    ReadOnlySpan<byte> Field(int field);

    /// <summary>Reads a field that is a short, plain decimal number; false says nothing of it.</summary>
    bool TryPlainNumber(int field, out double value);
}
