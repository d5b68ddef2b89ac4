using System.Buffers.Binary;
using System.Text;
using Pipeline.Model.Problems;

namespace Pipeline.Artifacts.Container;

/// <summary>
/// Reads the directory of a zip that is one zip and nothing else: entries one after the other from the first byte on, each described
/// alike by the directory and by the header before it, then the directory, then its end. So no two readers can take different
/// entries from it. Only what train may write is taken: stored or deflated, not encrypted, without zip64. Nothing is unpacked.
/// </summary>
internal static class ZipDirectory
{
    private const uint EndSignature = 0x06054b50;
    private const uint EntrySignature = 0x02014b50;
    private const uint HeaderSignature = 0x04034b50;
    private const int EndBytes = 22;
    private const int EntryBytes = 46;
    private const int HeaderBytes = 30;

    /// <summary>Bits that say how deflate was set and that a name is UTF-8, of no consequence; the others change what the bytes mean.</summary>
    private const int HarmlessFlags = 0x0806;

    /// <summary>The entries, in the order in which they lie.</summary>
    /// <exception cref="ArtifactException">The file is damaged, or an entry is none that train may write.</exception>
    public static IReadOnlyList<ZipEntrySpan> Read(string path, ReadOnlySpan<byte> file)
    {
        var (start, count) = End(path, file);
        var entries = new List<ZipEntrySpan>(Math.Min(count, (file.Length - start) / EntryBytes));
        var names = new HashSet<string>(StringComparer.Ordinal);
        var at = start;
        var (next, total) = (0, 0L);
        for (var i = 0; i < count; i++)
        {
            var entry = Entry(path, file[..^EndBytes], ref at, next);
            next = entry.Start + entry.StoredBytes;
            if (!names.Add(entry.Name))
                throw Refusal.Of($"{path}!{entry.Name}", "the entry twice", "each entry once");
            if ((total += entry.Size) > ZipLimits.TotalOf(file.Length))
                throw Refusal.Of($"{path}!{entry.Name}", Text($"entries of {total:N0} bytes in all up to this one, in a file of {file.Length:N0}"),
                    Text($"at most {ZipLimits.TotalOf(file.Length):N0} bytes in all"));
            entries.Add(entry);
        }
        if (at != file.Length - EndBytes)
            throw Damaged(path, "a directory of another length than its end says");
        return next == start ? entries : throw Damaged(path, Text($"{start - next:N0} bytes between the entries and the directory"));
    }

    /// <summary>Where the directory begins, and how many entries it has.</summary>
    private static (int Start, int Count) End(string path, ReadOnlySpan<byte> file)
    {
        var end = file.Length < EndBytes ? [] : file[^EndBytes..];
        if (end.Length == 0 || Int32(end, 0) != EndSignature || Int16(end, 20) != 0)
        {
            var last = file.LastIndexOf("PK\u0005\u0006"u8);
            throw Damaged(path, last < 0 || last + EndBytes > file.Length ? "no directory at its end"
                : Text($"{file.Length - last - EndBytes:N0} bytes behind the end of the zip"));
        }
        var (size, start) = (Int32(end, 12), Int32(end, 16));
        if (Int32(end, 4) != 0 || Int16(end, 8) != Int16(end, 10))
            throw Damaged(path, "a part of a zip in several files");
        if ((long)start + size != file.Length - EndBytes)
            throw Damaged(path, (long)start + size < file.Length - EndBytes ? Text($"{file.Length - EndBytes - start - size:N0} bytes before the zip begins")
                : "a directory that goes beyond the file");
        return ((int)start, Int16(end, 8));
    }

    private static ZipEntrySpan Entry(string path, ReadOnlySpan<byte> file, ref int at, int start)
    {
        if (file.Length - at < EntryBytes || Int32(file, at) != EntrySignature)
            throw Damaged(path, "a directory with something else than entries");
        var record = file[at..];
        var (nameBytes, others) = (Int16(record, 28), Int16(record, 30) + Int16(record, 32));
        if (EntryBytes + nameBytes + others > record.Length)
            throw Damaged(path, "a directory that is cut");
        var name = Name(path, record.Slice(EntryBytes, nameBytes));
        at += EntryBytes + nameBytes + others;
        var where = $"{path}!{name}";
        var (flags, method) = (Int16(record, 8), Int16(record, 10));
        if ((flags & 1) != 0)
            throw Refusal.Of(where, "an encrypted entry", "entries as train wrote them");
        if ((flags & ~HarmlessFlags) != 0)
            throw Refusal.Of(where, Text($"an entry of a kind that train does not write (flags {flags:x4})"),
                "entries as train wrote them, their sizes before them");
        if (method is not (0 or 8))
            throw Refusal.Of(where, Text($"compression method {method}"), "stored (0) or deflated (8)");
        var (stored, size) = (Int32(record, 20), Int32(record, 24));
        if (size > ZipLimits.EntryBytes)
            throw Refusal.Of(where, Text($"an entry of {size:N0} bytes"), Text($"at most {ZipLimits.EntryBytes:N0} bytes"));
        if (Int16(record, 34) != 0)
            throw Refusal.Of(where, Text($"an entry on disk {Int16(record, 34)}"), "a zip in one file");
        if (method == 0 && size != stored)
            throw Refusal.Of(where, Text($"a stored entry of {size:N0} bytes in {stored:N0}"), "as many");
        if (Int32(record, 42) != start)
            throw Refusal.Of(where, Text($"an entry at byte {Int32(record, 42):N0}"), Text($"it at byte {start:N0}, where the one before ends"));
        var content = Header(where, file, start, record, nameBytes);
        return stored <= (uint)(file.Length - content)
            ? new ZipEntrySpan(name, method == 8, Int32(record, 16), content, (int)stored, (int)size)
            : throw Refusal.Of(where, "an entry that goes beyond the file", "the whole entry");
    }

    /// <summary>Where an entry's bytes begin, if the header before them says the same as the directory.</summary>
    private static int Header(string where, ReadOnlySpan<byte> file, int start, ReadOnlySpan<byte> record, int nameBytes)
    {
        var header = file[start..];
        if (header.Length < HeaderBytes + nameBytes || Int32(header, 0) != HeaderSignature)
            throw Refusal.Of(where, Text($"no entry at byte {start:N0}"), "the entry that the directory tells of");
        // Version, flags, method, time, CRC and sizes stand alike in both, two bytes further on in the directory.
        return header[4..28].SequenceEqual(record[6..30]) && header.Slice(HeaderBytes, nameBytes).SequenceEqual(record.Slice(EntryBytes, nameBytes))
            && HeaderBytes + nameBytes + Int16(header, 28) is var bytes && bytes <= header.Length
            ? start + bytes
            : throw Refusal.Of(where, "a header that says something else than the directory", "both as train wrote them");
    }

    private static string Name(string path, ReadOnlySpan<byte> bytes)
    {
        var name = Encoding.Latin1.GetString(bytes);
        var isPlain = name.Length is > 0 and <= ZipLimits.NameLength && name.All(c => c is > ' ' and <= '~' and not ('\\' or ':'))
            && !name.Split('/').Any(part => part is "" or "." or "..");
        return isPlain ? name : throw Refusal.Of($"{path}!{DataText.Quote(name)}", "a name that no entry of a model has",
            "relative names of ASCII characters with /, without ..");
    }

    private static ArtifactException Damaged(string path, string how) => Refusal.Of(path, $"a damaged or truncated zip ({how})", "one zip, as train wrote it");

    private static uint Int32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static int Int16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
