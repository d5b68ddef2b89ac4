using System.Runtime.InteropServices;
using Google.Protobuf;
using Pipeline.Graph.Onnx.Schema;
using Pipeline.Model;
using static Pipeline.Graph.Onnx.Schema.TensorProto.Types;

namespace Pipeline.Graph.Onnx;

/// <summary>
/// Writes an ONNX graph node by node. What is written is the same for the same graph, byte for byte: names are numbers in order.
/// A node whose operator and type are not in <see cref="ExactOperators"/> is refused, but for those of <see cref="FastOperators"/> in
/// a fast graph, and those of <see cref="TextOperators"/>, which move no numbers and are for exported graphs alone.
/// </summary>
/// <param name="precision">What it is to hold to.</param>
/// <param name="scans">Whether it may hold a <see cref="CheckedScan"/>: not where other libraries run it, which may add in another
/// order and would give NaN.</param>
internal sealed class GraphWriter(Precision precision = Precision.Exact, bool scans = false)
{
    /// <summary>Name of the one free dimension: rows.</summary>
    public const string Rows = "N";

    private readonly GraphProto graph = new() { Name = "score" };
    private readonly Dictionary<(DataType Type, long Bits), OnnxValue> scalars = [];
    private readonly HashSet<string> inputs = new(StringComparer.Ordinal);

    /// <summary>What the graph is to hold to.</summary>
    public Precision Precision => precision;

    /// <summary>Whether it may hold a <see cref="CheckedScan"/>.</summary>
    public bool Scans => scans;

    /// <summary>What the nodes so far cost on a device.</summary>
    public GraphCost Cost { get; private set; }

    public int Nodes => graph.Node.Count;

    /// <summary>Makes an input, [N, columns]; all inputs come before all else, so that whatever follows keeps off their names.</summary>
    public OnnxValue Input(string name, DataType type, int columns)
    {
        inputs.Add(name);
        graph.Input.Add(Description(name, type, columns));
        var input = new OnnxValue(name, type, [Shapes.Rows, columns]);
        Cost = Cost.With(input);
        return input;
    }

    /// <summary>Makes an output, [N, columns], of a value.</summary>
    public void Output(string name, OnnxValue value, int columns)
    {
        var node = Node("Identity", value.Type, [value], 0);
        node.Output.Add(name);
        graph.Output.Add(Description(name, value.Type, columns));
    }

