namespace Pipeline.Graph.Foreign;

/// <summary>
/// Affine steps that are not yet part of a layer, in float64: of each output a sum over the inputs and an offset. So what stands beside a
/// dense layer (BatchNormalization, scalers, biases) becomes part of its weights, which are rounded to float32 once.
/// </summary>
/// <param name="Weights">[outputs][inputs]; null for scales alone.</param>
/// <param name="Scale">[outputs] where there are no weights.</param>
/// <param name="Offset">[outputs].</param>
/// <param name="Folds">Whether weights may be multiplied with those of a following layer: they only pick and scale.</param>
internal sealed record Pending(double[][]? Weights, double[] Scale, double[] Offset, bool Folds = false)
{
    public int Width => Offset.Length;

    public bool IsIdentity => Weights is null && Array.TrueForAll(Scale, scale => scale == 1) && Array.TrueForAll(Offset, offset => offset == 0);

    /// <summary>Each value as it is.</summary>
    public static Pending Identity(int width)
    {
        var scale = new double[width];
        Array.Fill(scale, 1);
        return new Pending(null, scale, new double[width]);
    }

    /// <summary>Times a factor each, then plus an offset each.</summary>
    public Pending Then(Func<int, double> factor, Func<int, double> offset) => this with
    {
        Weights = Weights?.Select((row, i) => Array.ConvertAll(row, weight => weight * factor(i))).ToArray(),
        Scale = [.. Scale.Select((scale, i) => scale * factor(i))],
        Offset = [.. Offset.Select((old, i) => (old * factor(i)) + offset(i))],
    };

    /// <summary>Then a matrix, [outputs][width].</summary>
    public Pending Then(double[][] matrix)
    {
        var offset = Array.ConvertAll(matrix, row => Sum(row, Offset));
        if (Weights is null)
            return new Pending(Array.ConvertAll(matrix, row => row.Select((weight, i) => weight * Scale[i]).ToArray()), offset, offset);
        var inputs = Weights.Length == 0 ? 0 : Weights[0].Length;
        double[][] columns = [.. Enumerable.Range(0, inputs).Select(j => Array.ConvertAll(Weights, weights => weights[j]))];
        var product = Array.ConvertAll(matrix, row => Array.ConvertAll(columns, column => Sum(row, column)));
        return new Pending(product, offset, offset);
    }

    /// <summary>The weights, those of scales as a matrix.</summary>
    public double[][] ToMatrix() => Weights ?? [.. Scale.Select((scale, i) => Scale.Select((_, j) => i == j ? scale : 0).ToArray())];

    private static double Sum(double[] weights, double[] values)
    {
        double sum = 0;
        for (var i = 0; i < weights.Length; i++)
            sum += weights[i] * values[i];
        return sum;
    }
}
