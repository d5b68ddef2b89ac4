using System.Buffers.Binary;
using System.Text;

namespace Pipeline.Scoring.Onnx;

/// <summary>
/// What a file tells of itself as a shared library of Linux (System V ABI, chapters 4 and 5): whether all of it is there, since the
/// loader ends the process where it is not, and which libraries it needs, since the loader names only the first that it does not find.
/// </summary>
internal sealed class ElfLibrary
{
    /// <summary>What a file is that is not whole.</summary>
    public const string NotWhole = "a file that is cut off, is no library of Linux, or cannot be read";

    private const int HeaderBytes = 64;
    private const int SegmentBytes = 56;
    private const int SectionBytes = 64;

    // No table of a library is as large; one that says so is no table.
    private const int MostBytes = 1 << 20;

    private const int Loaded = 1;
    private const int Dynamic = 2;
    private const int Needed = 1;
    private const int StringTable = 5;

    private readonly Stream file;
    private readonly byte[] header;
    private readonly List<(int Type, long Offset, long Address, long Size)> segments;

    private ElfLibrary(Stream file)
    {
        this.file = file;
        header = Read(0, HeaderBytes);
        // 64 bits, little-endian.
        if (!header.AsSpan(0, 6).SequenceEqual((byte[])[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]) || Short(54) != SegmentBytes)
            throw new InvalidDataException();
        segments = [.. Read(Long(header, 32), Short(56) * SegmentBytes).Chunk(SegmentBytes)
            .Select(entry => (BinaryPrimitives.ReadInt32LittleEndian(entry), Long(entry, 8), Long(entry, 16), Long(entry, 32)))];
    }

    /// <summary>Whether the file is such a library, can be read, and has none of its parts beyond its end.</summary>
    public static bool IsWhole(string path) => IsWhole(() => File.OpenRead(path));

    /// <summary>The names of the libraries that it needs, in order; none where the file is no such library.</summary>
    public static IReadOnlyList<string> NeededBy(string path) => NeededBy(() => File.OpenRead(path));

    /// <inheritdoc cref="IsWhole(string)"/>
    internal static bool IsWhole(Func<Stream> open) => Of(open, library => library.IsWhole(), false);

    /// <inheritdoc cref="NeededBy(string)"/>
    internal static IReadOnlyList<string> NeededBy(Func<Stream> open) => Of(open, library => library.NeededBy(), []);

    private static T Of<T>(Func<Stream> open, Func<ElfLibrary, T> read, T otherwise)
    {
        try
        {
            using var file = open();
            return read(new ElfLibrary(file));
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return otherwise;
        }
    }

    /// <summary>The table of sections, which nobody loads, is the last thing in a file.</summary>
    private bool IsWhole() => segments.TrueForAll(segment => IsInside(segment.Offset, segment.Size)) && IsInside(Long(header, 40), Short(60) * SectionBytes);

    private List<string> NeededBy()
    {
        var dynamic = segments.Find(segment => segment.Type == Dynamic);
        var entries = Read(dynamic.Offset, dynamic.Size / 16 * 16).Chunk(16).Select(entry => (Tag: Long(entry, 0), Value: Long(entry, 8)))
            .TakeWhile(entry => entry.Tag != 0).ToList();
        var names = entries.Find(entry => entry.Tag == StringTable).Value;
        var home = segments.Find(segment => segment.Type == Loaded && names >= segment.Address && names - segment.Address < segment.Size);
        return [.. entries.Where(entry => entry.Tag == Needed).Select(entry => Text(names - home.Address + home.Offset + entry.Value))];
    }

    private bool IsInside(long offset, long size) => offset >= 0 && size >= 0 && offset <= file.Length - size;

    private int Short(int at) => BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(at));

    private static long Long(byte[] bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at));

    private string Text(long offset)
    {
        var bytes = Read(offset, Math.Min(256, file.Length - offset));
        return Encoding.ASCII.GetString(bytes, 0, Math.Max(0, Array.IndexOf(bytes, (byte)0)));
    }

    private byte[] Read(long offset, long size)
    {
        if (!IsInside(offset, size) || size > MostBytes)
            throw new InvalidDataException();
        var bytes = new byte[size];
        file.Position = offset;
        file.ReadExactly(bytes);
        return bytes;
    }
}
