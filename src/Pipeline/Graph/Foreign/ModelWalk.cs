using Pipeline.Graph.Onnx.Schema;

namespace Pipeline.Graph.Foreign;

/// <summary>Goes through everything that a model holds: its graph, the graphs inside its nodes, the functions it defines.</summary>
internal static class ModelWalk
{
    /// <summary>Every node, each before the nodes of the graphs that it holds.</summary>
    public static IEnumerable<ForeignNode> Nodes(ModelProto model)
    {
        var opsets = Opsets(model.OpsetImport);
        var main = new ForeignScope(model.Graph, null);
        foreach (var node in Nodes(model.Graph.Node, "", opsets, main))
            yield return node;
        foreach (var function in model.Functions)
        {
            var scope = new ForeignScope(function);
            foreach (var node in Nodes(function.Node, $"function '{function.Name}', ", Opsets(function.OpsetImport), scope))
                yield return node;
        }
    }

    /// <summary>Every tensor with what it is called: initializers, and the values of attributes.</summary>
    public static IEnumerable<(TensorProto Tensor, string Where)> Tensors(ModelProto model)
    {
        foreach (var tensor in Tensors(model.Graph))
            yield return (tensor, $"initializer '{tensor.Name}'");
        foreach (var node in Nodes(model))
        {
            foreach (var attribute in node.Proto.Attribute)
            {
                IEnumerable<TensorProto?> own = [attribute.T, .. attribute.Tensors, attribute.SparseTensor?.Values, attribute.SparseTensor?.Indices];
                foreach (var tensor in own.OfType<TensorProto>())
                    yield return (tensor, $"{node.Where}, attribute '{attribute.Name}'");
                foreach (var tensor in Graphs(attribute).SelectMany(Tensors))
                    yield return (tensor, $"{node.Where}, initializer '{tensor.Name}'");
            }
        }
    }

    /// <summary>The graphs that an attribute holds.</summary>
    public static IEnumerable<GraphProto> Graphs(AttributeProto attribute) => attribute.G is { } graph ? [graph, .. attribute.Graphs] : attribute.Graphs;

    /// <summary>Version of each operator set; of one that is named twice the later.</summary>
    public static Dictionary<string, long> Opsets(IEnumerable<OperatorSetIdProto> imports)
    {
        var opsets = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var import in imports)
        {
            var domain = Domain(import.Domain);
            opsets[domain] = Math.Max(import.Version, opsets.GetValueOrDefault(domain));
        }
        return opsets;
    }

    /// <summary>A domain as this program writes it: that of ONNX itself has two names, of which the empty one is the usual.</summary>
    public static string Domain(string domain) => domain == "ai.onnx" ? "" : domain;

    private static IEnumerable<TensorProto> Tensors(GraphProto graph) =>
        [.. graph.Initializer, .. graph.SparseInitializer.SelectMany(sparse => (TensorProto?[])[sparse.Values, sparse.Indices]).OfType<TensorProto>()];

    private static IEnumerable<ForeignNode> Nodes(IEnumerable<NodeProto> nodes, string within, IReadOnlyDictionary<string, long> opsets, ForeignScope scope)
    {
        foreach (var (index, proto) in nodes.Index())
        {
            var node = new ForeignNode(proto, index, within, opsets.GetValueOrDefault(Domain(proto.Domain)), scope);
            yield return node;
            foreach (var attribute in proto.Attribute)
            {
                foreach (var graph in Graphs(attribute))
                {
                    foreach (var inner in Nodes(graph.Node, $"{node.Where}, {attribute.Name}, ", opsets, new ForeignScope(graph, scope)))
                        yield return inner;
                }
            }
        }
    }
}
