using System.Numerics;

namespace Pipeline.Training.Network;

/// <summary>y = W·x + b. Back: ∂b = Σ g, ∂W = Σ g·xᵀ over the rows, ∂x = Wᵀ·g. Terms in ascending order, the bias first.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class Linear<T>(LayerPlan.Linear plan, NetworkArrays<T> arrays, ParameterSlot weight, ParameterSlot? bias) : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override void Train(Crew crew, Columns<T> x, Columns<T> y) => Evaluate(crew, x, y);

    /// <inheritdoc/>
    public override void Backward(Crew crew, Columns<T> x, Columns<T> y, Columns<T> dy, Columns<T> dx, int first)
    {
        crew.Run(plan.Outputs, (from, to) =>
        {
            RowSums.OfProducts(dy, x, weight.Of(arrays.Gradients), from, to);
            for (var o = from; bias is not null && o < to; o++)
                bias.Of(arrays.Gradients)[o] = RowSums.Sum<T>(dy[o]);
        });
        crew.Run(plan.Inputs - first, (from, to) =>
            ColumnProducts.Run(dy, weight.Of(arrays.Parameters), 1, plan.Inputs, [], dx, first + from, first + to));
    }

    /// <inheritdoc/>
    public override void Evaluate(Crew crew, Columns<T> x, Columns<T> y) => crew.Run(plan.Outputs, (from, to) =>
        ColumnProducts.Run(x, weight.Of(arrays.Parameters), plan.Inputs, 1, bias is null ? [] : bias.Of(arrays.Parameters), y, from, to));
}
