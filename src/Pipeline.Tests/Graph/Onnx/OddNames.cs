using Pipeline.Model;

namespace Pipeline.Tests.Graph.Onnx;

/// <summary>Column names and classes that a table may have, and a graph might trip over: its own names, spaces, letters of other alphabets.</summary>
internal static class OddNames
{
    private static readonly string[] odd = ["c0", "c1_", "v0_0", "v1_0", "N", "monthly charges ($)", "ÿ€", "features", "c0_", "a\"b\n"];

    /// <summary>A signature with such names, in the same shape.</summary>
    public static ModelSignature In(ModelSignature signature) => signature with
    {
        Numeric = [.. signature.Numeric.Select((column, i) => column with { Name = odd[i] })],
        Categorical = [.. signature.Categorical.Select((_, i) => odd[signature.Numeric.Count + i])],
        Classes = [.. signature.Classes.Select((text, i) => i == 0 ? "ja, „ÿ€\"" : text)],
        Missing = MissingTexts.Everywhere(["NA", "", "?"]),
    };
}
