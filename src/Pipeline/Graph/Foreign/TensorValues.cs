using System.Runtime.InteropServices;
using Pipeline.Graph.Onnx.Schema;
using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Graph.Foreign;

/// <summary>The numbers of a tensor, whichever of the forms of ONNX's format they lie in (onnx.proto, TensorProto).</summary>
internal static class TensorValues
{
    /// <summary>Number of elements; null where a dimension is negative or the product is beyond 64 bits.</summary>
    public static long? Count(IEnumerable<long> dims)
    {
        long count = 1;
        foreach (var dim in dims)
        {
            if (dim < 0 || (dim > 0 && count > long.MaxValue / dim))
                return null;
            count *= dim;
        }
        return count;
    }

    /// <summary>Bytes that so many elements of a type take in raw form; null for texts and for types that nobody knows.</summary>
    public static long? Bytes(int type, long count) => Bits((DataType)type) is { } bits && count <= long.MaxValue / bits ? ((count * bits) + 7) / 8 : null;

    /// <summary>What a type is called in messages.</summary>
    public static string TypeName(int type) => (DataType)type switch
    {
        DataType.Undefined => "no type",
        DataType.Float => "float32",
        DataType.Double => "float64",
        DataType.Bfloat16 => "bfloat16",
        var known when Enum.IsDefined(known) => known.ToString().ToLowerInvariant(),
        _ => FormattableString.Invariant($"type {type}"),
    };

    /// <summary>What is wrong with a tensor whose data lies in the model; null where it is whole.</summary>
    public static (string Found, string Expected)? Flaw(TensorProto tensor)
    {
        if (Count(tensor.Dims) is not { } count)
            return ($"the shape [{string.Join(", ", tensor.Dims)}]", "dimensions of 0 or more that can be held");
        if (!Enum.IsDefined((DataType)tensor.DataType) || tensor.DataType == (int)DataType.Undefined)
            return (TypeName(tensor.DataType), "a type of ONNX's tensors");
        if (tensor.RawData.Length > 0)
        {
            return Bytes(tensor.DataType, count) is { } bytes && bytes != tensor.RawData.Length
                ? (FormattableString.Invariant($"{tensor.RawData.Length:N0} bytes"), FormattableString.Invariant($"{bytes:N0} for {count:N0} elements"))
                : null;
        }
        var typed = TypedCount(tensor);
        return typed is null || typed == count ? null
            : (FormattableString.Invariant($"{typed:N0} elements"), FormattableString.Invariant($"{count:N0}, as its shape has it"));
    }

    /// <summary>All elements as float64, which holds each of them but large int64; null for texts, complex numbers and types below 8 bits.</summary>
    public static double[]? Doubles(TensorProto tensor)
    {
        var raw = tensor.RawData.Span;
        return (DataType)tensor.DataType switch
        {
            DataType.Float when raw.Length > 0 => Each<float, double>(raw, value => value),
            DataType.Float => [.. tensor.FloatData.Select(value => (double)value)],
            DataType.Double when raw.Length > 0 => Each<double, double>(raw, value => value),
            DataType.Double => [.. tensor.DoubleData],
            DataType.Float16 when raw.Length > 0 => Each<ushort, double>(raw, value => (double)BitConverter.UInt16BitsToHalf(value)),
            DataType.Float16 => [.. tensor.Int32Data.Select(value => (double)BitConverter.UInt16BitsToHalf((ushort)value))],
            DataType.Bfloat16 when raw.Length > 0 => Each<ushort, double>(raw, value => BitConverter.Int32BitsToSingle(value << 16)),
            DataType.Bfloat16 => [.. tensor.Int32Data.Select(value => (double)BitConverter.Int32BitsToSingle(value << 16))],
            _ => Integers(tensor) is { } integers ? Array.ConvertAll(integers, value => (double)value) : null,
        };
    }

    /// <summary>All elements of a tensor of whole numbers or truth values; null for any other.</summary>
    public static long[]? Integers(TensorProto tensor)
    {
        var raw = tensor.RawData.Span;
        switch ((DataType)tensor.DataType)
        {
            case DataType.Int64:
                return raw.Length > 0 ? Each<long, long>(raw, value => value) : [.. tensor.Int64Data];
            case DataType.Uint64 or DataType.Uint32 when raw.Length == 0:
                return [.. tensor.Uint64Data.Select(value => unchecked((long)value))];
            case DataType.Uint64:
                return Each<ulong, long>(raw, value => unchecked((long)value));
            case DataType.Uint32:
                return Each<uint, long>(raw, value => value);
            case DataType.Int32 or DataType.Int16 or DataType.Uint16 or DataType.Int8 or DataType.Uint8 or DataType.Bool when raw.Length == 0:
                return [.. tensor.Int32Data.Select(value => (long)value)];
            case DataType.Int32:
                return Each<int, long>(raw, value => value);
            case DataType.Int16:
                return Each<short, long>(raw, value => value);
            case DataType.Uint16:
                return Each<ushort, long>(raw, value => value);
            case DataType.Int8:
                return Each<sbyte, long>(raw, value => value);
            case DataType.Uint8 or DataType.Bool:
                return Each<byte, long>(raw, value => value);
            default:
                return null;
        }
    }

    private static int? Bits(DataType type) => type switch
    {
        DataType.Double or DataType.Int64 or DataType.Uint64 or DataType.Complex64 => 64,
        DataType.Complex128 => 128,
        DataType.Float or DataType.Int32 or DataType.Uint32 => 32,
        DataType.Float16 or DataType.Bfloat16 or DataType.Int16 or DataType.Uint16 => 16,
        DataType.Int4 or DataType.Uint4 or DataType.Float4E2M1 => 4,
        DataType.String or DataType.Undefined => null,
        _ => Enum.IsDefined(type) ? 8 : null,
    };

    private static int? TypedCount(TensorProto tensor) => (DataType)tensor.DataType switch
    {
        DataType.Float => tensor.FloatData.Count,
        DataType.Complex64 => tensor.FloatData.Count / 2,
        DataType.Double => tensor.DoubleData.Count,
        DataType.Complex128 => tensor.DoubleData.Count / 2,
        DataType.Int64 => tensor.Int64Data.Count,
        DataType.Uint32 or DataType.Uint64 => tensor.Uint64Data.Count,
        DataType.String => tensor.StringData.Count,
        // Several of them share an element of int32_data.
        DataType.Int4 or DataType.Uint4 or DataType.Float4E2M1 => null,
        _ => tensor.Int32Data.Count,
    };

    private static TTo[] Each<TFrom, TTo>(ReadOnlySpan<byte> raw, Func<TFrom, TTo> convert)
        where TFrom : unmanaged
    {
        var size = Marshal.SizeOf<TFrom>();
        var values = new TTo[raw.Length / size];
        // The data is little-endian, as this program's machines are.
        for (var i = 0; i < values.Length; i++)
            values[i] = convert(MemoryMarshal.Read<TFrom>(raw.Slice(i * size, size)));
        return values;
    }
}
