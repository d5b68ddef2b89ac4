using System.Runtime.InteropServices;
using Pipeline.Files;
using Pipeline.Model.Problems;

namespace Pipeline.Commands;

/// <summary>
/// What a run writes. All of it is on the disk before the first file takes its place; what has not taken its place when the run ends
/// leaves nothing behind. It keeps account of what was put in place, for the run that fails after that.
/// </summary>
/// <param name="standardOutput">What writes to standard output.</param>
internal sealed class Outputs(Func<Stream> standardOutput) : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<OutputFile> open = [];
    private readonly List<string> folders = [];
    private readonly List<string> placed = [];
    private readonly List<string> notes = [];
    private bool committed;
    private bool over;

    /// <summary>Whether files of other owners, and files that nobody may write, are replaced too.</summary>
    public bool Force { get; init; }

    /// <summary>Whether the summary is a JSON document on standard output, which then takes nothing else.</summary>
    public bool Json { get; init; }

    /// <summary>Whether an output goes to standard output, so that the summary cannot.</summary>
    public bool TakeStandardOutput { get; private set; }

    /// <summary>What was put in its place.</summary>
    public IReadOnlyList<string> Placed => placed;

    /// <summary>What the user is to know whatever becomes of the run.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Whether a path is standard output: «-», /dev/stdout and the like.</summary>
    public static bool IsStandardOutput(string path) => OutputFile.IsStandardOutput(path);

    /// <summary>A stream that writes to a descriptor of the process.</summary>
    public static Stream OfDescriptor(int descriptor) => new DescriptorStream(descriptor);

    /// <summary>Adds to what the user is to know.</summary>
    internal void Note(string text) => notes.Add(text);

    /// <summary>Opens a place.</summary>
    /// <param name="path">A path, or «-».</param>
    /// <param name="readAgain">Whether what was written is read again before it takes its place.</param>
    /// <exception cref="ConfigException">It cannot be written.</exception>
    internal OutputFile Open(string path, bool readAgain = false)
    {
        var isStandardOutput = OutputPlaces.IsOnStandardOutput(path);
        if (isStandardOutput && Json)
            throw new ConfigException("--json", $"{path} and the JSON document both on standard output", "one of them", "Name an OUTPUT file.");
        // Nothing is locked meanwhile: a pipe opens when its reader comes.
        var file = OutputFile.Open(path, standardOutput, Force, readAgain);
        lock (gate)
        {
            TakeStandardOutput |= isStandardOutput;
            open.Add(file);
            if (over)
                Clear();
            else if (file is AtomicFile { Leftovers: var leftovers })
                notes.AddRange([
                    .. leftovers.Removed.Select(left => $"removed {left}, which a run that was killed had left behind"),
                    .. leftovers.Left.Select(left => $"{left} seems left behind by a run that was killed; on a network drive only you can tell: remove it")]);
        }
        return over ? throw new OperationCanceledException() : file;
    }

    /// <summary>Makes a folder; where the run fails, those that were made are gone again.</summary>
    /// <exception cref="ConfigException">It cannot be made.</exception>
    internal void MakeFolder(string directory)
    {
        for (var folder = Path.GetFullPath(directory); folder is not null && !Path.Exists(folder); folder = Path.GetDirectoryName(folder))
            folders.Add(folder);
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException($"--out {directory}", File.Exists(directory) ? "a file" : error.Message,
                "a directory that can be made and written to", cause: error);
        }
    }

    /// <summary>Puts all in their places, or none. Between the renames alone a kill can leave some.</summary>
    /// <param name="cancel">Heard until the first rename.</param>
    /// <param name="outputs">In the order in which they take their places.</param>
    /// <exception cref="IOException">They cannot be written; nothing has changed.</exception>
    /// <exception cref="ConfigException">One could not be renamed: it says what has changed.</exception>
    internal void Commit(CancellationToken cancel, params IEnumerable<IOutput?> outputs)
    {
        var all = outputs.OfType<IOutput>().ToList();
        all.ForEach(output => output.Finish());
        // Pipes may wait for their reader; nothing is renamed, and nothing is locked, while they do.
        foreach (var output in all.Where(output => output.File is not AtomicFile))
            Place(output.File, all);
        lock (gate)
        {
            if (over)
                throw new OperationCanceledException(cancel);
            cancel.ThrowIfCancellationRequested();
            var files = all.Select(output => output.File).OfType<AtomicFile>().ToList();
            files.ForEach(file => Place(file, all));
            committed = true;
            foreach (var folder in files.Select(file => file.Folder).Distinct(StringComparer.Ordinal))
                FlushFolder(folder);
        }
    }

    /// <summary>Clears away what is open, for a run that does not end. Where it has put its files in place by now, they stay: false.</summary>
    public bool Abandon()
    {
        lock (gate)
        {
            over = !committed;
            if (over)
                Clear();
            return over;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
            Clear();
    }

    private void Clear()
    {
        open.ForEach(file => file.Dispose());
        open.Clear();
        foreach (var folder in committed ? [] : folders.Where(Directory.Exists).TakeWhile(folder => !Directory.EnumerateFileSystemEntries(folder).Any()))
            Directory.Delete(folder);
    }

    private void Place(OutputFile file, List<IOutput> all)
    {
        try
        {
            file.Place();
            placed.Add(file.Path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException(file.Path, error.Message, "a place that can be written to",
                $"{(placed.Count == 0 ? "Nothing was replaced" : $"In place already: {string.Join(", ", placed)}")}; as before: "
                + $"{string.Join(", ", all.Select(output => output.File.Path).Except(placed, StringComparer.Ordinal))}.", error);
        }
    }

    /// <summary>A name is on the disk when its folder is. Not every file system has that; one that has it may fail.</summary>
    private void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Posix.Open(folder, 0);
        if (descriptor < 0)
            return;
        var failed = Posix.Flush(descriptor) != 0 ? Marshal.GetLastPInvokeError() : 0;
        _ = Posix.Close(descriptor);
        if (failed is Posix.InputOutputError or Posix.NoSpace || failed == Posix.OverQuota)
        {
            throw new ConfigException(folder,
                $"{Marshal.GetPInvokeErrorMessage(failed)}, when the new names were to be laid on the disk", "a disk that takes them",
                $"In place: {string.Join(", ", placed)}; after a power cut they may not be.");
        }
    }
}
