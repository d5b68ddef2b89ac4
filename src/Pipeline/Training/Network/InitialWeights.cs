using System.Numerics;

namespace Pipeline.Training.Network;

/// <summary>
/// The weights that a training begins with. Embeddings are N(0, 1), norms 1 and 0, running statistics 0 and 1, linear layers by a
/// <see cref="WeightScheme"/> with the gain of the activation behind. Each number is a function of the seed, its tensor and its place.
/// </summary>
internal static class InitialWeights
{
    /// <summary>Fills the arrays of a network.</summary>
    public static void Fill<T>(NetworkArrays<T> arrays, WeightScheme scheme, ulong seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var layout = arrays.Layout;
        for (var j = 0; j < layout.Plan.Embeddings.Count; j++)
            Normal(arrays, layout.Find(FormattableString.Invariant($"embeddings.{j}.weight"))!, 1, seed);
        for (var i = 0; i < layout.Plan.Layers.Count; i++)
        {
            if (layout.Plan.Layers[i] is LayerPlan.Linear linear)
                Fill(arrays, linear, layout.Find(i, "weight")!, layout.Find(i, "bias"), scheme, Gain(layout.Plan, i), seed);
            else if (layout.Find(i, "weight") is { } weight)
                weight.Of(arrays.Parameters).Fill(T.One);
            layout.Find(i, "running_var")?.Of(arrays.Buffers).Fill(T.One);
        }
    }

    /// <summary>The gain of an activation (torch.nn.init.calculate_gain): √2 for ReLU, √(2/(1 + slope²)) for leaky ReLU, 5/3 for tanh, else 1.</summary>
    public static double Gain(LayerPlan? activation) => activation switch
    {
        LayerPlan.Relu => Math.Sqrt(2),
        LayerPlan.LeakyRelu leaky => Math.Sqrt(2 / (1 + (leaky.Slope * leaky.Slope))),
        LayerPlan.Tanh => 5.0 / 3,
        _ => 1,
    };

    /// <summary>The standard deviation of a scheme; of the uniform ones the bound is √3 times it.</summary>
    /// <param name="scheme">Not the default one.</param>
    /// <param name="fan">Inputs, or outputs; of Kaiming's schemes.</param>
    /// <param name="both">Inputs and outputs; of Xavier's schemes.</param>
    /// <param name="gain">Of the activation.</param>
    public static double Deviation(WeightScheme scheme, int fan, int both, double gain) => scheme switch
    {
        WeightScheme.KaimingUniform or WeightScheme.KaimingNormal => gain / Math.Sqrt(fan),
        WeightScheme.XavierUniform or WeightScheme.XavierNormal => gain * Math.Sqrt(2.0 / both),
        _ => throw new ArgumentOutOfRangeException(nameof(scheme), scheme, "has a bound"),
    };

    /// <summary>The bound of the default scheme.</summary>
    public static double DefaultBound(int inputs) => 1 / Math.Sqrt(inputs);

    /// <summary>The bound of a uniform scheme.</summary>
    public static double Bound(double deviation) => Math.Sqrt(3) * deviation;

    private static double Gain(NetworkPlan plan, int linear) =>
        Gain(plan.Layers.Skip(linear + 1).TakeWhile(layer => layer is not LayerPlan.Linear)
            .FirstOrDefault(layer => layer is LayerPlan.Relu or LayerPlan.LeakyRelu or LayerPlan.Tanh));

    private static void Fill<T>(NetworkArrays<T> arrays, LayerPlan.Linear linear, ParameterSlot weight, ParameterSlot? bias, WeightScheme scheme, double gain,
        ulong seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (scheme == WeightScheme.Default)
        {
            Uniform(arrays, weight, DefaultBound(linear.Inputs), seed);
            if (bias is not null)
                Uniform(arrays, bias, DefaultBound(linear.Inputs), seed);
            return;
        }
        var deviation = Deviation(scheme, linear.Inputs, linear.Inputs + linear.Outputs, gain);
        if (scheme is WeightScheme.KaimingUniform or WeightScheme.XavierUniform)
            Uniform(arrays, weight, Bound(deviation), seed);
        else
            Normal(arrays, weight, deviation, seed);
    }

    private static void Uniform<T>(NetworkArrays<T> arrays, ParameterSlot slot, double bound, ulong seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var draws = Of(arrays, slot, seed);
        var values = slot.Of(arrays.Parameters);
        for (var i = 0; i < values.Length; i++)
            values[i] = T.CreateTruncating((2 * bound * draws.Uniform(i)) - bound);
    }

    private static void Normal<T>(NetworkArrays<T> arrays, ParameterSlot slot, double deviation, ulong seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var draws = Of(arrays, slot, seed);
        var values = slot.Of(arrays.Parameters);
        for (var i = 0; i < values.Length; i++)
        {
            var (first, second) = draws.Normals((uint)(i / 2));
            values[i] = T.CreateTruncating(deviation * (i % 2 == 0 ? first : second));
        }
    }

    private static Draws Of<T>(NetworkArrays<T> arrays, ParameterSlot slot, ulong seed) =>
        new(seed, Purpose.Weights, arrays.Layout.Parameters.ToList().IndexOf(slot));
}
