using System.IO.Compression;
using System.Text;

namespace Pipeline.Fuzz.Csv;

/// <summary>From a text to the bytes of a file: encodings, gzip, damage.</summary>
internal static class FileBytes
{
    /// <summary>Makes the bytes.</summary>
    public static byte[] Of(Chance chance, string text, bool isWindows1252)
    {
        var bytes = Encoded(chance, text, isWindows1252);
        if (chance.OneIn(2))
            bytes = Mutation.Often(chance, bytes, chance.OneIn(4) ? chance.Between(2, 5) : 1);
        if (chance.OneIn(4))
        {
            bytes = Zipped(chance, bytes);
            if (chance.OneIn(3))
                bytes = chance.OneIn(4) ? [.. bytes, .. new byte[chance.Between(1, 3)]] : Mutation.Once(chance, bytes);
        }
        return bytes;
    }

    private static byte[] Encoded(Chance chance, string text, bool isWindows1252)
    {
        if (isWindows1252 && chance.OneIn(2))
            return [.. text.EnumerateRunes().Select(rune => rune.Value < 256 ? (byte)rune.Value : (byte)'?')];
        Encoding encoding = chance.Below(12) switch
        {
            0 => new UnicodeEncoding(false, true),
            1 => new UnicodeEncoding(true, true),
            2 => new UTF32Encoding(false, true),
            3 => new UTF32Encoding(true, true),
            4 when chance.OneIn(3) => new UnicodeEncoding(false, false),
            5 when chance.OneIn(3) => Encoding.Latin1,
            6 or 7 => new UTF8Encoding(true),
            _ => new UTF8Encoding(isWindows1252),
        };
        return [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
    }

    private static byte[] Zipped(Chance chance, byte[] bytes)
    {
        var members = chance.OneIn(2) ? 1 : chance.Between(2, 4);
        var output = new MemoryStream();
        for (var i = 0; i < members; i++)
        {
            var piece = bytes[(bytes.Length * i / members)..(bytes.Length * (i + 1) / members)];
            var level = chance.Of(CompressionLevel.Optimal, CompressionLevel.NoCompression, CompressionLevel.Fastest);
            using var gzip = new GZipStream(output, level, leaveOpen: true);
            gzip.Write(piece);
        }
        return output.ToArray();
    }
}
