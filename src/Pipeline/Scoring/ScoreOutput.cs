using System.IO.Compression;
using Pipeline.Data;
using Pipeline.Model;

namespace Pipeline.Scoring;

/// <summary>Where scores go: a file that appears complete or not at all (gzip where its name ends in .gz), or a stream.</summary>
public sealed class ScoreOutput : IDisposable
{
    private readonly AtomicFile? file;

    private ScoreOutput(AtomicFile? file, Stream stream)
    {
        this.file = file;
        Stream = stream;
    }

    /// <summary>What to write to.</summary>
    public Stream Stream { get; }

    /// <summary>Checks and opens the place, before any row is read.</summary>
    /// <param name="path">A path, or «-» for the stream.</param>
    /// <param name="standardOutput">What «-» writes to; left open.</param>
    /// <exception cref="ConfigException">It cannot be written.</exception>
    public static ScoreOutput Open(string path, Func<Stream> standardOutput)
    {
        if (path == "-")
            return new ScoreOutput(null, standardOutput());
        var file = AtomicFile.Create(path);
        return new ScoreOutput(file, path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file.Stream, CompressionLevel.Fastest, leaveOpen: true) : file.Stream);
    }

    /// <summary>Puts the file in its place.</summary>
    public void Commit()
    {
        if (Stream is GZipStream)
            Stream.Dispose();
        else
            Stream.Flush();
        file?.Commit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (file is null)
            return;
        if (Stream is GZipStream)
            Stream.Dispose();
        file.Dispose();
    }
}
