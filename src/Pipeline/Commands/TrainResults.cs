using Pipeline.Data;
using Pipeline.Model;

namespace Pipeline.Commands;

/// <summary>The three files of a run, which take their places together or not at all.</summary>
internal sealed class TrainResults : IDisposable
{
    private readonly IReadOnlyList<string> made;
    private bool committed;

    private TrainResults(string directory, IReadOnlyList<string> made)
    {
        Directory = directory;
        this.made = made;
        try
        {
            var paths = Paths(directory);
            Zip = AtomicFile.Create(paths[0]);
            Metrics = AtomicFile.Create(paths[1]);
            Scores = AtomicFile.Create(paths[2]);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where they go.</summary>
    public string Directory { get; }

    public AtomicFile Zip { get; } = null!;

    public AtomicFile Metrics { get; } = null!;

    public AtomicFile Scores { get; } = null!;

    /// <summary>Where the files of a run go: the zip, the metrics, the scores.</summary>
    public static IReadOnlyList<string> Paths(string directory) =>
        [Path.Combine(directory, "model.zip"), Path.Combine(directory, "metrics.json"), Path.Combine(directory, "scores.csv")];

    /// <summary>Makes the directory and checks that it can be written to, before anything is read.</summary>
    /// <exception cref="ConfigException">It cannot.</exception>
    public static TrainResults Open(string directory)
    {
        var made = Missing(directory);
        try
        {
            System.IO.Directory.CreateDirectory(directory);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException($"--out {directory}", File.Exists(directory) ? "a file" : error.Message, "a directory that can be made and written to", cause: error);
        }
        return new TrainResults(directory, made);
    }

    /// <summary>Puts the files in their places, the zip last: where it is new, so are the others.</summary>
    public void Commit()
    {
        Scores.Commit();
        Metrics.Commit();
        Zip.Commit();
        committed = true;
    }

    public void Dispose()
    {
        Zip?.Dispose();
        Metrics?.Dispose();
        Scores?.Dispose();
        foreach (var folder in committed ? [] : made.TakeWhile(folder => !System.IO.Directory.EnumerateFileSystemEntries(folder).Any()))
            System.IO.Directory.Delete(folder);
    }

    /// <summary>The folders of a path that are not there yet, the innermost first.</summary>
    private static List<string> Missing(string directory)
    {
        var missing = new List<string>();
        for (var folder = Path.GetFullPath(directory); folder is not null && !Path.Exists(folder); folder = Path.GetDirectoryName(folder))
            missing.Add(folder);
        return missing;
    }
}
