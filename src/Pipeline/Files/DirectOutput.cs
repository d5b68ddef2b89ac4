namespace Pipeline.Files;

/// <summary>
/// A pipe, a device or a descriptor: what is written is out. Bytes that are to be read again first wait in a temporary file, as nothing can
/// be read back here.
/// </summary>
internal sealed class DirectOutput : OutputFile
{
    private readonly Stream target;
    private readonly bool leaveOpen;
    private readonly FileStream? waiting;

    public DirectOutput(string path, Stream target, bool leaveOpen, bool readAgain)
        : base(path)
    {
        this.target = target;
        this.leaveOpen = leaveOpen;
        if (readAgain)
        {
            var temporary = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"pipeline-{System.IO.Path.GetRandomFileName()}.tmp");
            waiting = OpenStream(path, temporary, FileMode.CreateNew, FileShare.Read);
        }
    }

    public override Stream Stream => waiting ?? target;

    public override string? Temporary => waiting?.Name;

    public override void Finish()
    {
        if (waiting is null)
            target.Flush();
        else
            waiting.Dispose();
    }

    /// <summary>What waited goes out; the reader of a pipe hears of the end.</summary>
    public override void Place()
    {
        if (waiting is not null)
        {
            using var bytes = File.OpenRead(waiting.Name);
            bytes.CopyTo(target);
            target.Flush();
        }
        if (!leaveOpen)
            target.Dispose();
    }

    public override void Dispose()
    {
        try
        {
            if (!leaveOpen)
                target.Dispose();
            waiting?.Dispose();
        }
        catch (IOException)
        {
            // What was not placed is not missed.
        }
        if (waiting is not null)
            File.Delete(waiting.Name);
    }
}
