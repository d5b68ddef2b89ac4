using System.Text;

namespace Pipeline.Files.Recoding;

/// <summary>An encoding of one byte a character, of which the first 128 are ASCII, as UTF-8.</summary>
internal sealed class SingleByteStream : RecodedStream
{
    private readonly byte[][] utf8Of;

    private SingleByteStream(Stream inner, Encoding encoding, ReadOnlySpan<byte> undefined)
        : base(inner)
    {
        utf8Of = [.. Enumerable.Range(0, 256).Select(value => Encoding.UTF8.GetBytes(encoding.GetString([(byte)value])))];
        foreach (var value in undefined)
            utf8Of[value] = NoCharacter.Undefined(value);
    }

    /// <summary>Windows-1252. .NET takes the five bytes that it does not define for control characters.</summary>
    public static SingleByteStream Windows1252(Stream inner) =>
        new(inner, CodePagesEncodingProvider.Instance.GetEncoding(1252)!, [0x81, 0x8d, 0x8f, 0x90, 0x9d]);

    /// <summary>ISO 8859-1, which defines every byte.</summary>
    public static SingleByteStream Latin1(Stream inner) => new(inner, Encoding.Latin1, []);

    protected override (int Read, int Written) Recode(ReadOnlySpan<byte> bytes, Span<byte> utf8, bool isEnd)
    {
        var (at, written) = (0, 0);
        while (at < bytes.Length)
        {
            var plain = bytes[at..].IndexOfAnyExceptInRange((byte)0, (byte)0x7f);
            if (plain < 0)
                plain = bytes.Length - at;
            bytes.Slice(at, plain).CopyTo(utf8[written..]);
            (at, written) = (at + plain, written + plain);
            if (at == bytes.Length)
                break;
            var character = utf8Of[bytes[at++]];
            character.CopyTo(utf8[written..]);
            written += character.Length;
        }
        return (at, written);
    }
}
