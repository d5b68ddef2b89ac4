using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Pipeline.Graph;
using Pipeline.Kernels;

namespace Pipeline.Training.Network;

/// <summary>tanh x by the sequence of <see cref="Activation.Tanh"/>, in float64, rounded to T once. Back: ∂x = g·(1 − y·y).</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class Tanh<T> : ColumnLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void TrainColumn(int feature, Columns<T> x, Columns<T> y) => EvaluateColumn(feature, x, y);

    /// <inheritdoc/>
    public override void BackwardColumn(int feature, Columns<T> x, Columns<T> y, Columns<T> dy, Columns<T> dx) =>
        ColumnMath.TanhBack(dy[feature], y[feature], dx[feature]);

    /// <inheritdoc/>
    public override void EvaluateColumn(int feature, Columns<T> x, Columns<T> y)
    {
        x[feature].CopyTo(y[feature]);
        if (typeof(T) == typeof(float))
        {
            ActivationKernel.Run(Activation.Tanh, MemoryMarshal.Cast<T, float>(y[feature]));
            return;
        }
        var values = MemoryMarshal.Cast<T, double>(y[feature]);
        for (var i = 0; i < values.Length; i += Vector256<double>.Count)
            ExactMath.Tanh(Vector256.Create<double>(values[i..])).CopyTo(values[i..]);
    }
}
