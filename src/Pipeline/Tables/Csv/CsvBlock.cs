namespace Pipeline.Tables.Csv;

/// <summary>Whole records of one file, as bytes; reused from stretch to stretch.</summary>
internal sealed class CsvBlock
{
    /// <summary>Bytes that may be looked at behind the end, so that vectors and words need no care there.</summary>
    public const int Slack = 128;

    private byte[] bytes = new byte[(64 << 10) + Slack];

    /// <summary>The bytes, with <see cref="Slack"/> more behind <see cref="Length"/>.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>How many of them are records.</summary>
    public int Length { get; set; }

    /// <summary>1-based line of the file where the first record begins.</summary>
    public long FirstLine { get; set; }

    /// <summary>Whether any field may be quoted.</summary>
    public bool HasQuotes { get; set; }

    /// <summary>The records.</summary>
    public ReadOnlySpan<byte> Records => bytes.AsSpan(0, Length);

    /// <summary>Room for so many bytes behind the end; they count once <see cref="Length"/> says so.</summary>
    public Span<byte> Room(int count)
    {
        if (bytes.Length < Length + count + Slack)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + count + Slack));
        return bytes.AsSpan(Length, count);
    }
}
