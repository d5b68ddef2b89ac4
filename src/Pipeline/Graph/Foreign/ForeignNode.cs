using Pipeline.Graph.Onnx.Schema;
using Pipeline.Model.Problems;

namespace Pipeline.Graph.Foreign;

/// <summary>A node of a foreign model, with where it stands and what its names stand for.</summary>
/// <param name="Proto">The node.</param>
/// <param name="Index">Its place in its graph, from 0.</param>
/// <param name="Within">The node or function whose graph it is of, with a comma behind it; empty for the model's own.</param>
/// <param name="Opset">Version of its operator set; 0 where the model does not import it.</param>
/// <param name="Scope">What its names stand for.</param>
internal sealed record ForeignNode(NodeProto Proto, int Index, string Within, long Opset, ForeignScope Scope)
{
    /// <summary>The domain, empty for that of ONNX itself.</summary>
    public string Domain => ModelWalk.Domain(Proto.Domain);

    /// <summary>The operator, with its domain where that is not ONNX's own.</summary>
    public string Operator => Domain.Length == 0 ? Proto.OpType : $"{Domain}.{Proto.OpType}";

    /// <summary>Where it stands, as messages have it.</summary>
    public string Where => Proto.Name.Length == 0 ? FormattableString.Invariant($"{Within}node {Index} ({Operator})")
        : FormattableString.Invariant($"{Within}node {Index} {DataText.Name(Proto.Name)} ({Operator})");

    /// <summary>Whether it is an operator of ONNX itself with that name.</summary>
    public bool Is(string name) => Domain.Length == 0 && Proto.OpType == name;

    /// <summary>The name of an input; null where it is left out.</summary>
    public string? Input(int place) => place < Proto.Input.Count && Proto.Input[place].Length > 0 ? Proto.Input[place] : null;

    /// <summary>The constant at an input; null where it is left out or no constant.</summary>
    public TensorProto? Constant(int place) => Input(place) is { } name ? Scope.Constant(name) : null;

    public AttributeProto? Attribute(string name) => Proto.Attribute.FirstOrDefault(attribute => attribute.Name == name);

    public long Int(string name, long otherwise) => Attribute(name)?.I ?? otherwise;

    public float Float(string name, float otherwise) => Attribute(name)?.F ?? otherwise;

    public string Text(string name, string otherwise) => Attribute(name)?.S.ToStringUtf8() ?? otherwise;

    /// <summary>A list of whole numbers; null where there is no such attribute.</summary>
    public long[]? Ints(string name) => Attribute(name) is { } attribute ? [.. attribute.Ints] : null;

    /// <summary>A list of numbers, empty where there is no such attribute.</summary>
    public float[] Floats(string name) => Attribute(name) is { } attribute ? [.. attribute.Floats] : [];

    /// <summary>A finding at this node.</summary>
    public ForeignFinding Finding(FindingSeverity severity, string code, string place, string found, string expected, string remedy) =>
        new(severity, code, Where, place, found, expected, remedy) { Node = Proto.Name, Index = Index, Operator = Operator };
}
