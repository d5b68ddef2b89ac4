using System.Numerics;

namespace Pipeline.Training.Network;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy 2015), with PyTorch's conventions. Training: μ and σ² of the batch, σ² divided by n;
/// x̂ = (x − μ)·(1/√(σ² + ε)); y = x̂·w + b; then running_mean = (1 − m)·running_mean + m·μ and
/// running_var = (1 − m)·running_var + m·σ²·n/(n − 1), the momentum m being the share of the new value and the variance unbiased.
/// Evaluation: y = (x − running_mean)·s + b with s = w/√(running_var + ε). Back, in training: ∂b = Σ g, ∂w = Σ g·x̂,
/// ∂x = w/√(σ² + ε)·(g − ∂b/n − x̂·∂w/n). A batch of one row has no variance and is refused.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class BatchNorm<T>(LayerPlan.BatchNorm plan, NetworkArrays<T> arrays, NormSlots slots) : ColumnLayer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T epsilon = T.CreateTruncating(plan.Epsilon);
    private readonly T kept = T.CreateTruncating(1 - plan.Momentum);
    private readonly T taken = T.CreateTruncating(plan.Momentum);
    private readonly T[] inverse = new T[plan.Features];
    private Columns<T> normal = new(0, 0);

    /// <inheritdoc/>
    public override void Reserve(int rows) => normal = new Columns<T>(plan.Features, rows);

    /// <inheritdoc/>
    public override void TrainColumn(int feature, Columns<T> x, Columns<T> y)
    {
        if (x.Rows < 2)
            throw new ArgumentException("a batch of one row has no variance", nameof(x));
        var rows = T.CreateTruncating(x.Rows);
        Span<T> centred = normal.Whole(feature, x.Padded);
        var mean = RowSums.Sum<T>(x[feature]) / rows;
        ColumnMath.Subtract(x[feature], mean, centred);
        centred[x.Rows..].Clear();
        var variance = RowSums.OfProducts<T>(centred, centred) / rows;
        inverse[feature] = T.One / T.Sqrt(variance + epsilon);
        ColumnMath.Norm(centred, inverse[feature], slots.Weight.Of(arrays.Parameters)[feature], slots.Bias.Of(arrays.Parameters)[feature], y[feature]);
        y.ClearPadding(feature);
        ref var runningMean = ref slots.RunningMean!.Of(arrays.Buffers)[feature];
        ref var runningVariance = ref slots.RunningVariance!.Of(arrays.Buffers)[feature];
        runningMean = (kept * runningMean) + (taken * mean);
        runningVariance = (kept * runningVariance) + (taken * (variance * rows / (rows - T.One)));
    }

    /// <inheritdoc/>
    public override void BackwardColumn(int feature, Columns<T> x, Columns<T> y, Columns<T> dy, Columns<T> dx)
    {
        var rows = T.CreateTruncating(x.Rows);
        Span<T> hat = normal.Whole(feature, x.Padded);
        var byBias = RowSums.Sum<T>(dy[feature]);
        var byWeight = RowSums.OfProducts<T>(dy[feature], hat);
        slots.Bias.Of(arrays.Gradients)[feature] = byBias;
        slots.Weight.Of(arrays.Gradients)[feature] = byWeight;
        ColumnMath.NormBack(dy[feature], hat, byBias / rows, byWeight / rows, slots.Weight.Of(arrays.Parameters)[feature] * inverse[feature], dx[feature]);
        dx.ClearPadding(feature);
    }

    /// <inheritdoc/>
    public override void EvaluateColumn(int feature, Columns<T> x, Columns<T> y)
    {
        var scale = slots.Weight.Of(arrays.Parameters)[feature] / T.Sqrt(slots.RunningVariance!.Of(arrays.Buffers)[feature] + epsilon);
        ColumnMath.Subtract(x[feature], slots.RunningMean!.Of(arrays.Buffers)[feature], y[feature]);
        ColumnMath.ScaleAndAdd(y[feature], scale, slots.Bias.Of(arrays.Parameters)[feature], y[feature]);
        y.ClearPadding(feature);
    }
}
