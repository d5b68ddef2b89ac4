using Microsoft.Win32.SafeHandles;
using Pipeline.Files;

namespace Pipeline.Commands;

/// <summary>What the caller has tied to standard input.</summary>
internal static class StandardInput
{
    /// <summary>A file, as in <c>&lt; FILE</c>, is read as the file that it is: it has a length that it is held to. Anything else is a stream.</summary>
    /// <param name="stream">Opens it as a stream.</param>
    public static Stream Open(Func<Stream> stream) =>
        FileStatus.OfDescriptor(Descriptors.StandardInput) is { Kind: FileKind.Regular }
            ? new FileStream(new SafeFileHandle(Descriptors.StandardInput, ownsHandle: false), FileAccess.Read, 1)
            : stream();
}
