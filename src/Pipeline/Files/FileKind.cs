namespace Pipeline.Files;

/// <summary>What a path leads to.</summary>
internal enum FileKind
{
    Regular,
    Directory,
    Pipe,
    Socket,
    CharacterDevice,
    BlockDevice,
}
