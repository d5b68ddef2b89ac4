using NUnit.Framework;
using Pipeline.Graph;
using Pipeline.Kernels;
using Pipeline.Model;
using Pipeline.Scoring.Onnx;
using Pipeline.Verification;

namespace Pipeline.Tests.Graph.Onnx;

/// <summary>Holds the two back ends to each other.</summary>
internal static class Parity
{
    /// <summary>Runs rows that look for trouble through both, and compares the bits.</summary>
    public static void Check(ScoringGraph graph, int rows, params float[] edges)
    {
        var input = Probes.Rows(graph, rows, new Random(rows), edges);
        Bits.AssertSame(Onnx(graph, input, rows), Managed(graph, input));
        Lint.AssertExact(Pipeline.Graph.Onnx.OnnxCompiler.ToModel(graph));
    }

    /// <summary>What the C# kernels say.</summary>
    public static Predictions Managed(ScoringGraph graph, KernelInput input)
    {
        var predictions = ChainScorer.New(graph.Signature);
        new GraphKernel(graph, input.Rows).Run(input, predictions);
        return predictions;
    }

    /// <summary>What ONNX Runtime says, in batches of so many rows.</summary>
    public static Predictions Onnx(ScoringGraph graph, KernelInput input, int capacity)
    {
        var predictions = ChainScorer.New(graph.Signature);
        using var session = new OnnxSession(graph, capacity);
        for (var start = 0; start < input.Rows; start += capacity)
        {
            var end = Math.Min(start + capacity, input.Rows);
            session.Run(new KernelInput(Array.ConvertAll(input.Numbers, column => column[start..end]),
                Array.ConvertAll(input.Categories, column => column[start..end]), end - start), predictions);
        }
        Assert.That(predictions.Count, Is.EqualTo(input.Rows));
        return predictions;
    }
}
