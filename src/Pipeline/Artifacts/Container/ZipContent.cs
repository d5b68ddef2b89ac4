using System.IO.Compression;
using System.IO.Hashing;
using Pipeline.Model.Problems;

namespace Pipeline.Artifacts.Container;

/// <summary>Unpacks entries, to as many bytes as their headers say and not one more.</summary>
internal static class ZipContent
{
    /// <summary>The content of an entry.</summary>
    /// <exception cref="ArtifactException">It is of another length than stated, cannot be inflated, or has another CRC.</exception>
    public static byte[] Unpack(string path, byte[] file, ZipEntrySpan entry)
    {
        var where = $"{path}!{entry.Name}";
        var content = entry.IsDeflated ? Inflate(where, new MemoryStream(file, entry.Start, entry.StoredBytes, writable: false), entry.Size)
            : file.AsSpan(entry.Start, entry.Size).ToArray();
        return Crc32.HashToUInt32(content) == entry.Crc ? content : throw Refusal.Of(where, "content that does not match its CRC: it is damaged");
    }

    /// <summary>Inflates bytes that do not say how many they become.</summary>
    /// <param name="where">What refusals name.</param>
    /// <param name="deflated">The bytes.</param>
    /// <param name="most">How many they may become.</param>
    public static byte[] InflateUpTo(string where, Stream deflated, int most)
    {
        var content = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            using var source = new DeflateStream(deflated, CompressionMode.Decompress);
            for (int read; (read = source.Read(buffer)) > 0;)
            {
                if (content.Length + read > most)
                    throw Refusal.Of(where, FormattableString.Invariant($"more than {most:N0} bytes inflated"), "no more");
                content.Write(buffer, 0, read);
            }
            return content.ToArray();
        }
        catch (InvalidDataException error)
        {
            throw Refusal.Of(where, $"content that cannot be inflated ({error.Message})", cause: error);
        }
    }

    /// <summary>Inflates bytes that say how many they become.</summary>
    public static byte[] Inflate(string where, Stream deflated, int size)
    {
        var content = new byte[size];
        try
        {
            using var source = new DeflateStream(deflated, CompressionMode.Decompress);
            if (source.ReadAtLeast(content, size, throwOnEndOfStream: false) < size)
                throw Refusal.Of(where, "content that ends too early: it is damaged", FormattableString.Invariant($"{size:N0} bytes"));
            if (source.ReadByte() >= 0)
                throw Refusal.Of(where, "more content than its header says", FormattableString.Invariant($"{size:N0} bytes"));
            return content;
        }
        catch (InvalidDataException error)
        {
            throw Refusal.Of(where, $"content that cannot be inflated ({error.Message})", cause: error);
        }
    }
}
