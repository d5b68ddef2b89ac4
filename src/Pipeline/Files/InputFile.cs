using Pipeline.Model.Problems;

namespace Pipeline.Files;

/// <summary>One input: a file, standard input, or a table that is held in memory.</summary>
/// <param name="Path">Where it is; «-» for standard input.</param>
/// <param name="Stream">Standard input; null for a file, which is opened when it is read.</param>
internal sealed record InputFile(string Path, Stream? Stream = null)
{
    /// <summary>The bytes of a table that is held in memory, beside its name; null where there is a file or a stream.</summary>
    public byte[]? Held { get; init; }

    /// <summary>How messages name it.</summary>
    public string Display => Stream is null ? Path : "stdin";

    /// <summary>Its name without the folder.</summary>
    public string Name => Stream is null ? System.IO.Path.GetFileName(Path) : "stdin";

    /// <summary>Its size in bytes as stored, or null for standard input and for a file that is gone.</summary>
    public long? Length => Held is not null ? Held.Length : Stream is null && new FileInfo(Path) is { Exists: true } file ? file.Length : null;

    /// <summary>Opens it for reading.</summary>
    /// <exception cref="DataException">It cannot be opened.</exception>
    public Stream Open()
    {
        if (Held is not null)
            return new MemoryStream(Held, writable: false);
        if (Stream is not null)
            return Stream;
        try
        {
            return new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var (found, remedy) = error is FileNotFoundException && Path.Contains('\uFFFD', StringComparison.Ordinal)
                ? ("a name whose bytes are no UTF-8", "Rename the file, or make a link of another name to it: ln -s.") : (error.Message, "");
            throw new DataException(Path, found, "a file that can be read", remedy, error);
        }
    }
}
