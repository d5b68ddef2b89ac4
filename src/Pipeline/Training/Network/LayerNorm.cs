using System.Numerics;

namespace Pipeline.Training.Network;

/// <summary>
/// Layer normalisation (Ba, Kiros and Hinton 2016) of each row's vector of n features: μ = Σ x/n, σ² = Σ (x − μ)²/n, sums in ascending
/// order; x̂ = (x − μ)·(1/√(σ² + ε)); y = x̂·w + b. Back, with h = g·w: ∂b = Σ g and ∂w = Σ g·x̂ over the rows,
/// ∂x = (h − Σ h/n − x̂·Σ (h·x̂)/n)/√(σ² + ε). The same in training and in evaluation.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class LayerNorm<T>(LayerPlan.LayerNorm plan, NetworkArrays<T> arrays, NormSlots slots) : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T features = T.CreateTruncating(plan.Features);
    private readonly T epsilon = T.CreateTruncating(plan.Epsilon);
    private Columns<T> normal = new(0, 0);
    private T[] inverse = [];

    /// <inheritdoc/>
    public override void Reserve(int rows)
    {
        normal = new Columns<T>(plan.Features, rows);
        inverse = new T[normal.Stride];
    }

    /// <inheritdoc/>
    public override void Train(Crew crew, Columns<T> x, Columns<T> y)
    {
        normal.Rows = x.Rows;
        Normalise(crew, x, y, normal, inverse);
    }

    /// <inheritdoc/>
    public override void Evaluate(Crew crew, Columns<T> x, Columns<T> y) => Normalise(crew, x, y, y, null);

    /// <inheritdoc/>
    public override void Backward(Crew crew, Columns<T> x, Columns<T> y, Columns<T> dy, Columns<T> dx, int first)
    {
        crew.Run(plan.Features, (from, to) =>
        {
            for (var i = from; i < to; i++)
            {
                slots.Bias.Of(arrays.Gradients)[i] = RowSums.Sum<T>(dy[i]);
                slots.Weight.Of(arrays.Gradients)[i] = RowSums.OfProducts<T>(dy[i], normal[i]);
            }
        });
        crew.Run(dy.Padded / Columns<T>.Line, (from, to) =>
        {
            for (var row = from * Columns<T>.Line; row < to * Columns<T>.Line; row += Vector<T>.Count)
                Back(row, dy, dx);
        });
        ClearPadding(dx);
    }

    private void Normalise(Crew crew, Columns<T> x, Columns<T> y, Columns<T> into, T[]? inverses)
    {
        crew.Run(x.Padded / Columns<T>.Line, (from, to) =>
        {
            for (var row = from * Columns<T>.Line; row < to * Columns<T>.Line; row += Vector<T>.Count)
            {
                var scale = Normalise(row, x, y, into);
                if (inverses is not null)
                    scale.CopyTo(inverses, row);
            }
        });
        ClearPadding(y);
        if (into != y)
            ClearPadding(into);
    }

    private Vector<T> Normalise(int row, Columns<T> x, Columns<T> y, Columns<T> into)
    {
        var weight = slots.Weight.Of(arrays.Parameters);
        var bias = slots.Bias.Of(arrays.Parameters);
        var (sum, squares, count) = (Vector<T>.Zero, Vector<T>.Zero, new Vector<T>(features));
        for (var i = 0; i < plan.Features; i++)
            sum += new Vector<T>(x[i][row..]);
        var mean = sum / count;
        for (var i = 0; i < plan.Features; i++)
        {
            var centred = new Vector<T>(x[i][row..]) - mean;
            squares += centred * centred;
        }
        var scale = Vector<T>.One / Vector.SquareRoot((squares / count) + new Vector<T>(epsilon));
        for (var i = 0; i < plan.Features; i++)
        {
            var hat = (new Vector<T>(x[i][row..]) - mean) * scale;
            hat.CopyTo(into[i][row..]);
            ((hat * weight[i]) + new Vector<T>(bias[i])).CopyTo(y[i][row..]);
        }
        return scale;
    }

    private void Back(int row, Columns<T> dy, Columns<T> dx)
    {
        var weight = slots.Weight.Of(arrays.Parameters);
        var (sum, products, count) = (Vector<T>.Zero, Vector<T>.Zero, new Vector<T>(features));
        for (var i = 0; i < plan.Features; i++)
        {
            var scaled = new Vector<T>(dy[i][row..]) * weight[i];
            sum += scaled;
            products += scaled * new Vector<T>(normal[i][row..]);
        }
        (sum, products) = (sum / count, products / count);
        for (var i = 0; i < plan.Features; i++)
        {
            var scaled = new Vector<T>(dy[i][row..]) * weight[i];
            ((scaled - sum - (new Vector<T>(normal[i][row..]) * products)) * new Vector<T>(inverse, row)).CopyTo(dx[i][row..]);
        }
    }

    private static void ClearPadding(Columns<T> columns)
    {
        for (var i = 0; i < columns.Features; i++)
            columns.ClearPadding(i);
    }
}
