using Pipeline.Graph.Onnx.Schema;

namespace Pipeline.Graph.Foreign;

/// <summary>What the names in a graph stand for: its own, and where it lies inside a node those around it.</summary>
internal sealed class ForeignScope
{
    private readonly ForeignScope? outer;
    private readonly Dictionary<string, TensorProto> constants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NodeProto> makers = new(StringComparer.Ordinal);
    private readonly HashSet<string> inputs = new(StringComparer.Ordinal);

    /// <summary>The names of a graph; an initializer that is an input too is taken as the constant that it is unless somebody overrides it.</summary>
    public ForeignScope(GraphProto graph, ForeignScope? outer)
    {
        this.outer = outer;
        inputs.UnionWith(graph.Input.Select(input => input.Name));
        foreach (var tensor in graph.Initializer)
            constants.TryAdd(tensor.Name, tensor);
        Add(graph.Node);
    }

    /// <summary>The names of a function.</summary>
    public ForeignScope(FunctionProto function)
    {
        inputs.UnionWith(function.Input);
        Add(function.Node);
    }

    /// <summary>The constant that a name stands for: an initializer, what a Constant gives, or either of them handed on by Identity.</summary>
    public TensorProto? Constant(string name) => constants.GetValueOrDefault(name) ?? (Knows(name) ? null : outer?.Constant(name));

    /// <summary>The node that gives a name; null for inputs and initializers.</summary>
    public NodeProto? Maker(string name) => makers.GetValueOrDefault(name) ?? (Knows(name) ? null : outer?.Maker(name));

    /// <summary>Whether a name is that of an input, of this graph or one around it.</summary>
    public bool IsInput(string name) => inputs.Contains(name) || (!Knows(name) && outer?.IsInput(name) == true);

    private bool Knows(string name) => constants.ContainsKey(name) || makers.ContainsKey(name) || inputs.Contains(name);

    private void Add(IEnumerable<NodeProto> nodes)
    {
        foreach (var node in nodes)
        {
            foreach (var output in node.Output.Where(output => output.Length > 0))
                makers.TryAdd(output, node);
            var value = node switch
            {
                { OpType: "Constant", Domain: "" or "ai.onnx", Attribute: [var attribute] } => Value(attribute),
                { OpType: "Identity", Domain: "" or "ai.onnx", Input: [var input] } => Constant(input),
                _ => null,
            };
            if (value is not null && node.Output is [{ Length: > 0 } name])
                constants.TryAdd(name, value);
        }
    }

    /// <summary>The tensor of a Constant, which may stand as a plain number or a list of numbers too.</summary>
    private static TensorProto? Value(AttributeProto attribute) => attribute.Name switch
    {
        "value" => attribute.T,
        "value_float" => new TensorProto { DataType = (int)TensorProto.Types.DataType.Float, FloatData = { attribute.F } },
        "value_floats" => new TensorProto
        { DataType = (int)TensorProto.Types.DataType.Float, Dims = { attribute.Floats.Count }, FloatData = { attribute.Floats } },
        "value_int" => new TensorProto { DataType = (int)TensorProto.Types.DataType.Int64, Int64Data = { attribute.I } },
        "value_ints" => new TensorProto
        { DataType = (int)TensorProto.Types.DataType.Int64, Dims = { attribute.Ints.Count }, Int64Data = { attribute.Ints } },
        _ => null,
    };
}
