namespace Pipeline.Scoring.Cuda;

/// <summary>Where the libraries of this process are, as Linux lists them in /proc/self/maps.</summary>
internal static class LoadedLibraries
{
    /// <summary>The path of a library, whatever its version; null where it is not loaded, or not from a file.</summary>
    public static string? PathOf(string name)
    {
        var stem = name[..(name.IndexOf(".so", StringComparison.Ordinal) + 3)];
        return File.ReadLines("/proc/self/maps")
            .Select(line => line.IndexOf('/', StringComparison.Ordinal) is >= 0 and var at ? line[at..] : "")
            .FirstOrDefault(path => Path.GetFileName(path) is var file && (file == stem || file.StartsWith(stem + ".", StringComparison.Ordinal)));
    }
}
