using Pipeline.Files;
using Pipeline.Model.Problems;

namespace Pipeline.Commands;

/// <summary>Keeps a run from writing over what it reads, or one output over another.</summary>
internal static class OutputPlaces
{
    private const string Stream = "-";

    /// <summary>Compares what the paths lead to, by whatever name: links, hard links, and streams tied to files.</summary>
    /// <param name="reads">Files that the run reads, and «-».</param>
    /// <param name="writes">Files that it writes, and «-»; null is none.</param>
    /// <exception cref="ConfigException">A file would be written over.</exception>
    public static void Check(IEnumerable<string> reads, IEnumerable<string?> writes)
    {
        // Where only names tell files apart, most file systems take two spellings for one.
        var taken = new Dictionary<string, string>(OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        foreach (var path in reads)
        {
            if (IdentityOf(path, Descriptors.StandardInput, isRead: true) is { } place)
                taken.TryAdd(place, $"an output that is the input {path}");
        }
        foreach (var path in writes.OfType<string>())
        {
            if (IdentityOf(path, Descriptors.StandardOutput, isRead: false) is { } place && !taken.TryAdd(place, $"an output that is also the output {path}"))
                throw new ConfigException(path, taken[place], "a path of its own");
        }
    }

    /// <summary>A path, if there is one.</summary>
    public static IEnumerable<string> Named(string? path) => path is null ? [] : [path];

    /// <summary>Whether what is written to a path ends up where standard output does, so that a summary there would stand among it.</summary>
    public static bool IsOnStandardOutput(string path) => OutputFile.IsStandardOutput(path)
        || (FileStatus.OfDescriptor(Descriptors.StandardOutput) is { IsNull: false } stream && FileStatus.Of(path)?.Identity == stream.Identity);

    /// <summary>What may be shared is null: anybody's /dev/null; a terminal or a connection, that is read from and written to.</summary>
    private static string? IdentityOf(string path, int stream, bool isRead)
    {
        if (path != Stream && FileStatus.Of(path) is null)
            return RealPath.Of(path);
        // Where the system does not tell what a stream is tied to, its name is all there is.
        var status = path == Stream ? FileStatus.OfDescriptor(stream) : FileStatus.Of(path);
        if (status is { IsNull: true } || (isRead && status?.Kind is null or FileKind.CharacterDevice or FileKind.Socket))
            return null;
        return status?.Identity ?? Stream;
    }
}
