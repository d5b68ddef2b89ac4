using Pipeline.Graph;
using Pipeline.Model;

namespace Pipeline.Kernels;

/// <summary>Runs a scoring graph over batches in C#: the back end of the CPU.</summary>
public sealed class GraphKernel
{
    private readonly ScoringGraph graph;
    private readonly FeatureBatch features;
    private readonly List<Action<KernelInput>> blocks = [];
    private readonly float[][] scores;
    private readonly ScoreKernel[] kernels;

    /// <summary>Prepares to run batches of up to <paramref name="capacity"/> rows.</summary>
    public GraphKernel(ScoringGraph graph, int capacity)
    {
        this.graph = graph;
        features = new FeatureBatch(graph.Width, capacity);
        var first = 0;
        foreach (var block in graph.Blocks)
        {
            blocks.Add(BlockKernel.Prepare(block, first, features));
            first += block.Width;
        }
        var classes = graph.Model is ModelNode.Binary or ModelNode.Regression ? 1 : graph.Signature.Classes.Count;
        kernels = [.. ScoreNodes(graph.Model).Select(node => ScoreKernel.Prepare(node, features))];
        scores = [.. Enumerable.Range(0, classes).Select(_ => new float[capacity])];
    }

    /// <summary>Adds the predictions of all rows of a batch, in order.</summary>
    public void Run(KernelInput input, Predictions into)
    {
        foreach (var block in blocks)
            block(input);
        switch (graph.Model)
        {
            case ModelNode.Binary binary: Binary(binary, input.Rows, into); break;
            case ModelNode.Regression: Regression(input.Rows, into); break;
            case ModelNode.SoftMax:
                Scores(input.Rows);
                Multiclass(input.Rows, into, MulticlassKernel.SoftMax);
                break;
            case ModelNode.OneVersusAll all:
                Scores(input.Rows);
                for (var k = 0; k < scores.Length; k++)
                {
                    foreach (ref var score in scores[k].AsSpan(0, input.Rows))
                        score = CalibratorKernel.Apply(all.Classes[k].Calibrator, score);
                }
                Multiclass(input.Rows, into, MulticlassKernel.DivideBySum);
                break;
            case ModelNode.NaiveBayes bayes:
                MulticlassKernel.NaiveBayes(bayes, features, scores, input.Rows);
                Multiclass(input.Rows, into, MulticlassKernel.Posterior);
                break;
            default: throw new InvalidOperationException($"unknown model {graph.Model.GetType().Name}");
        }
    }

    private static IEnumerable<ScoreNode> ScoreNodes(ModelNode model) => model switch
    {
        ModelNode.Binary binary => [binary.Score],
        ModelNode.Regression regression => [regression.Score],
        ModelNode.SoftMax softMax => softMax.Scores,
        ModelNode.OneVersusAll all => all.Classes.Select(c => c.Score),
        ModelNode.NaiveBayes => [],
        _ => throw new ArgumentOutOfRangeException(nameof(model), model, "unknown model"),
    };

    private void Scores(int rows)
    {
        for (var k = 0; k < kernels.Length; k++)
            kernels[k].Run(features, scores[k].AsSpan(0, rows));
    }

    private void Binary(ModelNode.Binary model, int rows, Predictions into)
    {
        Scores(rows);
        for (var row = 0; row < rows; row++)
        {
            var probability = CalibratorKernel.Apply(model.Calibrator, scores[0][row]);
            into.Add([scores[0][row]], [probability], probability >= model.Threshold ? 1 : 0);
        }
    }

    private void Regression(int rows, Predictions into)
    {
        Scores(rows);
        for (var row = 0; row < rows; row++)
            into.Add([scores[0][row]], [], 0);
    }

    /// <summary>Finishes each row: from its scores to what ML.NET calls Score, and the probabilities; the first largest score is predicted.</summary>
    private void Multiclass(int rows, Predictions into, MulticlassKernel.Finish finish)
    {
        var score = new float[scores.Length];
        var probability = new float[scores.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var k = 0; k < score.Length; k++)
                score[k] = scores[k][row];
            finish(score, probability);
            var largest = 0;
            for (var k = 1; k < score.Length; k++)
            {
                if (score[k] > score[largest])
                    largest = k;
            }
            into.Add(score, probability, largest);
        }
    }
}
