using System.Numerics;

namespace Pipeline.Training.Network;

/// <summary>
/// A batch's way through a network in training, and back: batch normalisation by the batch, moving its running statistics, and dropout. It
/// cannot evaluate; that is <see cref="EvaluationPass{T}"/>.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class TrainingPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NetworkPlan plan;
    private readonly Crew crew;
    private readonly Layer<T>[] layers;
    private readonly Columns<T>[] outputs;
    private readonly Columns<T>[] gradients;
    private readonly Columns<T> inputGradient;

    /// <summary>Makes room for batches of at most so many rows.</summary>
    public TrainingPass(NetworkArrays<T> arrays, int capacity, Crew crew)
    {
        (plan, this.crew) = (arrays.Layout.Plan, crew);
        Batch = new NetworkBatch<T>(arrays, capacity);
        layers = NetworkLayers.Of(arrays);
        foreach (var layer in layers)
            layer.Reserve(capacity);
        outputs = [.. plan.Widths.Select(width => new Columns<T>(width, capacity))];
        gradients = [.. plan.Widths.Select(width => new Columns<T>(width, capacity))];
        inputGradient = new Columns<T>(plan.Inputs, capacity);
    }

    /// <summary>What goes in.</summary>
    public NetworkBatch<T> Batch { get; }

    /// <summary>What came out.</summary>
    public Columns<T> Output => outputs[^1];

    /// <summary>The gradient of the loss by what came out: to be filled before <see cref="Backward"/>.</summary>
    public Columns<T> OutputGradient => gradients[^1];

    /// <summary>What came out of a layer.</summary>
    public Columns<T> OutputOf(int layer) => outputs[layer];

    /// <summary>The gradient of the loss by what came out of a layer, after <see cref="Backward"/>.</summary>
    public Columns<T> GradientOf(int layer) => gradients[layer];

    /// <summary>The batch through all layers.</summary>
    public void Forward(IDropoutMasks masks)
    {
        foreach (var columns in (Columns<T>[])[.. outputs, .. gradients, inputGradient])
            columns.Rows = Batch.Input.Rows;
        foreach (var dropout in layers.OfType<Dropout<T>>())
            dropout.Masks = masks;
        for (var i = 0; i < layers.Length;)
        {
            var end = EndOfChain(i);
            if (end == i)
            {
                layers[i].Train(crew, Before(i), outputs[i]);
                i++;
                continue;
            }
            var first = i;
            crew.Run(outputs[i].Features, (from, to) =>
            {
                for (var feature = from; feature < to; feature++)
                {
                    for (var layer = first; layer < end; layer++)
                        ((ColumnLayer<T>)layers[layer]).TrainColumn(feature, Before(layer), outputs[layer]);
                }
            });
            i = end;
        }
    }

    /// <summary>From <see cref="OutputGradient"/> to the gradients of all parameters.</summary>
    public void Backward()
    {
        for (var i = layers.Length - 1; i >= 0;)
        {
            var first = StartOfChain(i);
            if (first > i)
            {
                // Of the inputs, only what embeddings gave has a use for its gradient.
                layers[i].Backward(crew, Before(i), outputs[i], gradients[i], GradientBefore(i), i == 0 ? plan.Numbers : 0);
                i--;
                continue;
            }
            var last = i;
            crew.Run(outputs[i].Features, (from, to) =>
            {
                for (var feature = from; feature < to; feature++)
                {
                    for (var layer = last; layer >= first; layer--)
                        ((ColumnLayer<T>)layers[layer]).BackwardColumn(feature, Before(layer), outputs[layer], gradients[layer], GradientBefore(layer));
                }
            });
            i = first - 1;
        }
        Batch.Backward(crew, inputGradient);
    }

    private Columns<T> Before(int layer) => layer == 0 ? Batch.Input : outputs[layer - 1];

    private Columns<T> GradientBefore(int layer) => layer == 0 ? inputGradient : gradients[layer - 1];

    /// <summary>Behind the last of the layers from here on that do each column by itself.</summary>
    private int EndOfChain(int layer)
    {
        while (layer < layers.Length && layers[layer] is ColumnLayer<T>)
            layer++;
        return layer;
    }

    /// <summary>The first of the layers up to here that do each column by itself; the one behind where this one does not.</summary>
    private int StartOfChain(int layer)
    {
        while (layer >= 0 && layers[layer] is ColumnLayer<T>)
            layer--;
        return layer + 1;
    }
}
