using Microsoft.ML.OnnxRuntime;
using Pipeline.Graph;
using Pipeline.Graph.Onnx;
using Pipeline.Kernels;
using Pipeline.Model;

namespace Pipeline.Scoring.Onnx;

/// <summary>
/// Runs a scoring graph in ONNX Runtime's CPU provider, in batches of one shape: a shorter batch leaves rows of the one before
/// behind its own, and what comes of them is never read.
/// </summary>
internal sealed class OnnxSession : IDisposable
{
    private readonly TensorRows tensors;
    private readonly InferenceSession session;
    private readonly RunOptions options = new();
    private readonly OrtValue[] inputs;
    private readonly OrtValue[] outputs;

    /// <summary>Prepares to run batches of up to <paramref name="capacity"/> rows.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="capacity">Most rows.</param>
    /// <param name="optimizedPath">Where to write the graph as ONNX Runtime has optimised it, or null.</param>
    public OnnxSession(ScoringGraph graph, int capacity, string? optimizedPath = null)
    {
        tensors = new TensorRows(graph.Signature);
        session = Open(OnnxCompiler.Compile(graph), capacity, optimizedPath);
        inputs =
            [.. tensors.Inputs.Select(tensor => OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, tensor.Type, [capacity, tensor.Columns]))];
        outputs =
            [.. tensors.Outputs.Select(tensor => OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, tensor.Type, [capacity, tensor.Columns]))];
        // A row that no batch has reached yet is computed too, and a category has to be a number of the table.
        foreach (var input in inputs)
            input.GetTensorMutableRawData().Clear();
    }

    /// <summary>Adds the predictions of all rows of a batch, in order.</summary>
    public void Run(KernelInput input, Predictions into)
    {
        tensors.Write(input, inputs);
        session.Run(options, [.. tensors.Inputs.Select(tensor => tensor.Name)], inputs, [.. tensors.Outputs.Select(tensor => tensor.Name)], outputs);
        TensorRows.Read(outputs, input.Rows, into);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var value in inputs.Concat(outputs))
            value.Dispose();
        options.Dispose();
        session.Dispose();
    }

    /// <summary>What every session of ours has: the graph as it was compiled, in batches of one shape, and no log beside our own errors.</summary>
    internal static SessionOptions Options(int capacity)
    {
        var options = new SessionOptions
        {
            // Basic folds constants and drops what does nothing; higher levels put operators of their own in.
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC,
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        options.AddFreeDimensionOverrideByName(OnnxCompiler.Rows, capacity);
        return options;
    }

    private static InferenceSession Open(byte[] model, int capacity, string? optimizedPath)
    {
        using var options = Options(capacity);
        if (optimizedPath is not null)
            options.OptimizedModelFilePath = optimizedPath;
        return new InferenceSession(model, options);
    }
}
