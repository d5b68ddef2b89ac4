namespace Pipeline.Files;

/// <summary>Something that is written and takes its place together with others. Disposed before that, it leaves nothing behind.</summary>
internal interface IOutput : IDisposable
{
    /// <summary>Where it goes.</summary>
    OutputFile File { get; }

    /// <summary>Writes out what is left and lays it on the disk; nothing more may be written.</summary>
    void Finish();
}
