using Pipeline.Graph.Onnx.Schema;
using Pipeline.Model.Problems;

namespace Pipeline.Graph.Foreign;

/// <summary>Whether every name that a model uses is given once, and before it is used.</summary>
/// <param name="file">The model's file, for messages.</param>
internal sealed class ModelWiring(string file)
{
    private readonly List<Problem> problems = [];

    /// <summary>What is wrong; empty where all is well.</summary>
    public IReadOnlyList<Problem> Look(ModelProto model)
    {
        Look(model.Graph, "", new HashSet<string>());
        foreach (var function in model.Functions)
        {
            var known = new HashSet<string>(function.Input, StringComparer.Ordinal);
            Look(function.Node, $"function {DataText.Name(function.Name)}, ", known);
            foreach (var output in function.Output.Where(output => !known.Contains(output)))
                Add($"function {DataText.Name(function.Name)}, output {DataText.Name(output)}", "nothing that gives it", "a node");
        }
        return problems;
    }

    private void Look(GraphProto graph, string within, HashSet<string> outer)
    {
        var known = new HashSet<string>(outer, StringComparer.Ordinal);
        known.UnionWith(graph.Input.Select(input => input.Name));
        known.UnionWith(graph.Initializer.Select(tensor => tensor.Name));
        known.UnionWith(graph.SparseInitializer.Select(sparse => sparse.Values?.Name ?? ""));
        Look(graph.Node, within, known);
        foreach (var output in graph.Output.Where(output => !known.Contains(output.Name)))
            Add($"{within}output {DataText.Name(output.Name)}", "nothing that gives it", "a node");
    }

    private void Look(IEnumerable<NodeProto> nodes, string within, HashSet<string> known)
    {
        foreach (var (index, proto) in nodes.Index())
        {
            var where = FormattableString.Invariant($"{within}node {index} {DataText.Name(proto.Name)} ({proto.OpType})");
            foreach (var input in proto.Input.Where(input => input.Length > 0 && !known.Contains(input)))
                Add($"{where}, input {DataText.Name(input)}", "nothing before it that gives it", "an input, an initializer or an earlier node");
            foreach (var attribute in proto.Attribute)
            {
                foreach (var graph in ModelWalk.Graphs(attribute))
                    Look(graph, $"{where}, {attribute.Name}, ", known);
            }
            foreach (var output in proto.Output.Where(output => output.Length > 0 && !known.Add(output)))
                Add($"{where}, output {DataText.Name(output)}", "a name that is given already", "one of its own");
        }
    }

    private void Add(string where, string found, string expected) =>
        problems.Add(new Problem($"{file}, {where}", found, expected, problems.Count == 0
            ? "The file is damaged, or its exporter has a bug: export it once more." : ""));
}
