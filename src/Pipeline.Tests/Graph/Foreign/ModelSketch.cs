using Google.Protobuf;
using Pipeline.Graph.Foreign;
using Pipeline.Graph.Onnx.Schema;
using static Pipeline.Graph.Onnx.Schema.AttributeProto.Types;
using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Tests.Graph.Foreign;

/// <summary>A small model, put together node by node; from input x to output y, each [rows, 4] unless a test says otherwise.</summary>
internal sealed class ModelSketch
{
    public ModelSketch(long opset = 17, long ir = 8)
    {
        Proto = new ModelProto { IrVersion = ir, Graph = new GraphProto { Name = "sketch" }, OpsetImport = { new OperatorSetIdProto { Version = opset } } };
    }

    public ModelProto Proto { get; }

    public ForeignModel Model
    {
        get
        {
            if (Proto.Graph.Input.Count == 0)
                Input("x", 0, 4);
            if (Proto.Graph.Output.Count == 0)
                Output("y", 0, 4);
            return ForeignModel.Of(Proto, "sketch.onnx");
        }
    }

    /// <summary>A value of float32; a size of 0 is free.</summary>
    public static ValueInfoProto Value(string name, params long[] sizes) => new()
    {
        Name = name,
        Type = new TypeProto
        {
            TensorType = new TypeProto.Types.Tensor
            {
                ElemType = (int)DataType.Float,
                Shape = new TensorShapeProto
                {
                    Dim =
                    {
                        sizes.Select(size => size == 0 ? new TensorShapeProto.Types.Dimension { DimParam = "n" }
                            : new TensorShapeProto.Types.Dimension { DimValue = size }),
                    },
                },
            },
        },
    };

    public ModelSketch Input(string name, params long[] sizes)
    {
        Proto.Graph.Input.Add(Value(name, sizes));
        return this;
    }

    public ModelSketch Output(string name, params long[] sizes)
    {
        Proto.Graph.Output.Add(Value(name, sizes));
        return this;
    }

    /// <summary>A node with the inputs and outputs that are named, separated by spaces; _ is one that is left out.</summary>
    public ModelSketch Node(string op, string inputs, string outputs, params (string Name, object Value)[] attributes)
    {
        var node = Make(op, inputs, outputs, attributes);
        // ONNX Runtime takes no name twice.
        if (Proto.Graph.Node.Count(other => other.OpType == node.OpType) is > 0 and var before)
            node.Name += FormattableString.Invariant($"{before + 1}");
        Proto.Graph.Node.Add(node);
        return this;
    }

    public ModelSketch Floats(string name, long[] dims, params float[] values)
    {
        Proto.Graph.Initializer.Add(new TensorProto { Name = name, DataType = (int)DataType.Float, Dims = { dims }, FloatData = { values } });
        return this;
    }

    public ModelSketch Longs(string name, params long[] values)
    {
        Proto.Graph.Initializer.Add(new TensorProto { Name = name, DataType = (int)DataType.Int64, Dims = { values.Length }, Int64Data = { values } });
        return this;
    }

    public ModelSketch Truth(string name, bool value)
    {
        Proto.Graph.Initializer.Add(new TensorProto { Name = name, DataType = (int)DataType.Bool, Int32Data = { value ? 1 : 0 } });
        return this;
    }

    public static NodeProto Make(string op, string inputs, string outputs, params (string Name, object Value)[] attributes)
    {
        var (domain, name) = op.LastIndexOf('.') is >= 0 and var dot ? (op[..dot], op[(dot + 1)..]) : ("", op);
        return new NodeProto
        {
            OpType = name,
            Domain = domain,
            Name = name.ToLowerInvariant(),
            Input = { inputs.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(input => input == "_" ? "" : input) },
            Output = { outputs.Split(' ') },
            Attribute = { attributes.Select(attribute => Attribute(attribute.Name, attribute.Value)) },
        };
    }

    private static AttributeProto Attribute(string name, object value) => value switch
    {
        int number => new AttributeProto { Name = name, I = number, Type = AttributeType.Int },
        float number => new AttributeProto { Name = name, F = number, Type = AttributeType.Float },
        string text => new AttributeProto { Name = name, S = ByteString.CopyFromUtf8(text), Type = AttributeType.String },
        long[] numbers => new AttributeProto { Name = name, Ints = { numbers }, Type = AttributeType.Ints },
        float[] numbers => new AttributeProto { Name = name, Floats = { numbers }, Type = AttributeType.Floats },
        string[] texts => new AttributeProto { Name = name, Strings = { texts.Select(ByteString.CopyFromUtf8) }, Type = AttributeType.Strings },
        GraphProto graph => new AttributeProto { Name = name, G = graph, Type = AttributeType.Graph },
        _ => throw new ArgumentException($"no attribute holds {value}"),
    };
}
