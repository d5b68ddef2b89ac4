using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Pipeline.Graph;

namespace Pipeline.Kernels;

/// <summary>The activations of a dense layer.</summary>
internal static class ActivationKernel
{
    private static readonly CalibratorNode.Platt sigmoid = new(-1, 0);

    /// <summary>Replaces sums by activations; their number is a multiple of 8.</summary>
    public static void Run(Activation activation, Span<float> values)
    {
        switch (activation)
        {
            case Activation.Identity: break;
            case Activation.Relu: Relu(values); break;
            case Activation.Sigmoid: CalibratorKernel.Run(sigmoid, values, values); break;
            case Activation.Tanh: Tanh(values); break;
            default: throw new ArgumentOutOfRangeException(nameof(activation), activation, "unknown activation");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Relu(Span<float> values)
    {
        for (var i = 0; i < values.Length; i += Vector256<float>.Count)
        {
            var z = Vector256.LoadUnsafe(ref values[i]);
            Vector256.AndNot(z, Vector256.LessThan(z, Vector256<float>.Zero)).StoreUnsafe(ref values[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tanh(Span<float> values)
    {
        for (var i = 0; i < values.Length; i += Vector128<float>.Count)
            Conversions.Round(ExactMath.Tanh(Conversions.Widen(Vector128.LoadUnsafe(ref values[i])))).StoreUnsafe(ref values[i]);
    }
}
