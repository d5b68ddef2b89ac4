using System.Buffers.Binary;
using System.Reflection.PortableExecutable;

namespace Pipeline.Tests.House;

/// <summary>What a published program carries and its platform never loads, told by the bytes of the files and not by their names.</summary>
internal static class ForeignFiles
{
    private const ushort ElfX64 = 0x3e;

    /// <summary>One line a file of a folder that is of another platform, or holds symbols; empty where all is well.</summary>
    /// <param name="folder">The published program.</param>
    /// <param name="platform">linux-x64 or win-x64.</param>
    public static IReadOnlyList<string> In(string folder, string platform) =>
    [
        .. from path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
           let made = MadeFor(path)
           where made is not null && made != platform
           select $"{Path.GetRelativePath(folder, path)}: {made}",
    ];

    /// <summary>The platform whose native code a file is, or what else a native tool made of it; null for all that .NET or a person reads.</summary>
    private static string? MadeFor(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[20];
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (start.StartsWith("\u007fELF"u8))
        {
            var machine = BinaryPrimitives.ReadUInt16LittleEndian(start[18..]);
            // A program has no ending; symbols that were split off are ELF as well.
            if (Path.GetExtension(path) is not (".so" or ""))
                return "symbols of a library for Linux";
            return machine == ElfX64 ? "linux-x64" : $"Linux, machine {machine}";
        }
        if (start.StartsWith("MZ"u8))
        {
            file.Position = 0;
            using var image = new PEReader(file, PEStreamOptions.LeaveOpen);
            var machine = image.PEHeaders.CoffHeader.Machine;
            return image.HasMetadata ? null : machine == Machine.Amd64 ? "win-x64" : $"Windows, {machine}";
        }
        if (start.StartsWith("!<arch>"u8))
            return "a library to link with";
        if (start.StartsWith("Microsoft C/C++ MSF"u8))
            return "symbols of a library for Windows";
        // Mach-O: of one processor, or of several in one file.
        return BinaryPrimitives.ReadUInt32BigEndian(start.Length < 4 ? new byte[4] : start) is 0xcffaedfe or 0xcafebabe ? "macOS" : null;
    }
}
