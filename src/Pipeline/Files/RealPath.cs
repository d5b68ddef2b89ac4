namespace Pipeline.Files;

/// <summary>Where a path really leads: two spellings of one file have one real path.</summary>
internal static class RealPath
{
    /// <summary>The full path with the symbolic links of the file and of all its folders followed; the file need not exist.</summary>
    public static string Of(string path) => Follow(Path.GetFullPath(path), 40);

    /// <summary>Links may lead to links, and round in circles.</summary>
    private static string Follow(string full, int most)
    {
        if (Path.GetDirectoryName(full) is not { } folder)
            return full;
        var here = Path.Combine(Follow(folder, most), Path.GetFileName(full));
        return most > 0 && new FileInfo(here).LinkTarget is { } target
            ? Follow(Path.GetFullPath(target, Path.GetDirectoryName(here)!), most - 1)
            : here;
    }
}
