using Microsoft.ML.OnnxRuntime;
using Pipeline.Kernels;

namespace Pipeline.Benchmarks;

/// <summary>A model in ONNX Runtime's CPU provider, one thread, with its input and its Score bound once.</summary>
internal sealed class OnnxRuntimeSession : IDisposable
{
    private readonly InferenceSession session;
    private readonly RunOptions run = new();
    private readonly OrtValue features;
    private readonly OrtValue scores;
    private readonly string input;

    public OnnxRuntimeSession(byte[] model, KernelInput rows)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        session = new InferenceSession(model, options);
        input = session.InputNames[0];
        var columns = rows.Numbers.Length;
        var values = new float[rows.Rows * columns];
        for (var row = 0; row < rows.Rows; row++)
        {
            for (var column = 0; column < columns; column++)
                values[(row * columns) + column] = (float)rows.Numbers[column][row];
        }
        features = OrtValue.CreateTensorValueFromMemory(values, [rows.Rows, columns]);
        scores = OrtValue.CreateTensorValueFromMemory(new float[rows.Rows], [rows.Rows, 1]);
    }

    public void Run() => session.Run(run, [input], [features], ["Score"], [scores]);

    public void Dispose()
    {
        scores.Dispose();
        features.Dispose();
        run.Dispose();
        session.Dispose();
    }
}
