using System.Collections.ObjectModel;

namespace Pipeline.Files;

/// <summary>The files that a run reads, in order.</summary>
/// <param name="files">The files.</param>
/// <param name="hidden">Those that were left out.</param>
internal sealed class InputFileList(IList<InputFile> files, IReadOnlyList<string> hidden) : ReadOnlyCollection<InputFile>(files)
{
    /// <summary>Hidden tables that a directory or a glob would mean too, and that were left out.</summary>
    public IReadOnlyList<string> Hidden => hidden;
}
