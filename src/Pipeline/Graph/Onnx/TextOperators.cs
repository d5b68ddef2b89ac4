using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Graph.Onnx;

/// <summary>
/// The operators on texts that an exported graph holds beside those of <see cref="ExactOperators"/>: from a category's text to its
/// number, and from the number of the predicted class to its text. They touch no score, so they leave exactness alone; none has a
/// CUDA kernel, so the graphs of this program's own sessions have no texts.
/// </summary>
internal static class TextOperators
{
    /// <summary>The one operator that core ai.onnx lacks; a runtime looks it up by a hash, however many categories there are.</summary>
    public const string LabelEncoder = "LabelEncoder";

    /// <summary>The domain of <see cref="LabelEncoder"/>.</summary>
    public const string Domain = "ai.onnx.ml";

    /// <summary>Version of that domain's operator set, that which came with core opset 21.</summary>
    public const int Opset = 5;

    /// <summary>Whether an exported graph may hold an operator whose data is of a type.</summary>
    public static bool Allow(string op, DataType type) => type == DataType.String && op is LabelEncoder or "Gather" or "Identity";
}
