using System.Numerics;
using CsCheck;
using NUnit.Framework;
using Pipeline.Evaluation;

namespace Pipeline.Tests.Evaluation;

internal sealed class TargetSpreadTests
{
    [Test]
    public void The_sum_of_squares_is_that_of_whole_numbers_to_the_last_digits() =>
        Gen.Select(Gen.Long[-1L << 52, 1L << 52], Gen.Select(Gen.Int[-1000, 1000], Gen.Int[1, 9]).Array[2, 30]).Sample((offset, rows) =>
        {
            var spread = new TargetSpread();
            BigInteger weights = 0, sum = 0, squares = 0;
            foreach (var (value, weight) in rows)
            {
                spread.Add(offset + value, weight);
                (weights, sum, squares) = (weights + weight, sum + (weight * value), squares + (weight * value * value));
            }
            // Σ w·v² − (Σ w·v)²/Σ w, of which the offset is no part.
            var expected = (double)((squares * weights) - (sum * sum)) / (double)weights;

            Assert.That(spread.SumOfSquares, Is.EqualTo(expected).Within(4e-16 * expected));
            Assert.That(spread.IsConstant, Is.EqualTo(rows.All(row => row.Item1 == rows[0].Item1)));
        }, threads: 1);

    [Test]
    public void An_outlier_in_front_costs_few_digits()
    {
        var spread = new TargetSpread();
        double[] targets = [1e12, .. Enumerable.Range(0, 1000).Select(i => i % 10 / 10.0)];
        foreach (var target in targets)
            spread.Add(target, target > 1 ? 1e-18 : 1);
        BigInteger unit = BigInteger.Pow(10, 18);
        // In tenths and in units of the light weight, whole numbers all.
        BigInteger weights = (1000 * unit) + 1, sum = (4500 * unit) + BigInteger.Pow(10, 13), squares = (28500 * unit) + BigInteger.Pow(10, 26);
        var expected = (double)((squares * weights) - (sum * sum)) / (double)weights / (double)unit / 100;

        Assert.That(spread.SumOfSquares, Is.EqualTo(expected).Within(1e-10 * expected));
    }
}
