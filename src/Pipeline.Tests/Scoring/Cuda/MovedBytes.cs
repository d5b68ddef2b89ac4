using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Pipeline.Model;
using Pipeline.Scoring.Onnx;
using Pipeline.Tests.Support;

namespace Pipeline.Tests.Scoring.Cuda;

/// <summary>
/// What the nodes of a graph read and write for a row, by the shapes that ONNX Runtime's own profile tells: of the CPU provider, but of
/// the same nodes. Constants, which are the same for all rows, are not counted.
/// </summary>
internal static class MovedBytes
{
    private const int Rows = 512;

    // They hand on an address.
    private static readonly string[] still = ["Reshape", "Unsqueeze", "Identity"];

    // They read what they write, whatever the size of that from which they take it, and the places where it is.
    private static readonly string[] taking = ["Gather", "GatherElements", "Slice"];

    /// <summary>Bytes a row.</summary>
    public static long OfRow(byte[] model, ModelSignature signature)
    {
        using var scratch = new Scratch();
        using var profile = JsonDocument.Parse(File.ReadAllText(Profile(model, new TensorRows(signature), scratch.At("profile"))));
        return profile.RootElement.EnumerateArray().Where(one => one.TryGetProperty("args", out var args) && args.TryGetProperty("output_type_shape", out _)
            && one.GetProperty("name").GetString()!.EndsWith("_kernel_time", StringComparison.Ordinal)).Sum(one => OfNode(one.GetProperty("args"))) / Rows;
    }

    private static long OfNode(JsonElement args)
    {
        var op = args.GetProperty("op_name").GetString()!;
        if (still.Contains(op))
            return 0;
        var written = args.GetProperty("output_type_shape").EnumerateArray().Sum(Size);
        var inputs = args.GetProperty("input_type_shape").EnumerateArray().Select(Size).ToArray();
        return written + (taking.Contains(op) ? written + (inputs.Length > 1 ? inputs[1] : 0) : inputs.Sum());
    }

    /// <summary>Bytes of a tensor with a row for each row of the batch; 0 of another.</summary>
    private static long Size(JsonElement tensor)
    {
        var (type, shape) = tensor.EnumerateObject()
            .Select(property => (property.Name, property.Value.EnumerateArray().Select(size => size.GetInt64()).ToArray())).Single();
        return shape is [Rows, ..]
            ? shape.Aggregate(type switch
            {
                "bool" => 1L,
                "float" or "int32" => 4,
                "double" or "int64" => 8,
                _ => throw new ArgumentOutOfRangeException(nameof(tensor), type, "unknown type")
            }, (bytes, size) => bytes * size) : 0;
    }

    private static string Profile(byte[] model, TensorRows tensors, string prefix)
    {
        using var options = OnnxSession.Options(Rows);
        options.EnableProfiling = true;
        options.ProfileOutputPathPrefix = prefix;
        using var session = new InferenceSession(model, options);
        using var run = new RunOptions();
        var inputs = tensors.Inputs.Select(tensor => OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, tensor.Type, [Rows, tensor.Columns]))
            .ToArray();
        foreach (var input in inputs)
            input.GetTensorMutableRawData().Clear();
        using var outputs = session.Run(run, [.. tensors.Inputs.Select(tensor => tensor.Name)], inputs, [.. tensors.Outputs.Select(tensor => tensor.Name)]);
        foreach (var input in inputs)
            input.Dispose();
        return session.EndProfiling();
    }
}
