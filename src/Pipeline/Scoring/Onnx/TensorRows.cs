using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Pipeline.Graph.Onnx;
using Pipeline.Kernels;
using Pipeline.Model;

namespace Pipeline.Scoring.Onnx;

/// <summary>The tensors of a compiled ONNX graph, and rows on their way into and out of them.</summary>
internal sealed class TensorRows
{
    private readonly InputShape shape;

    public TensorRows(ModelSignature signature)
    {
        shape = new InputShape(signature);
        var widths = new Predictions(signature.Task, signature.Classes.Count);
        Inputs = Present(
            (InputShape.SingleName, TensorElementType.Float, shape.Single),
            (InputShape.DoubleName, TensorElementType.Double, shape.Double),
            (InputShape.CategoriesName, TensorElementType.Int32, shape.Categories));
        Outputs = Present(
            (OnnxCompiler.Score, TensorElementType.Float, widths.ScoreWidth),
            (OnnxCompiler.Probability, TensorElementType.Float, widths.ProbabilityWidth),
            (OnnxCompiler.PredictedLabel, TensorElementType.Int64, signature.Task == TaskKind.Regression ? 0 : 1));
    }

    /// <summary>What the graph takes, each [rows, columns].</summary>
    public IReadOnlyList<(string Name, TensorElementType Type, int Columns)> Inputs { get; }

    /// <summary>What the graph gives, each [rows, columns].</summary>
    public IReadOnlyList<(string Name, TensorElementType Type, int Columns)> Outputs { get; }

    /// <summary>Writes rows to the first rows of the inputs, which are in host memory; what is behind them stays.</summary>
    public void Write(KernelInput input, IReadOnlyList<OrtValue> inputs)
    {
        var next = 0;
        var single = shape.Single > 0 ? inputs[next++].GetTensorMutableDataAsSpan<float>() : [];
        var wide = shape.Double > 0 ? inputs[next++].GetTensorMutableDataAsSpan<double>() : [];
        var categories = shape.Categories > 0 ? inputs[next].GetTensorMutableDataAsSpan<int>() : [];
        for (var i = 0; i < shape.Places.Count; i++)
        {
            var (type, column) = shape.Places[i];
            var numbers = input.Numbers[i];
            for (var row = 0; row < input.Rows; row++)
            {
                if (type == NumericType.Single)
                    single[(row * shape.Single) + column] = (float)numbers[row];
                else
                    wide[(row * shape.Double) + column] = numbers[row];
            }
        }
        for (var i = 0; i < shape.Categories; i++)
        {
            for (var row = 0; row < input.Rows; row++)
                categories[(row * shape.Categories) + i] = input.Categories[i][row];
        }
    }

    /// <summary>Adds the predictions of the first rows of the outputs, which are in host memory.</summary>
    public static void Read(IReadOnlyList<OrtValue> outputs, int rows, Predictions into)
    {
        var added = into.Extend(rows);
        outputs[0].GetTensorDataAsSpan<float>()[..added.Score.Length].CopyTo(added.Score);
        if (outputs.Count == 1)
            return;
        outputs[1].GetTensorDataAsSpan<float>()[..added.Probability.Length].CopyTo(added.Probability);
        var label = outputs[2].GetTensorDataAsSpan<long>();
        for (var row = 0; row < rows; row++)
            added.PredictedLabel[row] = (int)label[row];
    }

    private static (string, TensorElementType, int)[] Present(params (string Name, TensorElementType Type, int Columns)[] tensors) =>
        [.. tensors.Where(tensor => tensor.Columns > 0)];
}
