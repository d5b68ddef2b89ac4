using CsvHelper;

namespace Pipeline.Tables.Csv;

/// <summary>The record that a <see cref="BlockIndex"/> is at. Its quoting is right: the cutter lets no other into a block.</summary>
internal readonly record struct BlockRecord(BlockIndex Index) : ICsvRecord
{
    public int FieldCount => Index.FieldCount;

    public ReadOnlySpan<byte> Raw => Index.Raw;

    public long Line => Index.Line;

    public bool IsValid => Index.IsValid;

    public CsvMalformedReason? Malformed => null;

    public ReadOnlySpan<byte> RawField(int field) => Index.RawField(field);

    public ReadOnlySpan<byte> Field(int field) => Index.Field(field);

    public bool TryPlainNumber(int field, out double value) => Index.TryPlainNumber(field, out value);
}
