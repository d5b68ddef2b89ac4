using BenchmarkDotNet.Attributes;
using Pipeline.Graph;
using Pipeline.Graph.Onnx;
using Pipeline.Kernels;
using Pipeline.Model;

namespace Pipeline.Benchmarks;

/// <summary>
/// The kernels alone, one core, batches of 8,192 rows of 30 columns in memory, from the columns as read to Score, Probability and
/// PredictedLabel; ONNX Runtime gives Score alone. One operation is a row.
/// </summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class KernelBenchmarks
{
    private const int Rows = 8192;
    private const int Columns = 30;
    private Action run = () => { };

    /// <summary>What is run.</summary>
    [Params("logistic regression", "logistic regression, fast", "Poisson regression", "soft-max of 3", "soft-max of 3, fast", "one-versus-all of 3",
        "naive Bayes of 3", "additive model of 64 bins", "100 trees of 31 leaves", "100 trees of 31 leaves, ONNX Runtime's operator", "100 trees of 64 leaves",
        "1,000 trees of 31 leaves",
        "network 30-64-32-1, exact", "network 30-64-32-1, fast", "network 30-64-32-1, ONNX Runtime's Gemm")]
    public string Model { get; set; } = "";

    /// <summary>Prepares it.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var network = SyntheticModels.Network(Columns, 64, 32);
        var trees = SyntheticModels.Trees(Columns, 100, 31);
        run = Model switch
        {
            "logistic regression" => Kernel(SyntheticModels.Logistic(Columns)),
            "logistic regression, fast" => Kernel(FastPass.Apply(SyntheticModels.Logistic(Columns))),
            "Poisson regression" => Kernel(SyntheticModels.Poisson(Columns)),
            "soft-max of 3, fast" => Kernel(FastPass.Apply(SyntheticModels.SoftMax(Columns, 3))),
            "one-versus-all of 3" => Kernel(SyntheticModels.OneVersusAll(Columns, 3)),
            "naive Bayes of 3" => Kernel(SyntheticModels.NaiveBayes(Columns, 3)),
            "additive model of 64 bins" => Kernel(SyntheticModels.Additive(Columns, 64)),
            "soft-max of 3" => Kernel(SyntheticModels.SoftMax(Columns, 3)),
            "100 trees of 31 leaves" => Kernel(trees),
            "100 trees of 31 leaves, ONNX Runtime's operator" => OnnxRuntime(
                trees, OnnxRuntimeTrees.Model(((ScoreNode.TreeEnsemble)((ModelNode.Binary)trees.Model).Score).Trees, Columns)),
            "100 trees of 64 leaves" => Kernel(SyntheticModels.Trees(Columns, 100, 64)),
            "1,000 trees of 31 leaves" => Kernel(SyntheticModels.Trees(Columns, 1000, 31)),
            "network 30-64-32-1, exact" => Kernel(network),
            "network 30-64-32-1, fast" => Kernel(FastPass.Apply(network)),
            "network 30-64-32-1, ONNX Runtime's Gemm" => OnnxRuntime(network, OnnxCompiler.Compile(FastPass.Apply(network))),
            _ => throw new InvalidOperationException($"no model {Model}"),
        };
    }

    /// <summary>One batch.</summary>
    [Benchmark(OperationsPerInvoke = Rows)]
    public void Run() => run();

    private static Action Kernel(ScoringGraph graph)
    {
        var kernel = new GraphKernel(graph, Rows);
        var input = SyntheticModels.Rows(graph, Rows);
        var predictions = new Predictions(graph.Signature.Task, graph.Signature.Classes.Count);
        return () =>
        {
            predictions.Clear();
            kernel.Run(input, predictions);
        };
    }

    /// <summary>The session ends with the process: each model has one of its own.</summary>
    private static Action OnnxRuntime(ScoringGraph graph, byte[] model) => new OnnxRuntimeSession(model, SyntheticModels.Rows(graph, Rows)).Run;
}
