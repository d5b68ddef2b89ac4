using Microsoft.ML.OnnxRuntime;
using Pipeline.Graph;
using Pipeline.Graph.Onnx;
using Pipeline.Kernels;
using Pipeline.Model;

namespace Pipeline.Scoring;

/// <summary>
/// Runs a scoring graph in ONNX Runtime's CPU provider, in batches of one shape: a shorter batch leaves rows of the one before
/// behind its own, and what comes of them is never read.
/// </summary>
public sealed class OnnxSession : IDisposable
{
    private readonly InputShape shape;
    private readonly int capacity;
    private readonly InferenceSession session;
    private readonly RunOptions options = new();
    private readonly float[] single;
    private readonly double[] wide;
    private readonly int[] categories;
    private readonly float[] score;
    private readonly float[] probability;
    private readonly long[] label;
    private readonly List<(string Name, OrtValue Value)> inputs = [];
    private readonly List<(string Name, OrtValue Value)> outputs = [];

    /// <summary>Prepares to run batches of up to <paramref name="capacity"/> rows.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="capacity">Most rows.</param>
    /// <param name="optimizedPath">Where to write the graph as ONNX Runtime has optimised it, or null.</param>
    public OnnxSession(ScoringGraph graph, int capacity, string? optimizedPath = null)
    {
        this.capacity = capacity;
        shape = new InputShape(graph.Signature);
        session = Open(OnnxCompiler.Compile(graph), capacity, optimizedPath);
        single = new float[capacity * shape.Single];
        wide = new double[capacity * shape.Double];
        categories = new int[capacity * shape.Categories];
        Bind(inputs, InputShape.SingleName, single);
        Bind(inputs, InputShape.DoubleName, wide);
        Bind(inputs, InputShape.CategoriesName, categories);
        var widths = new Predictions(graph.Signature.Task, graph.Signature.Classes.Count);
        score = new float[capacity * widths.ScoreWidth];
        probability = new float[capacity * widths.ProbabilityWidth];
        label = new long[graph.Signature.Task == TaskKind.Regression ? 0 : capacity];
        Bind(outputs, OnnxCompiler.Score, score);
        Bind(outputs, OnnxCompiler.Probability, probability);
        Bind(outputs, OnnxCompiler.PredictedLabel, label);
    }

    /// <summary>Adds the predictions of all rows of a batch, in order.</summary>
    public void Run(KernelInput input, Predictions into)
    {
        for (var i = 0; i < shape.Places.Count; i++)
        {
            var (type, column) = shape.Places[i];
            for (var row = 0; row < input.Rows; row++)
            {
                if (type == NumericType.Single)
                    single[(row * shape.Single) + column] = (float)input.Numbers[i][row];
                else
                    wide[(row * shape.Double) + column] = input.Numbers[i][row];
            }
        }
        for (var i = 0; i < shape.Categories; i++)
        {
            for (var row = 0; row < input.Rows; row++)
                categories[(row * shape.Categories) + i] = input.Categories[i][row];
        }
        session.Run(options, [.. inputs.Select(input => input.Name)], [.. inputs.Select(input => input.Value)], [.. outputs.Select(output => output.Name)], [.. outputs.Select(output => output.Value)]);
        var added = into.Extend(input.Rows);
        score.AsSpan(0, added.Score.Length).CopyTo(added.Score);
        probability.AsSpan(0, added.Probability.Length).CopyTo(added.Probability);
        for (var row = 0; row < added.PredictedLabel.Length; row++)
            added.PredictedLabel[row] = (int)label[row];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, value) in inputs.Concat(outputs))
            value.Dispose();
        options.Dispose();
        session.Dispose();
    }

    private static InferenceSession Open(byte[] model, int capacity, string? optimizedPath)
    {
        using var options = new SessionOptions
        {
            // Basic folds constants and drops what does nothing; higher levels put operators of their own in.
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC,
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddFreeDimensionOverrideByName(OnnxCompiler.Rows, capacity);
        if (optimizedPath is not null)
            options.OptimizedModelFilePath = optimizedPath;
        return new InferenceSession(model, options);
    }

    private void Bind<T>(List<(string, OrtValue)> list, string name, T[] values)
        where T : unmanaged
    {
        if (values.Length > 0)
            list.Add((name, OrtValue.CreateTensorValueFromMemory(values, [capacity, values.Length / capacity])));
    }
}
