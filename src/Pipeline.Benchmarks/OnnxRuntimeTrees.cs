using System.Runtime.InteropServices;
using Google.Protobuf;
using Pipeline.Graph;
using Pipeline.Graph.Onnx.Schema;
using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;
using static Pipeline.Graph.Onnx.Schema.TypeProto.Types;

namespace Pipeline.Benchmarks;

/// <summary>An ensemble as ONNX Runtime's own tree operator takes it: TreeEnsembleRegressor of ai.onnx.ml 3 over doubles, which gives the same sums.</summary>
internal static class OnnxRuntimeTrees
{
    public static byte[] Model(IReadOnlyList<Tree> trees, int columns)
    {
        var (treeOf, nodeOf, feature, mode, value, yes, no) = (new List<long>(), new List<long>(), new List<long>(), new List<string>(), new List<double>(),
            new List<long>(), new List<long>());
        var (leafTree, leafNode, weight) = (new List<long>(), new List<long>(), new List<double>());
        foreach (var (t, tree) in trees.Index())
        {
            var inner = tree.Slots.Length;
            long Place(int node) => node >= 0 ? node : inner + ~node;
            for (var node = 0; node < inner + tree.Leaves.Length; node++)
            {
                var isLeaf = node >= inner;
                treeOf.Add(t);
                nodeOf.Add(node);
                feature.Add(isLeaf ? 0 : tree.Slots[node]);
                mode.Add(isLeaf ? "LEAF" : "BRANCH_LEQ");
                value.Add(isLeaf ? 0 : tree.Thresholds[node]);
                yes.Add(isLeaf ? 0 : Place(tree.Left[node]));
                no.Add(isLeaf ? 0 : Place(tree.Right[node]));
                if (!isLeaf)
                    continue;
                leafTree.Add(t);
                leafNode.Add(node);
                weight.Add(tree.Leaves[node - inner]);
            }
        }
        var ensemble = new NodeProto { OpType = "TreeEnsembleRegressor", Domain = "ai.onnx.ml", Input = { "x" }, Output = { "Score" } };
        ensemble.Attribute.Add(
        [
            new AttributeProto { Name = "n_targets", I = 1, Type = AttributeProto.Types.AttributeType.Int },
            Integers("nodes_treeids", treeOf), Integers("nodes_nodeids", nodeOf), Integers("nodes_featureids", feature), Integers("nodes_truenodeids", yes),
                Integers("nodes_falsenodeids", no),
            new AttributeProto { Name = "nodes_modes", Strings = { mode.Select(ByteString.CopyFromUtf8) }, Type = AttributeProto.Types.AttributeType.Strings },
            Doubles("nodes_values_as_tensor", value),
            Integers("target_treeids", leafTree), Integers("target_nodeids", leafNode), Integers("target_ids", [.. leafTree.Select(_ => 0L)]),
                Doubles("target_weights_as_tensor", weight),
        ]);
        var cast = new NodeProto
        {
            OpType = "Cast",
            Input = { "features" },
            Output = { "x" },
            Attribute = { new AttributeProto { Name = "to", I = (long)DataType.Double, Type = AttributeProto.Types.AttributeType.Int } }
        };
        var graph = new GraphProto
        {
            Name = "trees",
            Node = { cast, ensemble },
            Input = { Value("features", DataType.Float, columns) },
            Output = { Value("Score", DataType.Float, 1) }
        };
        return new ModelProto
        {
            IrVersion = 10,
            Graph = graph,
            OpsetImport = { new OperatorSetIdProto { Version = 21 }, new OperatorSetIdProto { Domain = "ai.onnx.ml", Version = 3 } },
        }.ToByteArray();
    }

    private static AttributeProto Integers(string name, List<long> values) =>
        new() { Name = name, Ints = { values }, Type = AttributeProto.Types.AttributeType.Ints };

    /// <summary>Our schema leaves tensors as attributes out; as an unknown field it carries them all the same.</summary>
    private static AttributeProto Doubles(string name, List<double> values)
    {
        var tensor = new TensorProto
        {
            DataType = (int)DataType.Double,
            Dims = { values.Count },
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(values)))
        };
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Tensor };
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            output.WriteTag(5, WireFormat.WireType.LengthDelimited);
            output.WriteMessage(tensor);
        }
        attribute.MergeFrom(bytes.ToArray());
        return attribute;
    }

    internal static ValueInfoProto Value(string name, DataType type, int columns) => new()
    {
        Name = name,
        Type = new TypeProto
        {
            TensorType = new Tensor
            {
                ElemType = (int)type,
                Shape = new TensorShapeProto
                {
                    Dim = { new TensorShapeProto.Types.Dimension { DimParam = "N" },
                    new TensorShapeProto.Types.Dimension { DimValue = columns } }
                },
            },
        },
    };
}
