using Pipeline.Graph.Onnx.Schema;

namespace Pipeline.Graph.Foreign;

/// <summary>An input or output of a foreign model, as it declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Type of its elements, a number of TensorProto.DataType; 0 where it is no tensor or says none.</param>
/// <param name="Kind">tensor, sparse tensor, sequence or map; empty where nothing is said.</param>
/// <param name="Shape">Its dimensions, null for one that is free; null where no shape is said.</param>
internal sealed record ForeignValue(string Name, int Type, string Kind, IReadOnlyList<long?>? Shape)
{
    /// <summary>From how the format says it.</summary>
    public static ForeignValue Of(ValueInfoProto value)
    {
        var type = value.Type ?? new TypeProto();
        var kind = type.ValueCase switch
        {
            TypeProto.ValueOneofCase.TensorType => "tensor",
            TypeProto.ValueOneofCase.SparseTensorType => "sparse tensor",
            TypeProto.ValueOneofCase.SequenceType => "sequence",
            TypeProto.ValueOneofCase.MapType => "map",
            _ => "",
        };
        var shape = type.TensorType?.Shape?.Dim.Select(dim =>
            dim.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue ? dim.DimValue : (long?)null).ToList();
        return new ForeignValue(value.Name, type.TensorType?.ElemType ?? 0, kind, shape);
    }

    /// <summary>Type and shape, as messages have it: float32 [?, 30].</summary>
    public override string ToString() => Kind.Length == 0 ? "of no type" : Kind != "tensor" ? Kind : $"{TensorValues.TypeName(Type)} {ShapeText}";

    private string ShapeText => Shape is null ? "of any shape" : $"[{string.Join(", ", Shape.Select(Size))}]";

    private static string Size(long? size) => size is { } known ? FormattableString.Invariant($"{known}") : "?";
}
