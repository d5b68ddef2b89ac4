using System.Numerics;

namespace Pipeline.Training.Network;

/// <summary>Clipping of gradients by their norm over all parameters (Pascanu, Mikolov and Bengio 2013), as torch.nn.utils.clip_grad_norm_ does it.</summary>
internal static class GradientNorm
{
    /// <summary>g ← g·min(1, most/(norm + 1e-6)); the squares are summed in float64 in the order of the parameters.</summary>
    /// <returns>The norm before.</returns>
    public static double Clip<T>(Span<T> gradients, double most)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double squares = 0;
        foreach (var gradient in gradients)
        {
            var value = double.CreateTruncating(gradient);
            squares += value * value;
        }
        var norm = Math.Sqrt(squares);
        var factor = T.CreateTruncating(Math.Min(1, most / (norm + 1e-6)));
        foreach (ref var gradient in gradients)
            gradient *= factor;
        return norm;
    }
}
