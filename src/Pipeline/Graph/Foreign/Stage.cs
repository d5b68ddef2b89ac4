using Pipeline.Model;

namespace Pipeline.Graph.Foreign;

/// <summary>A vector on its way through a foreign network: the columns, what scales them, the layers so far, and affine steps after the last.</summary>
/// <param name="Features">Columns of the input.</param>
/// <param name="Scaler">What scales the columns; null for nothing.</param>
/// <param name="Layers">The layers so far.</param>
/// <param name="Pending">What comes after them.</param>
internal sealed record Stage(int Features, Scaler.Affine? Scaler, IReadOnlyList<DenseLayer> Layers, Pending Pending)
{
    public int Width => Pending.Width;

    /// <summary>Whether it is the input, scaled or not, and nothing else.</summary>
    public bool IsInput => Layers.Count == 0 && Pending.IsIdentity;

    /// <summary>The blocks of a graph that starts like this.</summary>
    public IReadOnlyList<FeatureBlock> Blocks => [Block(Features, Scaler)];

    public static FeatureBlock Block(int features, Scaler.Affine? scaler)
    {
        var missing = new double[features];
        Array.Fill(missing, double.NaN);
        return new FeatureBlock.Numeric(NumericType.Single, [.. Enumerable.Range(0, features)], missing, scaler);
    }

    /// <summary>
    /// A matrix after it, [outputs][width]. Steps before the first layer become the scaler (x − offset)·scale, so that large numbers
    /// are centred before they are rounded; steps after a layer's matrix end that layer.
    /// </summary>
    public Stage Then(double[][] matrix)
    {
        var scaled = WithScaler();
        if (scaled.Pending is { Weights: not null, Folds: false })
            scaled = scaled.Activate(Activation.Identity);
        return scaled with { Pending = scaled.Pending.Then(matrix) };
    }

    /// <summary>An activation of each value.</summary>
    public Stage Activate(Activation activation)
    {
        var scaled = WithScaler();
        return scaled with { Layers = [.. scaled.Layers, Layer(scaled.Pending, activation)], Pending = Pending.Identity(Width) };
    }

    /// <summary>z where z is above 0, else slope·z: relu(z) − slope·relu(−z), a layer of twice as many values that the next one joins.</summary>
    public Stage LeakyRelu(Func<int, double> slope)
    {
        var both = WithScaler();
        var pending = both.Pending with { Weights = both.Pending.ToMatrix() };
        var opposite = pending.Then(_ => -1, _ => 0);
        var layer = Layer(new Pending([.. pending.Weights!, .. opposite.Weights!], [], [.. pending.Offset, .. opposite.Offset]), Activation.Relu);
        double[][] join = [.. Enumerable.Range(0, Width).Select(i => Enumerable.Range(0, 2 * Width).Select(j => j == i ? 1 : j == i + Width ? -slope(i)
            : 0).ToArray())];
        return both with { Layers = [.. both.Layers, layer], Pending = new Pending(join, new double[Width], new double[Width], Folds: true) };
    }

    /// <summary>The scores that end it.</summary>
    public ForeignNetwork End(ForeignLink link)
    {
        var scaled = WithScaler();
        var last = Layer(scaled.Pending, Activation.Identity);
        var scores = last.Weights.Zip(last.Bias, (weights, bias) => (ScoreNode)new ScoreNode.Dot(weights, bias));
        return new ForeignNetwork(Features, scaled.Blocks, scaled.Layers, [.. scores], link);
    }

    private Stage WithScaler()
    {
        if (Layers.Count > 0 || Scaler is not null || Pending.Weights is not null || Pending.IsIdentity || Array.Exists(Pending.Scale, scale => scale == 0))
            return this;
        var offset = Pending.Offset.Select((value, i) => (double)(float)(-value / Pending.Scale[i]));
        return this with
        {
            Scaler = new Scaler.Affine([.. offset], [.. Pending.Scale.Select(scale => (double)(float)scale)]),
            Pending = Pending.Identity(Width),
        };
    }

    private static DenseLayer Layer(Pending pending, Activation activation) =>
        new(Array.ConvertAll(pending.ToMatrix(), row => Array.ConvertAll(row, weight => (float)weight)), Array.ConvertAll(pending.Offset, value =>
            (float)value), activation);
}
