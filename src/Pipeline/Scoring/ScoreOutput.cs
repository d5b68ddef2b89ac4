using System.IO.Compression;
using Pipeline.Files;

namespace Pipeline.Scoring;

/// <summary>Where scores go: as they are, or packed by gzip where the name ends in .gz.</summary>
internal sealed class ScoreOutput : IOutput
{
    private readonly OutputFile file;
    private readonly GZipStream? packed;

    /// <summary>Takes the place, before any row is read.</summary>
    /// <param name="file">The place.</param>
    public ScoreOutput(OutputFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        this.file = file;
        packed = file.Path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file.Stream, CompressionLevel.Fastest, leaveOpen: true) : null;
    }

    /// <summary>What to write to.</summary>
    public Stream Stream => packed ?? file.Stream;

    /// <inheritdoc/>
    OutputFile IOutput.File => file;

    /// <inheritdoc/>
    public void Finish()
    {
        packed?.Dispose();
        file.Finish();
    }

    /// <summary>Without the end of the packing: what is not finished is not wanted.</summary>
    public void Dispose() => file.Dispose();
}
