namespace Pipeline.Training.Network;

/// <summary>A network: numbers and embedded categories go in, side by side and in this order, through layers one after another.</summary>
internal sealed record NetworkPlan
{
    /// <summary>Makes a plan whose layers fit together.</summary>
    /// <param name="numbers">How many numeric columns there are; a one-hot category is as many as it has slots.</param>
    /// <param name="embeddings">One for each categorical column.</param>
    /// <param name="layers">At least one.</param>
    /// <exception cref="ArgumentException">A layer does not take what the one before it gives.</exception>
    public NetworkPlan(int numbers, IReadOnlyList<EmbeddingPlan> embeddings, IReadOnlyList<LayerPlan> layers)
    {
        (Numbers, Embeddings, Layers) = (numbers, embeddings, layers);
        Inputs = numbers + embeddings.Sum(table => table.Width);
        var widths = new int[layers.Count];
        var width = Inputs;
        for (var i = 0; i < layers.Count; i++)
        {
            var (takes, gives) = layers[i] switch
            {
                LayerPlan.Linear linear => (linear.Inputs, linear.Outputs),
                LayerPlan.BatchNorm norm => (norm.Features, norm.Features),
                LayerPlan.LayerNorm norm => (norm.Features, norm.Features),
                _ => (width, width),
            };
            if (takes != width || gives < 1)
                throw new ArgumentException(FormattableString.Invariant($"layer {i} takes {takes} numbers and gives {gives}, it gets {width}"), nameof(layers));
            widths[i] = width = gives;
        }
        if (layers.Count == 0 || Inputs == 0)
            throw new ArgumentException("a network has inputs and layers", nameof(layers));
        Widths = widths;
    }

    /// <summary>How many numeric columns there are.</summary>
    public int Numbers { get; }

    /// <summary>One for each categorical column.</summary>
    public IReadOnlyList<EmbeddingPlan> Embeddings { get; }

    /// <summary>The layers.</summary>
    public IReadOnlyList<LayerPlan> Layers { get; }

    /// <summary>Length of the vector that goes in: numbers, then the vectors of the embeddings.</summary>
    public int Inputs { get; }

    /// <summary>Length of the vector behind each layer.</summary>
    public IReadOnlyList<int> Widths { get; }

    /// <summary>Length of the vector that comes out.</summary>
    public int Outputs => Widths[^1];

    /// <summary>Whether a batch must have more than one row.</summary>
    public bool HasBatchNorm => Layers.Any(layer => layer is LayerPlan.BatchNorm);

    /// <summary>
    /// A stack of dense layers: of each hidden one Linear, norm, activation, dropout; at the end a Linear alone. The Linear in front of a
    /// batch normalisation has no bias.
    /// </summary>
    /// <param name="numbers">Numeric columns.</param>
    /// <param name="embeddings">One for each categorical column.</param>
    /// <param name="hidden">Widths of the hidden layers.</param>
    /// <param name="norm">Makes the norm for a width; null for none.</param>
    /// <param name="activation">What follows the norm.</param>
    /// <param name="dropout">Probability; 0 for none.</param>
    /// <param name="outputs">1, or the number of classes.</param>
    public static NetworkPlan Stack(int numbers, IReadOnlyList<EmbeddingPlan> embeddings, IReadOnlyList<int> hidden, Func<int, LayerPlan>? norm,
        LayerPlan activation, double dropout, int outputs)
    {
        var layers = new List<LayerPlan>();
        var width = numbers + embeddings.Sum(table => table.Width);
        foreach (var next in hidden)
        {
            var after = norm?.Invoke(next);
            layers.Add(new LayerPlan.Linear(width, next, after is not LayerPlan.BatchNorm));
            if (after is not null)
                layers.Add(after);
            layers.Add(activation);
            if (dropout > 0)
                layers.Add(new LayerPlan.Dropout(dropout));
            width = next;
        }
        layers.Add(new LayerPlan.Linear(width, outputs, true));
        return new NetworkPlan(numbers, embeddings, layers);
    }
}
