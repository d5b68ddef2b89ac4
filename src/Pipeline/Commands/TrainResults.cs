using Pipeline.Data;
using Pipeline.Model;

namespace Pipeline.Commands;

/// <summary>The three files of a run, which take their places together or not at all.</summary>
internal sealed class TrainResults : IDisposable
{
    private static readonly string[] names = ["model.zip", "metrics.json", "scores.csv"];
    private readonly bool madeDirectory;
    private bool committed;

    private TrainResults(string directory, bool madeDirectory)
    {
        Directory = directory;
        this.madeDirectory = madeDirectory;
        try
        {
            Zip = AtomicFile.Create(Path.Combine(directory, names[0]));
            Metrics = AtomicFile.Create(Path.Combine(directory, names[1]));
            Scores = AtomicFile.Create(Path.Combine(directory, names[2]));
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

    /// <summary>The places of the files.</summary>
    public IEnumerable<string> Paths => names.Select(name => Path.Combine(Directory, name));

    /// <summary>Makes the directory and checks that it can be written to, before anything is read.</summary>
    /// <exception cref="ConfigException">It cannot.</exception>
    public static TrainResults Open(string directory)
    {
        var made = !System.IO.Directory.Exists(directory);
        try
        {
            System.IO.Directory.CreateDirectory(directory);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException($"--out {directory}", error.Message, "a directory that can be made and written to", cause: error);
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
        if (!committed && madeDirectory && !System.IO.Directory.EnumerateFileSystemEntries(Directory).Any())
            System.IO.Directory.Delete(Directory);
    }
}
