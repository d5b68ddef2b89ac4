using System.Buffers.Binary;
using System.Text;

namespace Pipeline.Scoring.Cuda;

/// <summary>
/// The names of the libraries that a shared library of Linux needs, read from its dynamic section (System V ABI, chapters 4 and 5):
/// the loader names only the first one that it does not find.
/// </summary>
internal static class ElfLibrary
{
    private const int Loaded = 1;
    private const int Dynamic = 2;
    private const int Needed = 1;
    private const int StringTable = 5;

    /// <summary>The names, in order; none where the file is no such library.</summary>
    public static IReadOnlyList<string> NeededBy(string path)
    {
        using var file = File.OpenRead(path);
        var header = Read(file, 0, 64);
        // 64 bits, little-endian.
        if (!header.AsSpan(0, 6).SequenceEqual((byte[])[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]))
            return [];
        var segments = Segments(file, header).ToList();
        var dynamic = segments.FirstOrDefault(segment => segment.Type == Dynamic);
        var entries = Read(file, dynamic.Offset, dynamic.Size).Chunk(16).Select(entry => (Tag: Number(entry, 0), Value: Number(entry, 8))).TakeWhile(entry => entry.Tag != 0).ToList();
        var names = entries.FirstOrDefault(entry => entry.Tag == StringTable).Value;
        var home = segments.FirstOrDefault(segment => segment.Type == Loaded && names >= segment.Address && names < segment.Address + segment.Size);
        return [.. entries.Where(entry => entry.Tag == Needed).Select(entry => Text(file, names - home.Address + home.Offset + entry.Value))];
    }

    private static IEnumerable<(int Type, long Offset, long Address, long Size)> Segments(FileStream file, byte[] header)
    {
        var (table, size, count) = (Number(header, 32), BinaryPrimitives.ReadInt16LittleEndian(header.AsSpan(54)), BinaryPrimitives.ReadInt16LittleEndian(header.AsSpan(56)));
        return Read(file, table, size * count).Chunk(size).Select(entry => (BinaryPrimitives.ReadInt32LittleEndian(entry), Number(entry, 8), Number(entry, 16), Number(entry, 32)));
    }

    private static long Number(byte[] bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at));

    private static string Text(FileStream file, long offset)
    {
        var bytes = Read(file, offset, 256);
        return Encoding.ASCII.GetString(bytes, 0, Math.Max(0, Array.IndexOf(bytes, (byte)0)));
    }

    private static byte[] Read(FileStream file, long offset, long size)
    {
        var bytes = new byte[size];
        file.Position = offset;
        file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes;
    }
}
