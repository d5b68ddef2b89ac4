using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Pipeline.Configuration.Records;

namespace Pipeline.Training.Chain;

/// <summary>
/// A normalizer that is fitted on weighted rows. ML.NET's takes no weights, but its parameters follow from a few figures of each slot: so
/// those are taken with the weights, and the normalizer is fitted on rows that were made up to have them. What comes out is ML.NET's own
/// transformer. Weights that are whole numbers give, up to rounding, what as many copies of each row give.
/// </summary>
internal sealed class WeightedlyFitted(MLContext ml, string column, NormalizeMethod method, IEstimator<ITransformer> estimator) : IEstimator<ITransformer>
{
    /// <summary>Pairs around a mean: so many that what float32 rounds away of one is made good by the next.</summary>
    private const int Pairs = 512;

    private const int MostCopies = 100_000;
    private const int Levels = 10_001;

    public ITransformer Fit(IDataView input) => ((VectorDataViewType)input.Schema[column].Type).ItemType == NumberDataViewType.Double
        ? Fit<double>(input)
        : Fit<float>(input);

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => estimator.GetOutputSchema(inputSchema);

    private ITransformer Fit<T>(IDataView input)
        where T : struct, INumber<T>
    {
        double[] weights = [.. input.GetColumn<float>(BatchView.WeightColumn).Select(weight => (double)weight)];
        var slots = ((VectorDataViewType)input.Schema[column].Type).Size;
        IEnumerable<(VBuffer<T> Row, double Weight)> Rows() => input.GetColumn<VBuffer<T>>(column).Zip(weights);
        var made = method switch
        {
            NormalizeMethod.MeanVariance => Around(Moments(Rows(), slots, value => value), value => value),
            NormalizeMethod.LogMeanVariance => Around(Moments(Rows(), slots, Math.Log), Math.Exp),
            NormalizeMethod.MinMax => Ends(Rows(), slots),
            NormalizeMethod.RobustScaling => Quantiles(Rows(), slots, weights),
            _ => throw new ArgumentOutOfRangeException(nameof(input), method, "unknown normalizer"),
        };
        return estimator.Fit(VectorRows.OfVectors(ml, column, [.. made.Select(row => Array.ConvertAll(row, T.CreateSaturating))]));

        IEnumerable<double[]> Around((double Mean, double Deviation)[] moments, Func<double, double> back)
        {
            var carried = new double[2 * slots];
            for (var i = 0; i < 2 * Pairs; i++)
            {
                var side = i % 2;
                yield return [.. moments.Select((slot, k) =>
                {
                    ref var carry = ref carried[(side * slots) + k];
                    var wanted = back(slot.Mean + (side == 0 ? -slot.Deviation : slot.Deviation));
                    var rounded = double.CreateSaturating(T.CreateSaturating(wanted + carry));
                    carry += wanted - rounded;
                    return rounded;
                })];
            }
        }
    }

    /// <summary>Mean and deviation of what a function makes of each slot's values; values of which it makes no finite number are left out.</summary>
    private static (double Mean, double Deviation)[] Moments<T>(IEnumerable<(VBuffer<T> Row, double Weight)> rows, int slots, Func<double, double> of)
        where T : struct, INumber<T>
    {
        var totals = new double[slots];
        var (means, squares) = (new double[slots], new double[slots]);
        var (lowest, highest) = (new double[slots], new double[slots]);
        Array.Fill(lowest, double.PositiveInfinity);
        Array.Fill(highest, double.NegativeInfinity);
        foreach (var (row, weight) in rows)
        {
            foreach (var (slot, item) in row.Items(all: true))
            {
                var value = of(double.CreateSaturating(item));
                if (!double.IsFinite(value))
                    continue;
                // West 1979: the running mean and sum of squares, weighted.
                totals[slot] += weight;
                var step = value - means[slot];
                means[slot] += step * weight / totals[slot];
                squares[slot] += weight * step * (value - means[slot]);
                (lowest[slot], highest[slot]) = (Math.Min(lowest[slot], value), Math.Max(highest[slot], value));
            }
        }
        return [.. means.Select((mean, slot) => lowest[slot] < highest[slot] ? (mean, Math.Sqrt(squares[slot] / totals[slot]))
            : (totals[slot] > 0 ? lowest[slot] : 0, 0))];
    }

    private static double[][] Ends<T>(IEnumerable<(VBuffer<T> Row, double Weight)> rows, int slots)
        where T : struct, INumber<T>
    {
        double[][] ends = [new double[slots], new double[slots]];
        Array.Fill(ends[0], double.MaxValue);
        Array.Fill(ends[1], double.MinValue);
        foreach (var (row, _) in rows)
        {
            foreach (var (slot, item) in row.Items(all: true))
            {
                var value = double.CreateSaturating(item);
                (ends[0][slot], ends[1][slot]) = (Math.Min(ends[0][slot], value), Math.Max(ends[1][slot], value));
            }
        }
        return ends;
    }

    /// <summary>Each slot's values in order, as often as they weigh: as many copies as whole weights say, else so many levels between 0 and 1.</summary>
    private static double[][] Quantiles<T>(IEnumerable<(VBuffer<T> Row, double Weight)> rows, int slots, double[] weights)
        where T : struct, INumber<T>
    {
        var total = weights.Sum();
        var count = total <= MostCopies && weights.All(double.IsInteger) ? (int)total : Levels;
        var dense = rows.Select(row => row.Row.DenseValues().ToArray()).ToList();
        var made = Enumerable.Range(0, count).Select(_ => new double[slots]).ToArray();
        for (var slot = 0; slot < slots; slot++)
        {
            var order = Enumerable.Range(0, dense.Count).OrderBy(row => dense[row][slot]).ToArray();
            var (at, reached) = (0, weights[order[0]]);
            for (var i = 0; i < count; i++)
            {
                while (reached < (i + 0.5) / count * total && at + 1 < order.Length)
                    reached += weights[order[++at]];
                made[i][slot] = double.CreateSaturating(dense[order[at]][slot]);
            }
        }
        return made;
    }
}
