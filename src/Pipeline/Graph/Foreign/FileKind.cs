using System.Text;

namespace Pipeline.Graph.Foreign;

/// <summary>What a file is, told by its first bytes, that somebody may take for an ONNX model.</summary>
internal static class FileKind
{
    private const string Export = "Export the model to ONNX in the program that trained it.";

    /// <summary>What the file is instead and what to do; null where nothing speaks against an ONNX model.</summary>
    /// <param name="bytes">The file.</param>
    public static (string Found, string Remedy)? Other(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return ("an empty file", "Copy or export it once more.");
        if (bytes.StartsWith("version https://git-lfs"u8))
            return ("a pointer of Git LFS, not the file itself", "Fetch the file: git lfs pull.");
        if (bytes.StartsWith("PK\u0003\u0004"u8))
            return ("a zip, as PyTorch, Keras and this program save models", Export);
        if (bytes.StartsWith((byte[])[0x1f, 0x8b]))
            return ("a file packed by gzip", "Unpack it.");
        if (bytes.StartsWith((byte[])[0x80, 2]) || bytes.StartsWith((byte[])[0x80, 3]) || bytes.StartsWith((byte[])[0x80, 4]) || bytes.StartsWith((byte[])[0x80,
            5]))
            return ("a pickle of Python", Export);
        if (bytes.StartsWith((byte[])[0x89, (byte)'H', (byte)'D', (byte)'F']))
            return ("HDF5, as Keras saves models", Export);
        if (bytes.Length >= 8 && bytes[4..8].SequenceEqual("ORTM"u8))
            return ("a model in ONNX Runtime's own format", "Use the .onnx file that it was made from.");
        var start = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 64)]).TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        return start switch
        {
            ['<', ..] => ("XML or HTML", "Fetch the file itself: what a site shows of it is a page."),
            ['{', ..] or ['[', ..] => ("JSON", Export),
            _ => start.StartsWith("tree\n", StringComparison.Ordinal) ? ("a model in LightGBM's own text", Export) : null,
        };
    }
}
