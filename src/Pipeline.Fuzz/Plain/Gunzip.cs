using System.Buffers.Binary;

namespace Pipeline.Fuzz.Plain;

/// <summary>Unpacks gzip (RFC 1952), member after member, by the letter and without a thought of speed.</summary>
internal static class Gunzip
{
    private const int Loose = 16;

    /// <summary>Whether some bytes say that they are gzip.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> bytes) => bytes is [0x1f, 0x8b, ..];

    /// <summary>What all members hold.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="isLoose">Whether a few bytes stand before the trailer of a member that are nothing of it: what it holds is held by the checksum.</param>
    /// <exception cref="RefusedException">It is not whole, or its checksum is wrong.</exception>
    public static byte[] All(byte[] bytes, out bool isLoose)
    {
        var output = new List<byte>();
        isLoose = false;
        Span<byte> trailer = stackalloc byte[8];
        for (var at = 0; at < bytes.Length;)
        {
            var start = output.Count;
            at = Inflate.Append(bytes, Header(bytes, at), output);
            BinaryPrimitives.WriteUInt32LittleEndian(trailer, Crc(output, start));
            BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], (uint)(output.Count - start));
            var before = bytes.AsSpan(at, Math.Min(bytes.Length - at, Loose + 8)).IndexOf(trailer);
            if (before < 0)
                throw new RefusedException("gzip with a wrong checksum or size, or without");
            isLoose |= before > 0;
            at += before;
            at += 8;
        }
        return [.. output];
    }

    private static int Header(byte[] bytes, int at)
    {
        int Next() => at < bytes.Length ? bytes[at++] : throw new RefusedException("gzip with half a header");
        if (Next() != 0x1f || Next() != 0x8b || Next() != 8)
            throw new RefusedException("no gzip member");
        var flags = Next();
        if ((flags & 0xe0) != 0)
            throw new RefusedException("gzip with unknown flags");
        for (var i = 0; i < 6; i++)
            Next();
        if ((flags & 4) != 0)
        {
            for (var length = Next() + (256 * Next()); length > 0; length--)
                Next();
        }
        foreach (var text in (int[])[8, 16])
        {
            while ((flags & text) != 0 && Next() != 0)
            {
            }
        }
        if ((flags & 2) != 0)
            _ = Next() + Next();
        return at;
    }

    private static uint Crc(List<byte> bytes, int start)
    {
        var crc = uint.MaxValue;
        for (var i = start; i < bytes.Count; i++)
        {
            crc ^= bytes[i];
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