    /// <summary>Makes a constant tensor, row by row.</summary>
    public OnnxValue Constant<T>(ReadOnlySpan<T> values, params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        var type = TypeOf<T>();
        return Constant(new TensorProto { DataType = (int)type, RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values)) }, shape);
    }

    /// <summary>Makes a constant vector of texts.</summary>
    public OnnxValue Texts(IReadOnlyCollection<string> texts) =>
        Constant(new TensorProto { DataType = (int)DataType.String, StringData = { texts.Select(ByteString.CopyFromUtf8) } }, [texts.Count]);

    /// <summary>Makes a constant of rank 0, once for each value.</summary>
    public OnnxValue Scalar<T>(T value)
        where T : unmanaged
    {
        Span<byte> bits = stackalloc byte[sizeof(long)];
        bits.Clear();
        MemoryMarshal.Write(bits, value);
        var key = (TypeOf<T>(), BitConverter.ToInt64(bits));
        if (!scalars.TryGetValue(key, out var scalar))
            scalars.Add(key, scalar = Constant<T>([value]));
        return scalar;
    }

    /// <summary>Adds a node with one output.</summary>
    /// <param name="op">The operator.</param>
    /// <param name="data">Type of the data that it works on, which has to be allowed.</param>
    /// <param name="result">Type of what it gives.</param>
    /// <param name="shape">Shape of what it gives.</param>
    /// <param name="inputs">What it takes.</param>
    /// <param name="attributes">Whole numbers by name.</param>
    public OnnxValue Add(string op, DataType data, DataType result, int[] shape, ReadOnlySpan<OnnxValue> inputs,
        params ReadOnlySpan<(string Name, long Value)> attributes) =>
        Add(op, data, result, shape, 1, inputs, attributes)[0];

    /// <summary>Adds a node with several outputs of one shape.</summary>
    public OnnxValue[] Add(string op, DataType data, DataType result, int[] shape, int outputs, ReadOnlySpan<OnnxValue> inputs,
        params ReadOnlySpan<(string Name, long Value)> attributes)
    {
        var node = Node(op, data, inputs, outputs);
        foreach (var (name, value) in attributes)
            node.Attribute.Add(new AttributeProto { Name = name, I = value, Type = AttributeProto.Types.AttributeType.Int });
        foreach (var name in node.Output)
        {
            var type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)result } };
            graph.ValueInfo.Add(new ValueInfoProto { Name = name, Type = type });
        }
        OnnxValue[] values = [.. node.Output.Select(name => new OnnxValue(name, result, shape))];
        Cost = Cost.With(op, inputs, values);
        return values;
    }

    /// <summary>Adds a node that finds the number of a text, with one output of int64.</summary>
    /// <param name="text">The texts.</param>
    /// <param name="numbers">The number of each known text.</param>
    /// <param name="other">The number of all others.</param>
    public OnnxValue LabelEncoder(OnnxValue text, IReadOnlyDictionary<string, long> numbers, long other)
    {
        var result = Add(TextOperators.LabelEncoder, text.Type, DataType.Int64, text.Shape, [text], ("default_int64", other));
        var node = graph.Node[^1];
        node.Domain = TextOperators.Domain;
        var keys = numbers.Keys.Select(ByteString.CopyFromUtf8);
        node.Attribute.Add(new AttributeProto { Name = "keys_strings", Strings = { keys }, Type = AttributeProto.Types.AttributeType.Strings });
        node.Attribute.Add(new AttributeProto { Name = "values_int64s", Ints = { numbers.Values }, Type = AttributeProto.Types.AttributeType.Ints });
        return result;
    }

    /// <summary>The model around the graph.</summary>
    public ModelProto ToModel()
    {
        var model = new ModelProto
        {
            IrVersion = ExactOperators.IrVersion,
            ProducerName = "Pipeline",
            Graph = graph,
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = ExactOperators.Opset } },
        };
        if (graph.Node.Any(node => node.Domain == TextOperators.Domain))
            model.OpsetImport.Add(new OperatorSetIdProto { Domain = TextOperators.Domain, Version = TextOperators.Opset });
        return model;
    }

    private OnnxValue Constant(TensorProto tensor, ReadOnlySpan<int> shape)
    {
        tensor.Name = Unused($"c{graph.Initializer.Count}");
        foreach (var size in shape)
            tensor.Dims.Add(size);
        graph.Initializer.Add(tensor);
        return new OnnxValue(tensor.Name, (DataType)tensor.DataType, shape.ToArray());
    }

    private NodeProto Node(string op, DataType data, ReadOnlySpan<OnnxValue> inputs, int outputs)
    {
        if (!ExactOperators.Allow(op, data) && !TextOperators.Allow(op, data) && !(precision == Precision.Fast && FastOperators.Allow(op, data)))
            throw new InvalidOperationException($"{op} of {data} is not an operator of {(precision == Precision.Fast ? "a fast" : "an exact")} graph");
        var node = new NodeProto { OpType = op, Name = FormattableString.Invariant($"{op}{graph.Node.Count}") };
        foreach (var input in inputs)
            node.Input.Add(input.Name);
        for (var i = 0; i < outputs; i++)
            node.Output.Add(Unused($"v{graph.Node.Count}_{i}"));
        graph.Node.Add(node);
        return node;
    }

    private string Unused(FormattableString name)
    {
        var unused = FormattableString.Invariant(name);
        while (inputs.Contains(unused))
            unused += "_";
        return unused;
    }

    private static ValueInfoProto Description(string name, DataType type, int columns) => new()
    {
        Name = name,
        Type = new TypeProto
        {
            TensorType = new TypeProto.Types.Tensor
            {
                ElemType = (int)type,
                Shape = new TensorShapeProto
                {
                    Dim = { new TensorShapeProto.Types.Dimension { DimParam = Rows }, new TensorShapeProto.Types.Dimension { DimValue = columns } },
                },
            },
        },
    };

    private static DataType TypeOf<T>() =>
        typeof(T) == typeof(float) ? DataType.Float
        : typeof(T) == typeof(double) ? DataType.Double
        : typeof(T) == typeof(int) ? DataType.Int32
        : typeof(T) == typeof(long) ? DataType.Int64
        : typeof(T) == typeof(bool) ? DataType.Bool
        : throw new ArgumentException($"no tensor holds {typeof(T).Name}");
}
