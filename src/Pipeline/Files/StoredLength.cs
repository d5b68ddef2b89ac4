using System.Globalization;
using Pipeline.Model.Problems;

namespace Pipeline.Files;

/// <summary>
/// How long a file was when it was opened. One that another program writes meanwhile has another length at its end; the rows that were
/// read of it are some of those that it holds.
/// </summary>
internal sealed class StoredLength(FileStream file)
{
    // Standard input may be a file of which others have read the beginning.
    private readonly long start = file.Position;
    private readonly long opened = file.Length - file.Position;

    /// <summary>Makes sure that what was read, and what there is now, is as long as it was.</summary>
    /// <exception cref="DataException">It is not.</exception>
    public void Require(long read, string name)
    {
        var now = file.Length - start;
        // What has no length of its own, such as a device or a file of /proc, gives bytes none the less.
        if (now == opened && (read == opened || opened == 0))
            return;
        var atEnd = read == opened ? now : read;
        throw new DataException(name, string.Create(CultureInfo.InvariantCulture, $"{opened:N0} bytes when it was opened and {atEnd:N0} at its end"),
            "a file that stays as it is while it is read", "Wait until it is written, or read a copy.");
    }
}
