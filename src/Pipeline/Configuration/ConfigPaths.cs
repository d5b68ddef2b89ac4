using Pipeline.Configuration.Records;
using Pipeline.Model.Problems;

namespace Pipeline.Configuration;

/// <summary>Paths in a config are relative to its file, wherever the program was started.</summary>
internal static class ConfigPaths
{
    /// <summary>The path, made absolute against the directory of the config file.</summary>
    public static string Resolve(string configPath, string path)
    {
        ArgumentNullException.ThrowIfNull(configPath);
        ArgumentNullException.ThrowIfNull(path);
        return Path.GetFullPath(path, Path.GetDirectoryName(Path.GetFullPath(configPath))!);
    }

    /// <summary>
    /// The config as a zip may keep it, which says nothing of the machine: relative paths as they stand, of absolute ones the last name.
    /// Files are told by their digests.
    /// </summary>
    public static RunConfig WithoutFolders(RunConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return config with
        {
            Data = config.Data with { Train = [.. config.Data.Train.Select(LastName)], Test = [.. config.Data.Test.Select(LastName)] },
            Gates = config.Gates.Baseline is { } baseline ? config.Gates with { Baseline = baseline with { Zip = LastName(baseline.Zip) } } : config.Gates,
        };
    }

    /// <summary>Whether a path is a pattern that may match any number of files.</summary>
    public static bool IsGlob(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Contains('*', StringComparison.Ordinal) || path.Contains('?', StringComparison.Ordinal);
    }

    private static string LastName(string path) =>
        Path.IsPathRooted(path) && Path.GetFileName(Path.TrimEndingDirectorySeparator(path)) is { Length: > 0 } name ? name : path;

    /// <summary>«Did you mean 'train.csv'?» for a file that is not there, or which directory is missing.</summary>
    internal static string NearestFile(string path)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return Directory.Exists(directory)
            ? NearestName.Hint(Path.GetFileName(path), Directory.EnumerateFileSystemEntries(directory).Select(entry => Path.GetFileName(entry)))
            : $"There is no directory '{directory}'.";
    }
}
