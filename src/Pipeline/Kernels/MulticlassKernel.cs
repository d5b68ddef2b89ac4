using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Pipeline.Kernels;

/// <summary>
/// What joins the scores of the classes, four rows at a time, each by the sequence that its node states. It takes a column of scores
/// a class, [K][rows, and room for <see cref="Rows"/> − 1 more], and replaces it.
/// </summary>
internal static class MulticlassKernel
{
    /// <summary>Rows at a time.</summary>
    public const int Rows = 4;

    /// <summary>A score that is this much below the largest adds nothing to a soft-max.</summary>
    private const float Cut = 30;

    /// <summary>exp(z − logsumexp z).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SoftMax(float[][] scores, int rows)
    {
        for (var row = 0; row < rows; row += Rows)
        {
            var (wideLargest, first) = (Wide(scores[0], row), Vector256<double>.Zero);
            for (var k = 1; k < scores.Length; k++)
            {
                var score = Wide(scores[k], row);
                var greater = Vector256.GreaterThan(score, wideLargest);
                wideLargest = Vector256.ConditionalSelect(greater, score, wideLargest);
                first = Vector256.ConditionalSelect(greater, Vector256.Create((double)k), first);
            }
            var largest = Conversions.Round(wideLargest);
            var cut = Conversions.Widen(largest - Vector128.Create(Cut));
            var sum = Vector256<double>.Zero;
            for (var k = 0; k < scores.Length; k++)
            {
                var score = Vector128.LoadUnsafe(ref scores[k][row]);
                var counted = Vector256.AndNot(Vector256.GreaterThan(Conversions.Widen(score), cut), Vector256.Equals(first, Vector256.Create((double)k)));
                sum = Vector256.ConditionalSelect(counted, sum + ExactMath.Exp(Conversions.Widen(score - largest)), sum);
            }
            var logarithm = Conversions.Widen(Conversions.Round(wideLargest + ExactMath.LogFromOne(Vector256<double>.One + sum)));
            var normalizer = Conversions.Round(Vector256.ConditionalSelect(Vector256.GreaterThan(sum, Vector256<double>.Zero), logarithm, wideLargest));
            foreach (var column in scores)
            {
                var difference = Vector128.LoadUnsafe(ref column[row]) - normalizer;
                Conversions.Round(ExactMath.Exp(Conversions.Widen(difference))).StoreUnsafe(ref column[row]);
            }
        }
    }

    /// <summary>e^z / Σ e^z, each e^z the square of e^(z/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void PlainSoftMax(float[][] scores, int rows)
    {
        for (var row = 0; row < rows; row += Rows)
        {
            var sum = Vector256<double>.Zero;
            foreach (var column in scores)
                sum += Exponential(column, row);
            foreach (var column in scores)
                Conversions.Round(Exponential(column, row) / sum).StoreUnsafe(ref column[row]);
        }
    }

    /// <summary>p / Σ p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void DivideBySum(float[][] probabilities, int rows)
    {
        var zero = Vector256<double>.Zero;
        for (var row = 0; row < rows; row += Rows)
        {
            var sum = zero;
            foreach (var column in probabilities)
            {
                var p = Wide(column, row);
                p = Vector256.ConditionalSelect(Vector256.LessThan(p, zero), zero, p);
                sum += Vector256.ConditionalSelect(Vector256.Equals(p, p), p, zero);
                Conversions.Round(p).StoreUnsafe(ref column[row]);
            }
            foreach (var column in probabilities)
            {
                var p = Wide(column, row);
                Conversions.Round(Vector256.ConditionalSelect(Vector256.GreaterThan(sum, zero), p / sum, p)).StoreUnsafe(ref column[row]);
            }
        }
    }

    /// <summary>The soft-max of scores that are logarithms, in float64, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Posterior(float[][] scores, int rows)
    {
        for (var row = 0; row < rows; row += Rows)
        {
            var largest = Vector256.Create(double.NegativeInfinity);
            foreach (var column in scores)
                largest = Vector256.Max(largest, Wide(column, row));
            var sum = Vector256<double>.Zero;
            foreach (var column in scores)
                sum += ExactMath.Exp(Wide(column, row) - largest);
            foreach (var column in scores)
                Conversions.Round(ExactMath.Exp(Wide(column, row) - largest) / sum).StoreUnsafe(ref column[row]);
        }
    }

    private static Vector256<double> Exponential(float[] column, int row)
    {
        var root = ExactMath.Exp(Wide(column, row) * 0.5);
        return root * root;
    }

    private static Vector256<double> Wide(float[] column, int row) => Conversions.Widen(Vector128.LoadUnsafe(ref column[row]));
}
