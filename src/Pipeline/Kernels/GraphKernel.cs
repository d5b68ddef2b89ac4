using System.Runtime.CompilerServices;
using Pipeline.Graph;
using Pipeline.Model;

namespace Pipeline.Kernels;

/// <summary>
/// Runs a scoring graph over batches in C#: the back end of the CPU. Not for several threads at once. A batch costs no memory but that
/// of its predictions. What loops over rows is compiled at its best at once: a first pass through half-compiled vectors would cost more
/// than a small file.
/// </summary>
internal sealed class GraphKernel
{
    private readonly ModelNode model;
    private readonly int capacity;
    private readonly FeatureBatch features;
    private readonly Action<KernelInput>[] blocks;
    private readonly LayerKernel[] layers;
    private readonly ScoreKernel[] kernels;
    private readonly float[][] scores;

    /// <summary>Prepares to run batches of up to <paramref name="capacity"/> rows.</summary>
    public GraphKernel(ScoringGraph graph, int capacity)
    {
        model = graph.Model;
        this.capacity = capacity;
        features = new FeatureBatch(graph.Width, capacity);
        blocks = new Action<KernelInput>[graph.Blocks.Count];
        var first = 0;
        for (var i = 0; i < blocks.Length; i++)
        {
            blocks[i] = BlockKernel.Prepare(graph.Blocks[i], first, features);
            first += graph.Blocks[i].Width;
        }
        layers = new LayerKernel[graph.Layers.Count];
        for (var i = 0; i < layers.Length; i++)
        {
            var into = new FeatureBatch(graph.Layers[i].Outputs, capacity);
            layers[i] = FastPass.HasOwnKernels(graph)
                ? new DenseLayerKernel<float>(graph.Layers[i], features, into)
                : new DenseLayerKernel<double>(graph.Layers[i], features, into);
            features = into;
        }
        kernels = [.. Kernels(model, features)];
        scores = Array.ConvertAll(kernels, _ => new float[capacity + MulticlassKernel.Rows - 1]);
    }

    /// <summary>Adds the predictions of all rows of a batch, in order.</summary>
    /// <param name="input">At most as many rows as there is room for; its columns may be longer.</param>
    /// <param name="into">What they are added to.</param>
    /// <exception cref="ArgumentException">More rows than there is room for.</exception>
    public void Run(KernelInput input, Predictions into)
    {
        if (input.Rows > capacity)
            throw new ArgumentException(FormattableString.Invariant($"{input.Rows} rows, but room for {capacity}"), nameof(input));
        foreach (var block in blocks)
            block(input);
        foreach (var layer in layers)
            layer.Run(input.Rows);
        for (var k = 0; k < kernels.Length; k++)
            kernels[k].Run(features, scores[k].AsSpan(0, input.Rows));
        Finish(input.Rows, into.Extend(input.Rows));
    }

    private static IEnumerable<ScoreKernel> Kernels(ModelNode model, FeatureBatch features) => model is ModelNode.NaiveBayes bayes
        ? bayes.Priors.Select((_, k) => new NaiveBayesKernel(bayes, k, features))
        : model.ClassScores.Select(score => ScoreKernel.Prepare(score, features));

    /// <summary>From the scores to what ML.NET calls Score, and the rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Finish(int rows, PredictionRows into)
    {
        switch (model)
        {
            case ModelNode.Binary binary:
                scores[0].AsSpan(0, rows).CopyTo(into.Score);
                CalibratorKernel.Run(binary.Calibrator, into.Score, into.Probability);
                for (var row = 0; row < rows; row++)
                    into.PredictedLabel[row] = into.Probability[row] >= binary.Threshold ? 1 : 0;
                break;
            case ModelNode.Regression:
                scores[0].AsSpan(0, rows).CopyTo(into.Score);
                break;
            case ModelNode.SoftMax:
                MulticlassKernel.SoftMax(scores, rows);
                ByRow(into.Score);
                into.Score.CopyTo(into.Probability);
                Predict(into);
                break;
            case ModelNode.PlainSoftMax:
                MulticlassKernel.PlainSoftMax(scores, rows);
                ByRow(into.Score);
                into.Score.CopyTo(into.Probability);
                Predict(into);
                break;
            case ModelNode.OneVersusAll all:
                for (var k = 0; k < scores.Length; k++)
                    CalibratorKernel.Run(all.Classes[k].Calibrator, scores[k].AsSpan(0, rows), scores[k]);
                MulticlassKernel.DivideBySum(scores, rows);
                ByRow(into.Score);
                into.Score.CopyTo(into.Probability);
                Predict(into);
                break;
            case ModelNode.NaiveBayes:
                ByRow(into.Score);
                MulticlassKernel.Posterior(scores, rows);
                ByRow(into.Probability);
                Predict(into);
                break;
            default: throw new InvalidOperationException($"unknown model {model.GetType().Name}");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ByRow(Span<float> values)
    {
        for (var k = 0; k < scores.Length; k++)
        {
            var column = scores[k];
            for (int row = 0, at = k; at < values.Length; row++, at += scores.Length)
                values[at] = column[row];
        }
    }

    /// <summary>The first largest score is predicted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Predict(PredictionRows into)
    {
        for (var row = 0; row < into.PredictedLabel.Length; row++)
        {
            var score = into.Score.Slice(row * scores.Length, scores.Length);
            var largest = 0;
            for (var k = 1; k < score.Length; k++)
            {
                if (score[k] > score[largest])
                    largest = k;
            }
            into.PredictedLabel[row] = largest;
        }
    }
}
