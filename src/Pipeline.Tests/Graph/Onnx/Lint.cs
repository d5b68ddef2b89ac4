using System.Runtime.InteropServices;
using NUnit.Framework;
using Pipeline.Graph.Onnx;
using Pipeline.Graph.Onnx.Schema;
using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Tests.Graph.Onnx;

/// <summary>Looks at every node of an ONNX model: its operator, its domain, and the type of what it works on.</summary>
internal static class Lint
{
    /// <summary>The operators of a model that are not of core ai.onnx or not allowed at all.</summary>
    public static IReadOnlyList<string> Foreign(ModelProto model) =>
        [.. model.Graph.Node.Where(node => node.Domain.Length > 0 || !ExactOperators.Names.Contains(node.OpType)).Select(node => $"{node.Domain}:{node.OpType}")
            .Distinct()];

    /// <summary>The operators on types for which they are not allowed.</summary>
    public static IReadOnlyList<string> WrongTypes(ModelProto model)
    {
        var types = model.Graph.Input.Concat(model.Graph.ValueInfo).ToDictionary(value => value.Name, value => (DataType)value.Type.TensorType.ElemType);
        foreach (var constant in model.Graph.Initializer)
            types.Add(constant.Name, (DataType)constant.DataType);
        return [.. model.Graph.Node.Select(node => (node.OpType, Type: types[node.Input[node.OpType == "Where" ? 1 : 0]]))
            .Where(node => !ExactOperators.Allow(node.OpType, node.Type)).Select(node => $"{node.OpType} of {node.Type}").Distinct()];
    }

    /// <summary>The constants that no node takes.</summary>
    public static IReadOnlyList<string> Unused(ModelProto model) =>
        [.. model.Graph.Initializer.Select(constant => constant.Name).Except(model.Graph.Node.SelectMany(node => node.Input))];

    /// <summary>Splits and Concats with more parts than an address each as an argument, or with parts of several sizes.</summary>
    public static IReadOnlyList<string> TooManyParts(ModelProto model)
    {
        var constants = model.Graph.Initializer.ToDictionary(constant => constant.Name);
        bool Even(NodeProto split) => MemoryMarshal.Cast<byte, long>(constants[split.Input[1]].RawData.Span).ToArray().Distinct().Count() == 1;
        return [.. model.Graph.Node.Where(node => (node.OpType == "Split" && (node.Output.Count > ExactOperators.MostParts || !Even(node)))
            || (node.OpType == "Concat" && node.Input.Count > ExactOperators.MostParts)).Select(node => node.Name)];
    }

    /// <summary>
    /// The CumSums that are not held to single additions: what one gives may go nowhere but into an Add with its own terms and, a place
    /// further, into a comparison with that Add; or it sums what such a comparison chose, zeros and NaN, which have one sum in any order.
    /// </summary>
    public static IReadOnlyList<string> UncheckedScans(ModelProto model)
    {
        var makers = model.Graph.Node.SelectMany(node => node.Output.Select(output => (output, node)))
            .ToDictionary(pair => pair.output, pair => pair.node, StringComparer.Ordinal);
        NodeProto? Maker(string name) => makers.GetValueOrDefault(name);
        NodeProto[] Users(NodeProto node) => [.. model.Graph.Node.Where(user => user.Input.Contains(node.Output[0]))];
        bool IsChecked(NodeProto scan)
        {
            if (Users(scan) is not [{ OpType: "Add" } add, { OpType: "Slice" } later] || !add.Input.Contains(scan.Input[0]))
                return false;
            return Users(later) is [{ OpType: "Equal" } same] && Maker(same.Input[1]) is { OpType: "Slice" } sums && sums.Input[0] == add.Output[0]
                && Users(same) is [{ OpType: "Where" } doubt] && Users(doubt) is [{ OpType: "CumSum" } doubts] && Users(doubts) is [{ OpType: "Slice" } last]
                && Users(last) is [{ OpType: "Add" } answer] && Maker(answer.Input[0]) is { OpType: "Slice" } taken && taken.Input[0] == add.Output[0];
        }
        bool IsConstant(string name, double value) =>
            model.Graph.Initializer.FirstOrDefault(constant => constant.Name == name) is { Dims.Count: 0 } scalar
                && BitConverter.ToDouble(scalar.RawData.Span).Equals(value);
        bool SumsDoubts(NodeProto scan) =>
            Maker(scan.Input[0]) is { OpType: "Where" } doubt && IsConstant(doubt.Input[1], 0) && IsConstant(doubt.Input[2], double.NaN);
        return [.. model.Graph.Node.Where(node => node.OpType == "CumSum" && !SumsDoubts(node) && !IsChecked(node)).Select(node => node.Name)];
    }

    public static void AssertExact(ModelProto model)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Unused(model), Is.Empty);
            Assert.That(Foreign(model), Is.Empty);
            Assert.That(WrongTypes(model), Is.Empty);
            Assert.That(TooManyParts(model), Is.Empty);
            Assert.That(UncheckedScans(model), Is.Empty);
            Assert.That(model.OpsetImport.Select(opset => (opset.Domain, opset.Version)), Is.EqualTo([("", 21L)]));
            Assert.That(model.IrVersion, Is.EqualTo(10));
        }
    }
}
