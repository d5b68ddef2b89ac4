namespace Pipeline.Artifacts.Container;

/// <summary>How large a model zip and what is in it may be. A zip beyond is refused by what its directory says, before anything is unpacked.</summary>
internal static class ZipLimits
{
    /// <summary>Most bytes of the file.</summary>
    public const int FileBytes = 512 << 20;

    /// <summary>Most bytes of an entry.</summary>
    public const int EntryBytes = 256 << 20;

    /// <summary>Most bytes of all entries together.</summary>
    public const int TotalBytes = 512 << 20;

    /// <summary>Most bytes of all entries together for each byte of the file, where they are more than <see cref="AnyRatio"/>: models are not as even as
    /// that.</summary>
    public const int Ratio = 100;

    /// <summary>So many bytes may come of a file of any size.</summary>
    public const int AnyRatio = 32 << 20;

    /// <summary>Most characters of an entry's name.</summary>
    public const int NameLength = 256;

    /// <summary>Most bytes of all entries of a file of that size.</summary>
    public static long TotalOf(long fileBytes) => Math.Min(TotalBytes, Math.Max(AnyRatio, fileBytes * Ratio));
}
