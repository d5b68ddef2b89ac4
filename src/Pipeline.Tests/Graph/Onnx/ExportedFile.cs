using Microsoft.ML.OnnxRuntime;
using Pipeline.Graph;
using Pipeline.Graph.Onnx;
using Pipeline.Model;

namespace Pipeline.Tests.Graph.Onnx;

/// <summary>Exports graphs, and runs what comes out as any program would: ONNX Runtime's defaults, tensors by name, all rows at once.</summary>
internal static class ExportedFile
{
    public static readonly ExportOrigin Origin = new(new string('0', 64), Precision.Exact, "1.2.3");

    /// <summary>Exports a graph and scores rows with the file.</summary>
    public static ForeignScores Score(ScoringGraph graph, InputForm form, ForeignRows rows) => Score(OnnxExport.Compile(graph, form, Origin).Bytes, form, rows);

    /// <summary>Scores rows with an exported file.</summary>
    public static ForeignScores Score(byte[] file, InputForm form, ForeignRows rows)
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using var session = new InferenceSession(file, options);
        var inputs = form == InputForm.Features ? new() { ["features"] = Tensor(rows.Features, rows.Count) } : Columns(rows);
        using var run = new RunOptions();
        using var outputs = session.Run(run, inputs, session.OutputNames);
        var values = session.OutputNames.Zip(outputs).ToDictionary(StringComparer.Ordinal);
        foreach (var input in inputs.Values)
            input.Dispose();
        return new ForeignScores(Floats("Score"), Floats("Probability"),
            values.TryGetValue("PredictedLabel", out var label) ? label.GetStringTensorAsArray() : []);

        float[] Floats(string name) => values.TryGetValue(name, out var value) ? value.GetTensorDataAsSpan<float>().ToArray() : [];
    }

    private static Dictionary<string, OrtValue> Columns(ForeignRows rows)
    {
        var signature = rows.Signature;
        var inputs = new Dictionary<string, OrtValue>(StringComparer.Ordinal);
        foreach (var (column, values) in signature.Numeric.Zip(rows.Numbers))
        {
            var numbers = values[..rows.Count];
            inputs.Add(column.Name, column.Type == NumericType.Single
                ? Tensor(Array.ConvertAll(numbers, number => (float)number), rows.Count)
                : Tensor(numbers, rows.Count));
        }
        foreach (var (name, values) in signature.Categorical.Zip(rows.Texts))
        {
            var texts = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, [rows.Count, 1]);
            foreach (var (row, text) in values.Index())
                texts.StringTensorSetElementAt(text.AsSpan(), row);
            inputs.Add(name, texts);
        }
        return inputs;
    }

    private static OrtValue Tensor<T>(T[] values, int rows)
        where T : unmanaged => OrtValue.CreateTensorValueFromMemory(values, [rows, values.Length / rows]);
}
