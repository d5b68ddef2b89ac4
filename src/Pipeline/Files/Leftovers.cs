using System.Text.RegularExpressions;

namespace Pipeline.Files;

/// <summary>Temporary files that runs left behind when they were killed.</summary>
/// <param name="Removed">Those that were removed.</param>
/// <param name="Left">Those on a network drive, of which another machine may still write one.</param>
internal sealed partial record Leftovers(IReadOnlyList<string> Removed, IReadOnlyList<string> Left)
{
    public static Leftovers None { get; } = new([], []);

    /// <summary>A name for a temporary file beside a target.</summary>
    public static string NewName(string target) => $"{Prefix(target)}{Path.GetRandomFileName()}.tmp";

    /// <summary>
    /// Removes temporary files beside a target that no process holds. Whoever writes one holds a lock on it, which ends with the process,
    /// whatever ended it and in whichever container it ran.
    /// </summary>
    /// <param name="target">The real path of the file.</param>
    /// <param name="own">The temporary file of this run, which is held: where that does not show, no lock can be believed.</param>
    public static Leftovers Remove(string target, string own)
    {
        var (folder, prefix) = (Path.GetDirectoryName(target)!, Prefix(target));
        var others = Directory.EnumerateFiles(folder)
            .Where(path => path != own && Path.GetFileName(path).StartsWith(prefix, StringComparison.Ordinal)
                && Ending().IsMatch(Path.GetFileName(path)[prefix.Length..]))
            .Where(path => FileStatus.OfNoLink(path)?.Kind == FileKind.Regular)
            .Order(StringComparer.Ordinal).ToList();
        if (others.Count == 0 || !IsHeld(own))
            return None;
        return new DriveInfo(folder).DriveType == DriveType.Network
            ? new Leftovers([], [.. others.Where(path => !IsHeld(path))])
            : new Leftovers([.. others.Where(TryDelete)], []);
    }

    private static string Prefix(string target) => $".{Path.GetFileName(target)}.";

    private static bool IsHeld(string path)
    {
        try
        {
            using var alone = Alone(path);
            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <summary>Deletes a file while holding it, so that it cannot be one that another run has just made.</summary>
    private static bool TryDelete(string path)
    {
        try
        {
            using var alone = Alone(path);
            File.Delete(path);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static FileStream Alone(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.ReadWrite,
        // On Windows a file that is open is deleted only where that is shared; elsewhere anything shared would be no hold.
        Share = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None,
    });

    /// <summary>What <see cref="Path.GetRandomFileName"/> makes, and the ending.</summary>
    [GeneratedRegex(@"^[a-z0-9]{8}\.[a-z0-9]{3}\.tmp$")]
    private static partial Regex Ending();
}
