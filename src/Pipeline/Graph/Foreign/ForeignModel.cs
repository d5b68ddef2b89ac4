using Google.Protobuf;
using Pipeline.Graph.Onnx.Schema;
using Pipeline.Model.Problems;

namespace Pipeline.Graph.Foreign;

/// <summary>
/// An ONNX model that another program wrote, whole and self-contained: weights from files beside it lie in it. That it can be read says
/// nothing of what it computes: that is for <see cref="OnnxLint"/>.
/// </summary>
internal sealed class ForeignModel
{
    /// <summary>Where protobuf, and so ONNX's format, ends.</summary>
    public const long MostBytes = int.MaxValue;

    private ForeignModel(string file, ModelProto proto, IReadOnlyCollection<string> externalFiles)
    {
        (File, Proto, ExternalFiles) = (file, proto, externalFiles);
        Opsets = ModelWalk.Opsets(proto.OpsetImport);
        var weights = proto.Graph.Initializer.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        Inputs = [.. proto.Graph.Input.Where(input => !weights.Contains(input.Name)).Select(ForeignValue.Of)];
        Overridable = [.. proto.Graph.Input.Select(input => input.Name).Where(weights.Contains)];
        Outputs = [.. proto.Graph.Output.Select(ForeignValue.Of)];
    }

    /// <summary>Name of the file, without its folder.</summary>
    public string File { get; }

    /// <summary>The model, self-contained.</summary>
    public ModelProto Proto { get; }

    /// <summary>Files that weights were taken from, relative to the model's folder.</summary>
    public IReadOnlyCollection<string> ExternalFiles { get; }

    /// <summary>Version of the format.</summary>
    public long IrVersion => Proto.IrVersion;

    /// <summary>Version of each operator set by its domain, which is empty for that of ONNX itself.</summary>
    public IReadOnlyDictionary<string, long> Opsets { get; }

    /// <summary>Inputs without those that are initializers too.</summary>
    public IReadOnlyList<ForeignValue> Inputs { get; }

    /// <summary>Initializers that are inputs too.</summary>
    public IReadOnlyList<string> Overridable { get; }

    public IReadOnlyList<ForeignValue> Outputs { get; }

    public int Initializers => Proto.Graph.Initializer.Count + Proto.Graph.SparseInitializer.Count;

    /// <summary>Nodes of the graph, without those of graphs inside them.</summary>
    public int Nodes => Proto.Graph.Node.Count;

    /// <summary>Reads a file and what lies beside it.</summary>
    /// <exception cref="DataException">It is missing, damaged, no ONNX model, or its weights are not where it says.</exception>
    public static ForeignModel Read(string path)
    {
        var file = Path.GetFileName(path);
        var bytes = ReadBytes(path, file);
        if (FileKind.Other(bytes) is { } other)
            throw new DataException(file, other.Found, "an ONNX model", other.Remedy);
        ModelProto proto;
        try
        {
            proto = ModelProto.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new DataException(file, FormattableString.Invariant($"{bytes.Length:N0} bytes that are no ONNX model, or only the beginning of one"),
                "an ONNX model", "Copy or export it once more.", error);
        }
        if (proto.Graph is null || proto.IrVersion <= 0 || proto.OpsetImport.Count == 0)
        {
            var missing = proto.Graph is null ? "no graph" : proto.IrVersion <= 0 ? "no version of the format" : "no operator set";
            throw new DataException(file, $"a file with {missing}", "an ONNX model", "Copy or export it once more.");
        }
        return Of(proto, path);
    }

    /// <summary>Takes a model that is in memory; external data is looked for beside <paramref name="path"/>.</summary>
    /// <exception cref="DataException">Its parts do not fit each other, or its weights are not where it says.</exception>
    public static ForeignModel Of(ModelProto proto, string path)
    {
        var file = Path.GetFileName(path);
        var external = new ExternalData(path).TakeInto(proto);
        var problems = new List<Problem>();
        if (proto.Graph.Output.Count == 0)
            problems.Add(new Problem(file, "a graph without outputs", "one output or more"));
        foreach (var (tensor, where) in ModelWalk.Tensors(proto))
        {
            if (TensorValues.Flaw(tensor) is { } flaw)
                problems.Add(new Problem($"{file}, {where}", flaw.Found, flaw.Expected,
                    "The file is damaged, or its exporter has a bug: export it once more."));
        }
        problems.AddRange(new ModelWiring(file).Look(proto));
        return problems.Count > 0 ? throw new DataException(problems) : new ForeignModel(file, proto, external);
    }

    private static byte[] ReadBytes(string path, string file)
    {
        try
        {
            using var stream = System.IO.File.OpenRead(path);
            if (stream.Length > MostBytes)
            {
                throw new DataException(file, FormattableString.Invariant($"{stream.Length:N0} bytes"),
                    FormattableString.Invariant($"at most {MostBytes:N0}, where ONNX's format ends"));
            }
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataException(path, "no such file", "an ONNX model", "", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataException(path, $"it cannot be read: {error.Message}", "an ONNX model", "", error);
        }
    }
}
